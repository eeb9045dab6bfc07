"""A site's own templates of bars and permalinks, and what the manual says of them."""

import re
from collections.abc import Hashable

import pytest
from turbohtml import parse

from smoopt.build.pipeline import transform
from smoopt.builtin.share.bar.bar_markup import Icons, Link
from smoopt.builtin.share.bookmarks import Bookmarks
from smoopt.builtin.share.bookmarks.permalinks import permalinks_in
from smoopt.builtin.share.share import Share
from smoopt.html.pattern import Pattern
from smoopt.model.errors import ConfigError
from smoopt.plugin.registry import Registry
from smoopt.plugin.translations import every_language, local_words
from smoopt.plugin.widget_templates import Templates
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.bars import SHIPPED, article, built, site
from tests.support.laws import NAMES, assert_reversible
from tests.support.places import EVERY_SITE, PACKAGE, ROOT

MANUAL = (ROOT / "docs/reference/plugins/share.md").read_text("utf-8")
LINKS = '{% for link in links %}<a href="{{ link.href }}">{{ link.name }}</a> {% endfor %}'


def replaced(**templates: str) -> Registry:
    """Give the default plugins on a site with templates of its own."""
    own = {f"{name}.html.j2": text.encode() for name, text in templates.items()}
    return Registry(Settings(own_templates=own))


@pytest.fixture
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("plain"), {"a.html": article(body="<h2>More</h2>")})


def test_the_example_of_the_manual_is_a_plain_list(plain: Site) -> None:
    (example,) = re.findall(
        r"```jinja\n\{# templates/share.html.j2 #\}\n(.*?)```", MANUAL, re.DOTALL
    )
    document = parse(built(plain, "a.html", replaced(share=example)).data.decode())
    (found,) = document.select('[data-smoopt="share"]')
    assert (found.tag, found.attr("aria-label")) == ("ul", "Share this page")
    links = [item.select_one("a") for item in found.select("li")]
    assert [link and link.text for link in links][:3] == ["Bluesky", "Mastodon", "X"]
    assert all(link and "A%20lamp" in str(link.attr("href")) for link in links[:3])
    assert document.select_one('nav[data-smoopt="bookmarks"]') is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_site_with_its_own_templates_can_be_undone(name: str) -> None:
    share = f'<table data-smoopt="share"><tbody><tr><td>{LINKS}</td></tr></tbody></table>'
    permalink = (
        '<sup data-smoopt="permalink"><a href="{{ href }}"{% if has_id %} id="{{ id }}"{% endif %}>'
        "{{ title }}</a></sup>"
    )
    registry = replaced(share=share, permalink=permalink)
    (root,) = (path for path in EVERY_SITE if path.name == name)
    here = Site(root, registry.settings)
    for path in here.pages:
        data = (root / path).read_bytes()
        assert_reversible(data, transform(path, data, here, registry), here, registry)


def test_one_part_can_be_changed_alone(plain: Site) -> None:
    text = '{% extends "shipped/share.html.j2" %}{% block name %}<b>{{ name }}:</b>{% endblock %}'
    bar = parse(built(plain, "a.html", replaced(share=text)).data.decode()).select_one("nav")
    assert bar is not None
    assert (bar.attr("data-smoopt"), bar.text[:6]) == ("share", "Share:")
    assert len(bar.select("a[class^=smoopt-]")) == 7


def test_the_template_of_a_link_serves_both_bars(plain: Site) -> None:
    text = '<a class="mine" href="{{ link.href }}">{{ link.icon }}{{ link.network }}</a>'
    document = parse(built(plain, "a.html", replaced(link=text)).data.decode())
    assert document.select_one('[data-smoopt="share"] .mine > svg') is not None
    assert document.select_one('[data-smoopt="bookmarks"] .mine') is not None


@pytest.mark.parametrize(
    "template", [{"share": "{{ oh }}"}, {"bar": "{{ oh }}"}, {"permalink": "{{ oh }}"}]
)
def test_a_wrong_template_is_refused_before_any_page_is_read(template: dict[str, str]) -> None:
    (name,) = template
    with pytest.raises(ConfigError, match=rf"templates/{name}\.html\.j2:1: 'oh' is undefined"):
        replaced(**template)


@pytest.mark.parametrize(
    "text",
    [
        "{% if last %}{{ oh }}{% endif %}",
        "{% if language %}{{ oh }}{% endif %}",
        '{% if words.share == "Teilen" %}{{ oh }}{% endif %}',
    ],
)
def test_templates_are_tried_in_every_language_and_place(text: str) -> None:
    with pytest.raises(ConfigError, match="'oh' is undefined"):
        replaced(share=f'<p data-smoopt="share">{text}</p>')


def test_what_is_shipped_is_right_in_every_language_and_look() -> None:
    templates = Templates(["smoopt.builtin.share"], {})
    for words in every_language({}):
        for shown in ("", "#"):
            assert permalinks_in(words, shown, templates)
        for options in (
            *(Share(look=look, script=True, utm=True) for look in ("icons", "text", "both")),
            Share(new_tab=True),
            Bookmarks(),
        ):
            options.pattern(words, (), templates, scripted=False).check()


def test_the_manual_names_every_template() -> None:
    rows = re.findall(r"^\| (`[a-z]+\.html\.j2`.*?) \|", MANUAL, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert named == SHIPPED.names
    folder = PACKAGE / "builtin/share/templates"
    assert named == {file.name for file in folder.iterdir()}


class Asked(Templates):
    """Templates that note which variables they are given."""

    given: frozenset[str] = frozenset()

    def pattern(self, name: str, /, **values: Hashable) -> Pattern:
        self.given = frozenset(values)
        return super().pattern(name, **values)


def variables(manual: str) -> set[str]:
    """Read the names in the first column of the table of variables."""
    table = manual[manual.index("| variable | content |") :].split("\n\n", maxsplit=1)[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_the_manual_names_every_variable_of_a_bar() -> None:
    asked = Asked(["smoopt.builtin.share"], {})
    Share().pattern(local_words("en", {}), (), asked, scripted=True).check()
    assert variables(MANUAL) == {
        *asked.given,
        *(f"link.{field}" for field in Link.__struct_fields__),
    }
    for field in Icons.__struct_fields__:
        assert f"`icons.{field}`" in MANUAL


def test_the_manual_names_every_variable_of_a_permalink() -> None:
    asked = Asked(["smoopt.builtin.share"], {})
    permalinks_in(local_words("en", {}), "", asked)
    manual = (ROOT / "docs/reference/plugins/bookmarks.md").read_text("utf-8")
    assert variables(manual) == asked.given
