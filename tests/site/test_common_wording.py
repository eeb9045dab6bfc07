"""What most pages of a site say, guessed from a few of them."""

from collections import Counter
from pathlib import Path

import pytest

from smoopt.files.open_folder import OpenFolder
from smoopt.site import common_wording as usual
from smoopt.site.common_wording import Usual, most, sample
from smoopt.site.shared_titles import Shared
from smoopt.site.site import Site
from tests.support.sites import MakeSite, write_files

HEAD = "<!doctype html><head><title>{}</title>{}</head><body><p>text</p></body>"


def titled(*titles: str, head: str = "") -> dict[str, str | bytes]:
    return {f"{number}.html": HEAD.format(title, head) for number, title in enumerate(titles)}


def guess(site: Site) -> Usual:
    return site.learnt.usual


@pytest.mark.parametrize(
    ("votes", "value"),
    [
        ("aaa", "a"),
        ("aa", ""),
        ("aaabb", "a"),
        ("aaabbb", ""),
        ("aaab ", "a"),
        ("", ""),
    ],
)
def test_most_are_three_or_more_and_three_fifths(votes: str, value: str) -> None:
    assert most(Counter(votes)) == value


def test_a_title_and_a_description_that_most_have_are_the_theme_s(make_site: MakeSite) -> None:
    words = "<meta name=description content='Of the lab.'>"
    site = make_site(titled("Lab", "Lab", "Lab", "About", head=words))
    assert guess(site) == Usual({}, {"title": "Lab", "description": "Of the lab."})


def test_redirects_and_what_is_no_page_say_nothing(make_site: MakeSite) -> None:
    refresh = "<meta http-equiv=refresh content='0; url=a.html'>"
    pages = titled("A - Lab", "B - Lab", "C - Lab")
    stubs = {f"old/{name}": text for name, text in titled(*"DEFGH", head=refresh).items()}
    assert guess(make_site({**pages, **stubs, "x.html": "none"})).titles == {
        "": Shared(after=" - Lab")
    }


def test_a_site_built_before_lets_guess_the_same(make_site: MakeSite) -> None:
    from smoopt.build.builder import build
    from smoopt.plugin.registry import Registry

    site = make_site(titled("A - Lab", "B - Lab", "C - Lab"), url="https://example.org/")
    before = guess(site)
    build(site, Registry(site.settings), None, lambda _: None)
    assert guess(Site(site.root, site.settings)) == before


def test_only_a_few_heads_are_read_and_a_page_more_changes_at_most_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(usual, "SAMPLE", 10)
    body = "<p>" + "text " * 20_000
    files = {path: text + body for path, text in titled(*map(str, range(60))).items()}
    root = write_files(tmp_path, {**files, "huge.html": "<!doctype html>" + body})
    names = sorted(path.name for path in root.iterdir())
    read = sample(OpenFolder(root), names)
    assert len(read) == 10
    assert all(len(page.text) < 1 << 16 for page in read)
    write_files(tmp_path, titled(*map(str, range(61))))
    again = sample(OpenFolder(root), [*names, "60.html"])
    assert len({page.path for page in read} & {page.path for page in again}) >= 9


def test_a_page_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    root = write_files(tmp_path, titled("A"))
    assert [page.path for page in sample(OpenFolder(root), ["0.html", "gone.html"])] == ["0.html"]
