"""Titles and descriptions that several pages have are found alike by the build and the audit."""

import pytest

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.check.run import audit
from smoopt.model.finding import Finding, Severity
from smoopt.plugin.registry import Registry
from smoopt.site.settings import PageRule, Settings
from smoopt.site.site import Site
from tests.support.asking import PROSE, page
from tests.support.sites import CORE, MakeSite

LAB = "Of the lab, in a sentence."


def titled(title: str, head: str = "") -> str:
    return page(f"<title>{title}</title>{head}", f"<main><p>{PROSE}</p></main>")


def described(words: str) -> str:
    return titled(words[-5:], f'<meta name=description content="{words}">')


def found(site: Site, **plugins: bool) -> list[Finding]:
    """Give what a build finds, having made sure that the audit finds the same."""
    settings = Settings(site=site.settings.site, plugins={**CORE, **plugins})
    site = Site(site.root, settings)
    registry = Registry(settings)
    builder = Builder(site, registry, None, Manifest(None, site.root, None), dry=True)
    built = _duplicates(builder.build(lambda _: None).findings)
    checked = _duplicates(audit(site, registry, 1, lambda _: None).findings)
    assert sorted(map(str, built)) == sorted(map(str, checked))
    return built


def _duplicates(findings: object) -> list[Finding]:
    assert isinstance(findings, list | tuple)
    codes = {"title-duplicate", "description-duplicate"}
    return [finding for finding in findings if finding.code in codes]


def said(site: Site, **plugins: bool) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for finding in found(site, **plugins):
        words.setdefault(finding.place.path, []).append(finding.message)
    return words


def test_pages_with_the_same_title_are_named(make_site: MakeSite) -> None:
    files = {f"{n}.html": titled(title) for n, title in zip("abcdef", "TUTUTV", strict=True)}
    site = make_site(files)
    assert said(site) == {
        "a.html": ["its title is that of 2 other pages, such as c.html"],
        "b.html": ["its title is that of d.html"],
        "c.html": ["its title is that of 2 other pages, such as a.html"],
        "d.html": ["its title is that of b.html"],
        "e.html": ["its title is that of 2 other pages, such as a.html"],
    }
    first = found(site)[0]
    assert (first.severity, first.code) == (Severity.WARNING, "title-duplicate")
    assert (first.plugin, first.place.line, first.place.column) == ("duplicates", 1, 28)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("404.html", titled("T")),
        ("search.html", titled("T")),
        ("b.html", titled("T", "<link rel=canonical href=https://example.org/docs/a.html>")),
        ("b.html", titled("T", "<link rel=canonical href=https://other.example/>")),
        ("b.html", titled("T", "<meta name=robots content=noindex>")),
        ("b.html", titled("T", "<meta name=smoopt:duplicates content=off>")),
        ("b.html", titled("T").replace("<html>", "<html lang=fr>")),
    ],
)
def test_errors_copies_and_other_languages_are_passed_over(
    path: str, text: str, make_site: MakeSite
) -> None:
    site = make_site({"a.html": titled("T"), path: text}, url="https://example.org/docs/")
    assert said(site) == {}


def test_lists_may_be_called_the_same(make_site: MakeSite) -> None:
    site = make_site({"page/2/index.html": titled("T"), "page/3/index.html": titled("T")})
    assert said(site) == {}


def test_a_description_that_two_pages_have_is_named(make_site: MakeSite) -> None:
    site = make_site({"a.html": described(LAB), "b.html": described(LAB), "c.html": described("C")})
    assert [words[-1] for words in said(site).values()] == [
        "its description is that of b.html",
        "its description is that of a.html",
    ]


def test_the_home_page_is_not_to_blame_for_its_copies(make_site: MakeSite) -> None:
    site = make_site({"index.html": described(LAB), "a.html": described(LAB)})
    assert {path: words[-1] for path, words in said(site).items()} == {
        "a.html": "its description is that of index.html"
    }


def test_what_more_than_ten_pages_have_is_said_once(make_site: MakeSite) -> None:
    site = make_site({f"{n}.html": described(LAB) for n in "abcdefghijk"})
    words = [words for path in said(site).values() for words in path if "description" in words]
    assert words == ["its description is that of 10 other pages, such as b.html"]


def test_turned_off_nothing_is_said(make_site: MakeSite) -> None:
    site = make_site({"a.html": titled("T"), "b.html": titled("T")})
    assert said(site)
    assert said(site, duplicates=False) == {}


def test_the_configuration_says_how_bad_it_is_in_both(make_site: MakeSite) -> None:
    site = make_site({"a.html": titled("T"), "b.html": titled("T")})
    rule = PageRule(match=("b.html",), rules={"title-duplicate": "off"})
    settings = Settings(plugins=CORE, pages=(rule,))
    site, registry = Site(site.root, settings), Registry(settings)
    builder = Builder(site, registry, None, Manifest(None, site.root, None), dry=True)
    for findings in (
        builder.build(lambda _: None).findings,
        audit(site, registry, 1, lambda _: None).findings,
    ):
        assert [finding.place.path for finding in _duplicates(findings)] == ["a.html"]
