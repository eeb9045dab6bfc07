"""The plugin `backlinks`: what leads to a page is told there."""

from pathlib import Path
from typing import Any

import pytest
import turbohtml

from smoopt.build import pipeline
from smoopt.build.outcome import Outcome
from tests.support.configured import URL, Configured
from tests.support.runs import page


def saying(title: str, text: str) -> str:
    return page(title).replace("</main>", f"{text}</main>")


LINK = '<a href="{}">{}</a>'
FILES = {
    "index.html": saying("Mill", LINK.format("gate.html", "all about the gate")),
    "gate.html": saying("The gate", "<p>It opens.</p>"),
    "wheel.html": saying(
        "The <i>wheel</i>",
        "<p>The wheel turns. It is fed by <a href=gate.html#how>the gate</a>, e.g. in May. Then "
        "not.</p><p>Again <a href=gate.html>the gate</a>.</p>",
    ),
    "race/index.html": saying("The race", "<ul><li><a href=../gate.html>Gate</a></li></ul>"),
    "tags/index.html": saying("Tags", "<p>See <a href=../gate.html>the gate</a>.</p>"),
    "menu.html": saying(
        "Menu",
        "<nav><a href=gate.html>Gate</a></nav><p><a rel=tag href=gate.html>gate</a> "
        "<a href=menu.html>here</a> <a href=none.html>gone</a></p>",
    ),
}


def listed(made: Configured, path: str) -> list[tuple[str, str]]:
    found = turbohtml.parse(made.text(path)).select("[data-smoopt=backlinks] li")
    return [(each.select("a")[0].attr("href") or "", each.text) for each in found]


def test_a_page_lists_what_links_to_it_and_in_what_words(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "backlinks")
    assert made.build().code == 0
    assert listed(made, "gate.html") == [
        (f"{URL}race/", "The race"),
        (f"{URL}wheel.html", "The wheel: It is fed by the gate, e.g. in May."),
    ]
    for path in ("index.html", "wheel.html", "menu.html"):
        assert not listed(made, path)
    made.assert_settled()


def test_each_page_is_rendered_once_at_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []

    def transform(path: str, *given: Any) -> Outcome:
        rendered.append(path)
        return pipeline.transform(path, *given)

    monkeypatch.setattr("smoopt.build.build_job.transform", transform)
    made = Configured(tmp_path, FILES, "backlinks", "[plugins.feeds]\n")
    assert made.build().code == 0
    assert sorted(rendered) == sorted(FILES)
    assert len(listed(made, "gate.html")) == 2
    (made.root / "wheel.html").write_text(FILES["wheel.html"].replace("e.g. in", "say, in"))
    made.build()
    assert sorted(rendered) == sorted([*FILES, "wheel.html", "gate.html"])


def test_the_list_follows_the_pages(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "backlinks", "sentences = false\nmost = 2\n")
    made.build()
    (made.root / "wheel.html").unlink()
    (made.root / "pond.html").write_text(saying("Pond", "<p>To <a href=gate.html>the gate</a>."))
    made.build()
    assert listed(made, "gate.html") == [(f"{URL}pond.html", "Pond"), (f"{URL}race/", "The race")]
    (made.root / "meadow.html").write_text(saying("Meadow", "<a href=gate.html>the gate</a>."))
    made.build()
    assert len(listed(made, "gate.html")) == 2


@pytest.mark.parametrize(
    ("language", "heading"),
    [("de", "Seiten, die hierher verweisen"), ("xx", "Pages that link here")],
)
def test_it_speaks_the_page_s_language(tmp_path: Path, language: str, heading: str) -> None:
    gate = FILES["gate.html"].replace("lang=en", f"lang={language}")
    made = Configured(tmp_path, {**FILES, "gate.html": gate}, "backlinks")
    made.build()
    shown = turbohtml.parse(made.text("gate.html")).select_one("[data-smoopt=backlinks]")
    assert shown is not None
    assert shown.attr("aria-label") == heading
    assert shown.attr("lang") == (None if language == "de" else "en")


def test_what_other_pages_say_is_no_markup(tmp_path: Path) -> None:
    hostile = saying(
        "&lt;img src=x onerror=alert(1)&gt;", "<p>&lt;b&gt; <a href=gate.html>it</a> &amp;."
    )
    made = Configured(tmp_path, {**FILES, "a.html": hostile}, "backlinks")
    made.build()
    shown = turbohtml.parse(made.text("gate.html")).select("[data-smoopt=backlinks] *")
    assert {each.tag for each in shown} == {"p", "strong", "ul", "li", "a"}
    assert (f"{URL}a.html", "<img src=x onerror=alert(1)>: <b> it &.") in listed(made, "gate.html")
