"""The manual has a section for each hook, and its example does what stands below it."""

import inspect
import re
from collections.abc import Iterator

import pytest

from smoopt.plugin.hooks import HOOKS, Plugin
from smoopt.testing import Built, build
from tests.support.places import ROOT

MANUAL = (ROOT / "docs/reference/hooks.md").read_text("utf-8")
START, *SECTIONS = re.split(r"^## ", MANUAL, flags=re.MULTILINE)
(PAGE,) = re.findall(r"```html\n(.*?)```", START, re.DOTALL)
(IMPORTS,) = re.findall(r"```python\n(.*?)```", START, re.DOTALL)
HOME = PAGE.replace("Bread", "Home").replace("yeast", '<a href="bread.html">yeast</a>')
SETTINGS = {"plugins": {"share": {"networks": ["forum"], "show": ["bread.html"]}}}


def blocks(section: str) -> list[tuple[str, str]]:
    return re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL)


def name_of(section: str) -> str:
    return section.partition("\n")[0]


def everything(built: Built) -> Iterator[str]:
    yield from built.pages.values()
    yield from (content.decode("utf-8", "replace") for content in built.files.values())
    yield from map(str, built.findings)


def test_each_hook_has_its_section() -> None:
    assert {name_of(section) for section in SECTIONS} == {*HOOKS}


@pytest.mark.parametrize("section", SECTIONS, ids=name_of)
def test_a_section_names_the_arguments_of_its_hook(section: str) -> None:
    hook = name_of(section)
    arguments = [*inspect.signature(HOOKS[hook]).parameters][1:]
    assert blocks(section)[0] == ("text", f"{hook}({', '.join(arguments)})\n")


@pytest.mark.parametrize("section", SECTIONS, ids=name_of)
def test_an_example_does_what_stands_below_it(section: str) -> None:
    _, (language, code), (_, given) = blocks(section)
    assert language == "python"
    names: dict[str, object] = {"__name__": __name__}
    exec(compile(IMPORTS + code, "hooks.md", "exec", dont_inherit=True), names)
    (plugin,) = (
        value
        for value in names.values()
        if isinstance(value, type) and issubclass(value, Plugin) and value is not Plugin
    )
    assert hasattr(vars(plugin)[name_of(section)], "smoopt_impl")
    files = {"index.html": HOME, "bread.html": PAGE}
    has_network = name_of(section) == "networks"
    built = build(
        files,
        {plugin.__name__.lower(): plugin()},
        settings=SETTINGS if has_network else {},
        defaults=True,
    )
    assert any(given.strip() in text for text in everything(built))
