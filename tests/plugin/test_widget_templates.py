"""The site's templates go before the shipped ones, and are named exactly where they are wrong."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec import Struct

from smoopt.html.per_page import PerPage
from smoopt.model.errors import ConfigError, PluginError
from smoopt.plugin.widget_templates import Templates, templates_of
from tests.support.sites import write_files

TITLE = PerPage("title")
BEGIN, END = '<p data-smoopt="x">\n', "</p>"


class Link(NamedTuple):
    """What templates see in the tests."""

    href: str
    label: str | PerPage


class Author(Struct, frozen=True):
    """As above, of another kind."""

    url: PerPage


LINKS = (Link("/a", "A"), Link("/b", "B"))


def own(inner: str, name: str = "x.html.j2", **more: str) -> Templates:
    """Give a site's template around some text, and others."""
    texts = {name: f"{BEGIN}{inner}{END}"}
    texts |= {f"{key}.html.j2": text for key, text in more.items()}
    return Templates([], {key: text.encode() for key, text in texts.items()})


def filled(templates: Templates, title: str = "T") -> str:
    pattern = templates.pattern("x.html.j2", title=TITLE, name="<N>", links=LINKS)
    return pattern.fill(title=title).removeprefix(BEGIN).removesuffix(END)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("{{ name }}", "&lt;N&gt;"),
        ("{{ title }}", "T&amp;"),
        ("{{ 'To ' + title + '!' }}", "To T&amp;!"),
        ("{{ 'To ' + title }}", "To T&amp;"),
        ("{{ title|default('none') }}", "T&amp;"),
        ("{% set both %}{{ title }}{{ title }}{% endset %}{{ both }}", "T&amp;T&amp;"),
        ("{% for link in links %}{{ link.label|lower }} {% endfor %}", "a b "),
        ("{{ links|map(attribute='href')|join(', ') }}", "/a, /b"),
        ("{{ [title, name]|join(', ') }}", "T&amp;, &lt;N&gt;"),
        ('{% include "part.html.j2" %}', "part of T&amp;"),
        ("{# nothing #}", ""),
    ],
)
def test_what_a_template_may_do(inner: str, expected: str) -> None:
    assert filled(own(inner, part="part of {{ title }}"), "T&") == expected


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("{{ nmae }}", "2: 'nmae' is undefined (did you mean `name`?)"),
        ("{{ zzz }}", "2: 'zzz' is undefined (known: links, name, title)"),
        ("\n{{ links[0].lable }}", "3: 'lable' is undefined (did you mean `label`?)"),
        ("{% for link in links %}", "2: Unexpected end of template"),
        ("{{ name|uper }}", "2: No filter named 'uper'."),
        ("{{ links|random }}", "2: No filter named 'random'."),
        ("{{ name / 2 }}", "2: unsupported operand"),
        ("{{ [].append(name) }}", "2: access to attribute 'append' of 'list' object is unsafe."),
        ("{{ name.__class__ }}", "2: access to attribute '__class__' of 'str' object is unsafe."),
        ('{% include "none.html.j2" %}', "2: there is no template 'none.html.j2'"),
        ('{% include "../x.html.j2" %}', "2: there is no template '../x.html.j2'"),
        ('{% include "x.html.j2" %}', "2: includes or extends itself"),
        ("{{ title|upper }}", "2: {{ title }} differs from page to page"),
        ("{{ title|length }}", "2: {{ title }} differs from page to page"),
        ("{{ title.upper() }}", "2: {{ title }} differs from page to page"),
        ("{% if title %}{% endif %}", "2: {{ title }} differs from page to page"),
        ("{% if title == name %}{% endif %}", "2: {{ title }} differs from page to page"),
        ("{{ '%s'|format(title) }}", "2: {{ title }} differs from page to page"),
        ("{% filter upper %}{{ title }}{% endfilter %}", "2: what was printed is changed"),
        ("{{ title ~ '!' }}", "2: {{ title }} differs from page to page"),
        ("{{ [title]|join|urlencode }}", "2: what was printed is changed"),
        ("\n<br>", "3: an end tag of another element"),
        (
            "<a\n href={{ title }}>a</a>",
            '3: the value of href has no quotes: write href="{{ title }}"',
        ),
        ("\n<i style='a: {{ title }}'></i>", "3: `title` is printed in the attribute style"),
        ("{# a\n #}{% if name %}\n<!-- a -->\n{% endif %}", "4: a comment or declaration"),
        ("{% for link in links %}\n\n<div>{{ link.href }}</div>{% endfor %}", "4: `<div>` is"),
        ("{% filter upper %}\n<b hidden></b>\n{% endfilter %}", "3: not well-formed"),
        ("{% filter length|string %}<br>{% endfilter %}<br>", " an end tag of another"),
        ("{% include 'half.html.j2' %}", "TEMPLATES/half.html.j2:2: not well-formed"),
        ("{% include 'part.html.j2' %}", "TEMPLATES/part.html.j2:1: 'oh' is undefined"),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_line(inner: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        filled(own(inner, part="{{ oh }}", half="a\n{{ title }}<i b></i>"))
    expected = said.replace("TEMPLATES", "templates")
    where = "" if said.startswith("TEMPLATES") else "templates/x.html.j2:"
    assert str(refused.value).startswith(f"{where}{expected}")


def test_a_template_without_its_name_is_refused_with_its_line() -> None:
    wrong = Templates([], {"x.html.j2": b"{# x #}\n\n<p data-smoopt='y'>a</p>"})
    with pytest.raises(ConfigError) as refused:
        filled(wrong)
    said = 'the outermost element must bear data-smoopt="x", the name of the template'
    assert str(refused.value) == f"templates/x.html.j2:3: {said}"


def test_a_template_that_is_no_text_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"^templates/x.html.j2: is not UTF-8"):
        filled(Templates([], {"x.html.j2": b"\xff"}))


