"""Two sites side by side: which pages are the same, and what others show of them."""

import json
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turbohtml import parse

from smoopt.check.audit_result import Audited
from smoopt.compare.compare import paired
from smoopt.compare.compare_job import Paths
from smoopt.compare.comparison import Comparison, Side
from smoopt.compare.comparison_text import rows
from smoopt.model.rows import laid_out
from tests.support.hostile_pages import PAYLOADS
from tests.support.pictures import png
from tests.support.places import SITES
from tests.support.runs import Run, contents, page, smoopt
from tests.support.sites import write_files

URL = "https://mill.example/"


def tagged(name: str, /, **tags: str) -> str:
    metas = "".join(f'<meta property="og:{tag}" content="{text}">' for tag, text in tags.items())
    return page(name).replace("</head>", f"{metas}</head>")


def compare(tmp_path: Path, *arguments: object) -> Run:
    run = smoopt("compare", tmp_path / "old", tmp_path / "new", "--url", URL, *arguments)
    assert run.code == 0, run.err
    return run


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    old = {"a.html": tagged("A", title="Old"), "b.html": page("B"), "gone.html": page("G")}
    new = {
        "a.html": tagged("A", title="New", image=f"{URL}wide.png"),
        "b/index.html": page("B"),
        "wide.png": png(1200, 630),
    }
    write_files(tmp_path / "old", old)
    write_files(tmp_path / "new", new)
    return tmp_path


def data(tmp_path: Path, *arguments: object) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = json.loads(compare(tmp_path, *arguments, "--json").out)
    return found


def test_figures_stand_in_columns_on_a_narrow_screen() -> None:
    audited = Audited((), {}, pages=10)
    one, other = (
        Side(name, audited, 10, {"article:published_time": 1, "og:image": count}, {"X": count})
        for name, count in (("old", 2), ("new", 3))
    )
    found = Comparison(one, other, 10, ())
    for width in (40, 96):
        lines = [line for row in rows(found, width) for line in laid_out(row, width)]
        assert max(map(len, lines)) <= width
        name = min(26, width - 21)
        assert f"{'og:image':{name}}     20     30    +10" in lines
        assert f"{'X':{name}}     20     30    +10" in lines


def test_figures_of_both_stand_side_by_side(sites: Path) -> None:
    found = data(sites)
    assert found["counts"]["pages"] == [3, 2]
    assert found["both"] == 2
    assert found["large"]["Facebook"] == [0, 50]
    assert found["tags"]["og:title"] == [33, 50]
    assert found["tags"]["og:image"] == [0, 50]
    assert set(found["scores"]) > {"Facebook", "Visitors"}
    assert found["rules"]["og-image-missing"] == [3, 1]


def test_a_page_that_is_shown_differently_is_named_with_all_that_differs(sites: Path) -> None:
    (one,) = data(sites)["pages"]
    parts = {part["name"]: part for part in one["parts"]}
    assert (one["path"], one["other"]) == ("a.html", "a.html")
    assert (parts["title"]["before"], parts["title"]["after"]) == ("Old", "New")
    assert (parts["picture"]["before"], parts["picture"]["after"]) == ("", "wide.png")
    assert "Facebook" in parts["title"]["platforms"]
    assert "Google" not in parts["title"]["platforms"]  # it reads <title>


def test_people_read_the_same(sites: Path) -> None:
    out = compare(sites).out
    assert "1 page is shown differently of 2 in both" in out
    assert "      − Old\n      + New\n" in out


def test_a_page_that_moved_within_its_address_is_the_same() -> None:
    assert paired(["a.html", "b/index.html", "c.html"], ["a/index.html", "b.html", "d.html"]) == {
        "a.html": Paths("a.html", "a/index.html"),
        "b/index.html": Paths("b/index.html", "b.html"),
        "c.html": Paths("c.html", ""),
        "d.html": Paths("", "d.html"),
    }


paths = st.sets(
    st.sampled_from(["a.html", "a/index.html", "a.htm", "index.html", "b/a.html", "b/a/index.html"])
)


@given(paths, paths)
def test_every_page_of_both_is_compared_once(first: set[str], second: set[str]) -> None:
    found = [*paired(sorted(first), sorted(second)).values()]
    assert sorted(each.first for each in found if each.first) == sorted(first)
    assert sorted(each.second for each in found if each.second) == sorted(second)
    assert first & second == {each.first for each in found if each.first == each.second}


def test_a_site_is_shown_like_itself(tmp_path: Path) -> None:
    run = smoopt("compare", SITES / "eleventy", SITES / "eleventy", "--json")
    found = json.loads(run.out)
    assert found["pages"] == []
    kinds = ("counts", "scores", "large", "tags", "rules")
    assert all(one == other for kind in kinds for one, other in found[kind].values())


def test_settings_do_not_apply_to_the_site_of_another(sites: Path) -> None:
    (sites / "smoopt.toml").write_text("[check.rules]\nog-image-missing = 'off'\n")
    given = ("compare", "old", "old", "--json")
    assert "og-image-missing" not in json.loads(smoopt(*given, cwd=sites).out)["rules"]
    found = json.loads(smoopt(*given, "--foreign", cwd=sites).out)
    assert found["rules"]["og-image-missing"] == [0, 3]


def test_the_page_shows_both_cards_with_their_own_pictures(sites: Path) -> None:
    out = sites / "compared" / "page.html"
    out.parent.mkdir()
    before = contents(sites / "old"), contents(sites / "new")
    run = compare(sites, "-o", out)
    assert (run.out, run.err) == ("", f"wrote {out}\n")
    document = parse(out.read_text("utf-8"))
    one, other = document.select(".cards .sc")
    assert "Old" in one.text
    assert "New" in other.text
    (picture,) = [
        src
        for image in other.select("img[src]")
        if (src := image.attr("src") or "").endswith("wide.png")
    ]
    assert (out.parent / picture).resolve() == (sites / "new/wide.png").resolve()
    assert document.select("script") == []
    assert (contents(sites / "old"), contents(sites / "new")) == before


def test_nothing_that_pages_say_is_markup(tmp_path: Path) -> None:
    for number, text in enumerate(PAYLOADS):
        said = escape(text, quote=True)
        write_files(tmp_path / "old", {f"{number}.html": tagged("A", title=said)})
        write_files(tmp_path / "new", {f"{number}.html": tagged("A", description=said)})
    out = tmp_path / "page.html"
    compare(tmp_path, "-o", out)
    document = parse(out.read_text("utf-8"))
    assert len(document.select(".cards")) == len(PAYLOADS)
    assert document.select("script, iframe, object, embed, [onload], [onerror], [onclick]") == []


def test_what_cannot_be_read_is_said_by_the_figures_and_the_others_go_on(sites: Path) -> None:
    (sites / "new/a.html").unlink()
    (sites / "new/a.html").symlink_to(sites / "old/a.html")
    (sites / "new/bad.html").write_bytes(b"\x00\x01")
    found = data(sites)
    assert found["both"] == 1
    assert found["pages"] == []
