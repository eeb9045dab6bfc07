"""The only escaper, read back by another parser."""

import html
import json
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html import markup

# What HTML can carry at all: it folds line endings and has no controls.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("<>&\"'`=/! -[]\n\t")
).filter(lambda text: all(ord(sign) & 0xFFFE != 0xFFFE for sign in text))


def only(text: str) -> Element:
    (element,) = html5lib.parseFragment(text, "div", namespaceHTMLElements=False)
    return element


@given(TEXT)
def test_a_meta_says_just_its_value(value: str) -> None:
    assert only(markup.meta(value, property="og:title")).attrib["content"] == value
    assert only(markup.meta(value, name="a", xhtml=True)).attrib["content"] == value


@given(TEXT)
def test_text_is_text(value: str) -> None:
    assert (only(f"<b>{markup.text(value)}</b>").text or "") == value


@given(TEXT.filter(bool))
def test_an_element_keeps_its_attributes(value: str) -> None:
    found = only(markup.element("span", {"title": value, "hidden": True, "a": None, "b": False}))
    assert found.attrib == {"title": value, "hidden": ""}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_json_ld_is_ascii_and_cannot_end_its_script(value: markup.JSON) -> None:
    script = markup.json_ld({"@type": value})
    body = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert body.isascii()
    assert not set("<>&") & set(body)
    assert json.loads(body) == {"@type": value}


@given(st.text(st.characters(exclude_categories=())))
def test_json_ld_in_unicode_cannot_end_its_script_either(value: str) -> None:
    script = markup.json_ld(value, ascii_only=False)
    body = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029\ufffe\uffff") & set(body)
    assert body.encode().decode() == body  # nothing is left that is no text
    assert json.loads(body) == value


def test_json_ld_takes_less_in_unicode() -> None:
    assert markup.json_ld("Roggen für ß", ascii_only=False).count("\\u") == 0


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_json_ld_refuses_numbers_that_json_does_not_have(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        markup.script_json({"a": number})


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "blob:x",
    ],
)
def test_an_address_that_runs_something_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not a link to follow"):
        markup.safe_url(url)


@pytest.mark.parametrize(
    "url", ["https://example.org/?a=1&b=2", "/a", "a:b".replace(":", "/"), "#x", "mailto:a@b.c", ""]
)
def test_an_ordinary_address_stays_as_it_is(url: str) -> None:
    assert markup.safe_url(url) == url


@given(
    st.text(st.sampled_from("htps:/[].@?#%\\ \n\t\0jav\u2100é")).map("https://{}".format)
    | st.text(st.sampled_from("htps:/.ajvscript\n "))
)
def test_what_is_quickly_seen_to_be_safe_has_a_scheme_that_is(url: str) -> None:
    try:
        found = markup.safe_url(url)
    except ValueError:
        return
    shown = "".join(sign for sign in found if sign > " ")
    assert urlsplit(shown).scheme.lower() in markup.SAFE_SCHEMES


@given(TEXT | st.text())
def test_values_are_escaped_as_the_standard_library_does(value: str) -> None:
    assert markup.text(value) == html.escape(value, quote=False)
    assert markup.attribute("a", value) == f' a="{html.escape(value)}"'


def test_xhtml_closes_empty_elements_and_gives_every_attribute_a_value() -> None:
    assert markup.link("me", "/a", xhtml=True) == '<link rel="me" href="/a" />'
    assert markup.start_tag("a", {"hidden": True}, xhtml=True) == '<a hidden="hidden">'


@pytest.mark.parametrize("name", ["", " a", "a b", "a><b y", "q='", 'q"', "a/b", "a\0", "a\udc80"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is not a valid attribute name"):
        markup.element("p", {"class": "x", name: "1"})
    for tag in (name, "1a", "é", "-a"):
        with pytest.raises(ValueError, match="is not a valid element name"):
            markup.element(tag, {})


def test_what_html_takes_for_a_name_may_be_one() -> None:
    attributes = {"@click": "a", ":key": "b", "xlink:href": "#c", "⚡": True}
    written = '<my-élément @click="a" :key="b" xlink:href="#c" ⚡></my-élément>'
    assert markup.element("my-élément", attributes) == written
