"""Positions in a text lead to its bytes, whatever stands between."""

from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.byte_offsets import in_utf8, of_all

TEXTS = st.text(st.sampled_from("a<é€😀\n\udc80"), max_size=30)


@given(TEXTS, st.data())
def test_a_position_is_where_the_bytes_before_it_end(text: str, data: st.DataObject) -> None:
    places = st.lists(st.integers(0, len(text)), max_size=6).map(sorted)
    positions = data.draw(places)
    size = len(text.encode("utf-8", "surrogateescape"))
    expected = [len(text[:position].encode("utf-8", "surrogateescape")) for position in positions]
    assert in_utf8(text, size, positions) == expected


@given(st.text(st.sampled_from("aé€語\n"), max_size=20), st.sampled_from(["utf-16-le", "gb18030"]))
def test_any_encoding_is_counted_by_decoding(text: str, codec: str) -> None:
    begins = [len(text[:position].encode(codec)) for position in range(len(text) + 1)]
    assert of_all(text.encode(codec), codec, len(text)) == begins
