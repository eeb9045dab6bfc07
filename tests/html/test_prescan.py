"""The declaration of an encoding is found as the standard's prescan finds it."""

import html5lib
import pytest
import webencodings
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smoopt.html.prescan import declaration
from tests.support import prescan, strategies

PIECES = (
    *(
        "<meta",
        "<meta ",
        "charset",
        " charset=",
        "=",
        '"',
        "'",
        ">",
        "/",
        " ",
        "\f",
        "\n",
        "<",
        "a",
    ),
    *("utf-8", "KOI8-R", "nonsense", "utf-16", "x-user-defined", " http-equiv=content-type", "</"),
    *(
        " content=",
        "charset = gbk;x",
        "charset charset='big5'",
        "<!--",
        "-->",
        "<!-->",
        "<!",
        "<?x",
    ),
    *("<title>", "<b c=", "<meta charset=euc-jp>", "<meta/charset=ascii>", " " * 400),
    '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">',
)


def found(data: bytes) -> str | None:
    declared = declaration(data)
    return None if declared is None else declared.encoding.lower()


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map(lambda parts: "".join(parts).encode()))
@example(b"<!doctype html><html lang='en><meta charset=utf-8>")
@example(b"<!doctype html><html lang='en'><meta charset=utf-8>")
@example(b"<meta charset=nonsense><meta charset=koi8-r>")
@example(b"<meta content='charset=\"gbk' http-equiv=content-type><meta charset=big5>")
def test_any_text_is_read_as_the_standard_says(data: bytes) -> None:
    assert found(data) == prescan.encoding(data)


@given(strategies.pages())
def test_any_page_is_read_as_the_standard_says(data: bytes) -> None:
    if not data.startswith(tuple(bom for bom, _ in prescan.BOMS)):
        assert found(data) == prescan.encoding(data)


@pytest.mark.parametrize("label", [*webencodings.LABELS, "nonsense", "", "utf 8", "ü"])
def test_every_label_means_what_the_standard_says(label: str) -> None:
    data = f'<!doctype html><meta charset="{label}">'.encode()
    assert found(data) == prescan.encoding(data)


@given(strategies.late_charsets())
def test_the_declaration_ends_where_nothing_before_is_one(data: bytes) -> None:
    declared = declaration(data)
    if declared is not None:
        assert data[declared.end - 1 : declared.end] == b">"
        assert declaration(data[: declared.end]) == declared
        assert declaration(data[: declared.end - 1]) is None


@pytest.mark.parametrize("head", ["<title>T</title>", "<img>", "<script>'</script>", "<!-- x -->"])
@pytest.mark.parametrize("charset", strategies.CHARSETS)
def test_the_judge_agrees_with_another_parser(head: str, charset: str) -> None:
    data = f"<!doctype html>{head}{charset.replace('{}', 'shift_jis')}<p>text".encode()
    stream = html5lib._inputstream.HTMLBinaryInputStream(data, useChardet=False)
    assert stream.charEncoding[0].name == prescan.encoding(data) == "shift_jis"
