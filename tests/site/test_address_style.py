"""How a site writes the addresses of its pages."""

import pytest

from smoopt.site.address_style import NO_VOTES, chosen_style, manner, votes
from smoopt.site.page_addresses import Style
from smoopt.site.settings import SiteSettings

FILES = {"index.html", *(f"{name}/index.html" for name in "abcd"), *(f"{n}.html" for n in "wxyz")}


@pytest.mark.parametrize(
    ("places", "style"),
    [
        ([], Style("slash", "keep")),
        (["a/", "b.html"], Style("slash", "keep")),
        (["a", "b"], Style("bare", "strip")),
        (["a/index.html"], Style("keep", "keep")),
        (["a", "a/", "a/"], Style("slash", "keep")),
        (["", "missing"], Style("slash", "keep")),
    ],
)
def test_the_style_is_the_one_the_site_itself_uses_most(places: list[str], style: Style) -> None:
    files = {"index.html", "a/index.html", "b.html"}
    assert chosen_style(SiteSettings(), NO_VOTES, votes(places, files)) == style


def test_the_configured_style_goes_first() -> None:
    table = SiteSettings(index="keep", suffix="strip")
    linked = votes(["a/"], {"a/index.html"})
    assert chosen_style(table, NO_VOTES, linked) == Style("keep", "strip")


@pytest.mark.parametrize(
    ("place", "path", "how"),
    [
        ("a/", "a/index.html", "slash"),
        ("a", "a/index.html", "bare"),
        ("a/index.html", "a/index.html", "keep"),
        ("a/index", "a/index.html", ""),
        ("b", "b.html", "strip"),
        ("b.html", "b.html", "keep"),
        ("", "index.html", ""),
        ("index.html", "index.html", "keep"),
        ("index", "index.html", ""),
    ],
)
def test_a_place_is_named_in_the_words_of_the_style(place: str, path: str, how: str) -> None:
    assert manner(place, path) == how


@pytest.mark.parametrize(
    ("stated", "linked", "style"),
    [
        # One page does not outvote the links.
        (["a/"], ["b", "c", "d"], Style("bare")),
        (["w.html"], ["x", "y", "z"], Style(suffix="strip")),
        (["a"], ["b/", "c/"], Style("slash")),
        # What most pages agree on, the links do not outvote.
        (["a/", "b/", "c/"], ["a", "b", "c", "d"], Style("slash")),
        (["w", "x", "y"], ["w.html", "x.html", "y.html", "z.html"], Style(suffix="strip")),
        # index.html is right only where somebody else says it as well, or nobody speaks.
        (["a/index.html", "b/index.html", "c/index.html"], ["d/"], Style("slash")),
        (["a/index.html", "b/index.html", "c/index.html"], [""], Style("slash")),
        (["a/index.html", "b/index.html"], ["d/index.html"], Style("keep")),
        (["a/index.html", "b/index.html"], [], Style("keep")),
    ],
)
def test_pages_and_links_tell_the_style_together(
    stated: list[str], linked: list[str], style: Style
) -> None:
    pages = {True: 4, False: 4}
    chosen = chosen_style(SiteSettings(), votes(stated, FILES), votes(linked, FILES), pages)
    assert chosen == style
