"""Frameworks are told by what they leave, and never by what a page says about them."""

import pytest

from smoopt.html.frameworks import SIGNS
from smoopt.html.page import Page
from tests.support.places import SITES


def framework(body: str) -> str:
    return Page("a.html", f"<!doctype html><body>{body}".encode()).framework


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('<div id="__next"></div><script id="__NEXT_DATA__">{}</script>', "Next.js"),
        ("<script>self.__next_f.push([1])</script>", "Next.js"),
        ('<div id="__docusaurus"></div>', "Docusaurus"),
        ('<div id="___gatsby"></div>', "Gatsby"),
        ('<div id="__nuxt"></div>', "Nuxt"),
        ("<script>window.__VP_HASH_MAP__={}</script>", "VitePress"),
        ("<script>__sveltekit_1a={}</script>", "SvelteKit"),
        ("<div data-reactroot>", "React"),
        ("<div data-server-rendered=true>", "Vue"),
        ("<div id=app><!--[--><p>One.</p><!--]--></div>", "Vue"),
        ("<app ng-server-context=ssg>", "Angular"),
        ("<html q:container=paused>", "Qwik"),
    ],
)
def test_a_hydrated_page_names_its_framework(body: str, name: str) -> None:
    assert framework(body) == name


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.needle)
def test_a_page_that_only_writes_about_a_framework_is_static(sign: object) -> None:
    needle = sign.needle  # type: ignore[attr-defined]
    assert (
        framework(f"<p>The page has {needle} in it.</p><pre title='{needle}'>#{needle}</pre>") == ""
    )


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("docusaurus", "Docusaurus"),
        ("next", "Next.js"),
        ("sveltekit", "SvelteKit"),
        ("vitepress", "VitePress"),
        ("vuepress", "Vue"),
        ("starlight", ""),
        ("hexo-next", ""),
        ("mkdocs", ""),
        ("sphinx", ""),
        ("pelican", ""),
        ("nikola", ""),
        ("hugo", ""),
        ("jekyll", ""),
        ("eleventy", ""),
        ("astro", ""),
    ],
)
def test_the_pages_of_a_real_site_are_told_right(site: str, name: str) -> None:
    page = Page("index.html", (SITES / site / "index.html").read_bytes())
    assert page.framework == name


@pytest.mark.parametrize(
    "body",
    [
        "<div id=app><p>One.</p></div>",
        "<astro-island ssr><!--[--><p>One.</p><!--]--></astro-island>",
        "<div id=app><pre>&lt;!--[--&gt;</pre></div>",
    ],
)
def test_a_root_or_an_island_of_vue_alone_tells_nothing(body: str) -> None:
    assert framework(body) == ""


def test_of_several_signs_the_first_in_the_list_counts() -> None:
    vue = "<div data-server-rendered=true></div>"
    assert framework(f"{vue}<script>__remixContext</script><div id=__nuxt></div>") == "Nuxt"
    assert framework(f"{vue}<script>__remixContext</script>") == "Remix"
    assert framework(f"{vue}<script>let __unknown</script>") == "Vue"


def test_a_page_that_is_large_but_without_signs_is_static() -> None:
    assert framework("<script>let __a = 1</script><p class=nuxt id=nuxt>__nuxt</p>" * 50) == ""