def test_the_same_values_are_filled_in_once() -> None:
    templates = own("{{ name }}")
    again = [templates.pattern("x.html.j2", name="N", title=PerPage("title")) for _ in range(2)]
    assert again[0] is again[1]
    assert templates.pattern("x.html.j2", name="M", title=PerPage("title")) is not again[0]


def test_a_value_by_which_nothing_can_be_remembered_is_named() -> None:
    with pytest.raises(TypeError, match=r"^pattern\('x.html.j2'\): links is \[1\], which cannot"):
        own("").pattern("x.html.j2", name="N", links=[1])


def test_a_page_s_own_values_may_be_inside_others_and_need_not_be_printed() -> None:
    links = (Link("a", PerPage("label")),)
    pattern = own("").pattern("x.html.j2", links=links, author=Author(PerPage("url")))
    assert pattern.fill(label="a", url="b") == pattern.fill()
    with pytest.raises(TypeError, match="no value of each page 'more'"):
        pattern.fill(more="")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Make a package that ships templates."""
    folder = tmp_path / "smoopt_shipping"
    (folder / "templates").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "templates/x.html.j2").write_text(
        f"{BEGIN}{{% block a %}}shipped {{{{ title }}}}{{% endblock %}}{END}"
    )
    (folder / "templates/bad.html.j2").write_text("{{ oh }}")
    (folder / "templates/notes.txt").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder.name
    sys.modules.pop(folder.name, None)


def test_a_site_s_template_goes_before_the_shipped_one(package: str) -> None:
    assert filled(Templates([package], {})) == "shipped T"
    mine = Templates([package], {"x.html.j2": f"{BEGIN}mine{END}".encode()})
    assert filled(mine) == "mine"
    assert mine.replaced == {"x.html.j2"}
    assert Templates([package], {}).replaced == frozenset()


def test_a_site_s_template_can_extend_the_shipped_one(package: str) -> None:
    text = b'{% extends "shipped/x.html.j2" %}{% block a %}mine, {{ super() }}{% endblock %}'
    assert filled(Templates([package], {"x.html.j2": text})) == "mine, shipped T"


def test_a_shipped_template_that_is_wrong_is_the_plugin_s_fault(package: str) -> None:
    with pytest.raises(PluginError, match=r"smoopt_shipping/templates/bad.html.j2:1: 'oh' is"):
        Templates([package], {}).pattern("bad.html.j2")
    with pytest.raises(
        PluginError, match=r"^there is no template 'none.html.j2'; put it into templates/"
    ):
        Templates([package], {}).pattern("none.html.j2")


def test_a_package_that_ships_no_templates_is_the_plugin_s_fault(package: str) -> None:
    for wrong in ("smoopt_nowhere", "smoopt.model"):
        templates = Templates([package, wrong], {"x.html.j2": b""})
        assert templates.names >= {"x.html.j2", "bad.html.j2"}
        with pytest.raises(PluginError, match=f"ships no templates: .*{wrong}"):
            templates.pattern("bad.html.j2")


def test_a_shipped_template_that_is_no_text_is_told_of_where_it_is_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path / "smoopt_bytes", {"__init__.py": "", "templates/x.html.j2": b"\xff"})
    monkeypatch.syspath_prepend(str(tmp_path))
    templates = Templates(["smoopt_bytes"], {})
    templates.prepare()
    with pytest.raises(PluginError, match=r"x.html.j2: 'utf-8' codec can't decode"):
        templates.pattern("x.html.j2")


def test_what_jinja_cannot_read_is_refused_though_nobody_fills_it_in(package: str) -> None:
    assert templates_of((package,), (("x.html.j2", b"{{ oh }}"),), "templates").replaced
    with pytest.raises(ConfigError, match=r"templates/x.html.j2:1: unexpected '}'"):
        templates_of((package,), (("x.html.j2", b"{{ oh }"),), "templates")
    with pytest.raises(ConfigError, match=r"templates/x.html.j2: is not UTF-8"):
        templates_of((package,), (("x.html.j2", b"\xff"),), "templates")


def test_a_file_with_nearly_the_name_of_a_template_is_named(package: str) -> None:
    texts = {
        "badd.html.j2": b"",
        "bed.html.j2": b"",
        "base.html.j2": b"{{ of_another_program }",
        "x.html.j2": b'{% include "bed.html.j2" %}',
    }
    misnamed = dict(Templates([package], texts, "mine").misnamed())
    assert misnamed == {"mine/badd.html.j2": "bad.html.j2"}
    assert not dict(Templates([package], {}).misnamed())
