"""What is due follows from what the pages say and what was told before."""

from hypothesis import given
from hypothesis import strategies as st

from smoopt.mentions.due import due
from smoopt.mentions.outbound_links import Mention, Mentioning
from smoopt.mentions.sent import Told

BASE = "https://mill.example.org/"
SOURCES = [f"{BASE}{name}" for name in ("a", "b", "c")]
TARGETS = [f"https://{name}.example/" for name in ("ann", "bob", "cy")]
TEXTS = st.sampled_from(["1", "2"])
PAGES = st.dictionaries(
    st.sampled_from(SOURCES),
    st.tuples(TEXTS, st.sets(st.sampled_from(TARGETS))),
).map(lambda said: [Mentioning(url, text, tuple(to)) for url, (text, to) in said.items()])
TOLD = st.dictionaries(
    st.sampled_from([*SOURCES, "https://other.example/a"]),
    st.dictionaries(
        st.sampled_from(TARGETS),
        st.builds(Told, st.sampled_from(["sent", "refused", "no endpoint"]), TEXTS),
        min_size=1,
    ),
)


@given(PAGES, TOLD)
def test_each_pair_is_due_once_and_for_a_reason(
    pages: list[Mentioning], told: dict[str, dict[str, Told]]
) -> None:
    found = {one.mention: one for one in due(pages, told, BASE)}
    assert len(found) == len(list(due(pages, told, BASE)))
    now = {mention: page for page in pages for mention in page.mentions}
    before = {Mention(url, to): one for url, links in told.items() for to, one in links.items()}
    for mention in {*now, *before}:
        page, known, one = now.get(mention), before.get(mention), found.get(mention)
        if page is not None and known is None:
            assert (one and one.why) == "new"
        elif page is not None and known is not None and known.text != page.text:
            assert (one and one.why) == ("changed" if known.fate == "sent" else "new")
        elif page is None and known is not None and known.fate == "sent":
            is_here = mention.source.startswith(BASE)
            assert (one and one.why) == ("gone" if is_here else None)
        else:
            assert one is None


@given(PAGES, TOLD)
def test_when_all_are_told_none_is_due(
    pages: list[Mentioning], told: dict[str, dict[str, Told]]
) -> None:
    for one in list(due(pages, told, BASE)):
        of_page = told.setdefault(one.mention.source, {})
        if one.why == "gone":
            del of_page[one.mention.target]
        else:
            of_page[one.mention.target] = Told("sent", one.text)
    assert list(due(pages, told, BASE)) == []
