"""The examples of the manual build, and say nothing that schema.org does not have."""

import re
from pathlib import Path

import pytest

from tests.support.json_ld import top_level, unknown_terms
from tests.support.microformats import representative
from tests.support.pictures import png
from tests.support.places import PACKAGE
from tests.support.runs import page, smoopt
from tests.support.sites import write_files

MANUAL = (PACKAGE.parent / "docs/reference/plugins/identity.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
URL = "https://mill.example.org/"
FILES = {
    "index.html": page("Mill"),
    **dict.fromkeys(("contact.html", "about/index.html"), page("About")),
    **dict.fromkeys(
        ("images/logo.png", "images/front.jpg", "images/inside.jpg", "logo.png", "ann.jpg"),
        png(200, 200),
    ),
}


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_builds_and_is_understood(number: int, tmp_path: Path) -> None:
    example = EXAMPLES[number]
    root = write_files(tmp_path / "site", {**FILES})
    settings = tmp_path / "smoopt.toml"
    settings.write_text(example if "[site]" in example else f'[site]\nurl = "{URL}"\n{example}')
    run = smoopt("build", root, "--config", settings)
    assert run.code == 0, run.err
    assert "identity" not in run.out
    text = (root / "index.html").read_text()
    nodes = [node for node in top_level(text) if node.get("@id") == f"{URL}#publisher"]
    assert len(nodes) == 1
    assert unknown_terms(nodes) == []
    assert representative(text, URL) is not None


def test_the_manual_names_every_option() -> None:
    from smoopt.builtin.identity import Identity

    assert [name for name in Identity.__struct_fields__ if f"`{name}`" not in MANUAL] == []
