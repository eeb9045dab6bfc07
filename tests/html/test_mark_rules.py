"""What strangers can do with comments: nothing but have a page left alone."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smoopt.build.pipeline import transform
from smoopt.html import markup
from smoopt.html.mark_rules import is_whole, left_open, may_put_back
from smoopt.html.marks import original, pristine
from smoopt.html.page import Page
from smoopt.html.source_text import Source
from smoopt.model.errors import MarkDamaged
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site
from tests.support import second_reader, strategies
from tests.support.building import with_places
from tests.support.forging import mark
from tests.support.laws import assert_reversible

# Said to have stood where a stranger's marks stand now.
WAS = (
    "<script src=//evil.example></script>",
    "<iframe src=//evil.example></iframe>",
    "<img src=x onerror=alert(1)>",
    "<p>words",
    "<p onclick=alert(1)>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<meta charset=utf-7>",
    "<link rel='stylesheet' href=//evil.example>",
    "<link rel='preload stylesheet' href=//evil.example>",
    '<template data-smoopt="kept"><iframe src=//evil.example></iframe></template>',
    '<script type="application/ld+json">{"@type": "Evil"}</script>',
    "words",
    "<!-- a comment -->",
    "</div>",
)
# Markup that a page may have, without smoopt's sign.
PIECES = (
    "words",
    "<p>a paragraph</p>",
    "<p class=a>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    '<img src="a.png" alt="A" loading="lazy">',
    '<a href="b" rel="nofollow ugc">a link</a>',
    '<a rel="bookmark" href="b">',
    "</a>",
    '<script type="application/ld+json">{"@type": "Article", "name": "N"}</script>',
    "<iframe src=v loading=lazy></iframe>",
    "<template><p>inert</p></template>",
    "<table><tr><td>cell</td></tr></table>",
    "<svg><title>t</title><path d='M0 0'/></svg>",
    "<textarea>raw &lt;b></textarea>",
    "<ul><li>one<li>two</ul>",
    "<!-- theirs -->",
    '<!-- <p data-smoopt="x"> -->',
    '<!-- <template data-smoopt="kept"><iframe src=//evil.example></iframe> -->',
    "\n",
)


def undone(text: str) -> str | None:
    """Undo a page; None where it is left alone."""
    try:
        return pristine(Source(text.encode())).decode()
    except MarkDamaged:
        return None


@st.composite
def grammars(draw: st.DrawFn, between: str) -> str:
    """Draw an opening mark before some of a page's own markup, in every grammar there is."""
    kind = draw(st.sampled_from(("plain", "kept", "was", "weaker")))
    if kind in {"plain", "kept"}:
        return mark(between, says=" kept" if kind == "kept" else "")
    weaker = re.sub(r' (?:loading="?lazy"?|rel="[^"]*"|class=a)', "", between)
    others = st.sampled_from((weaker, f"{weaker}<iframe src=//evil.example></iframe>"))
    return mark(between, draw(st.sampled_from(WAS) if kind == "was" else others))


@settings(max_examples=500)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=2, max_size=9),
    data=st.data(),
    several=st.booleans(),
)
def test_whatever_comments_a_stranger_writes_into_the_body_no_markup_comes_and_no_words_go(
    pieces: list[str], data: st.DataObject, several: bool
) -> None:
    parts: list[str] = []
    rest = list(pieces)
    for _ in range(2 if several else 1):
        start = data.draw(st.integers(0, len(rest)))
        end = data.draw(st.integers(start, len(rest)))
        between = "".join(rest[start:end])
        opening = data.draw(grammars(between))
        parts += [*rest[:start], opening, between, "<!--/smoopt-->"]
        rest = rest[end:]
    body = "".join([*parts, *rest])
    attacked = f"<!doctype html><head><title>T</title></head><body>{body}</body>"
    found = undone(attacked)
    if found is None:
        return
    assert second_reader.words(found) == second_reader.words(attacked)
    bookmark = ("rel", "bookmark")

    def bare(text: str) -> list[object]:
        each = second_reader.elements(text)
        return [(tag, [pair for pair in pairs if pair != bookmark]) for tag, pairs in each]

    assert bare(found) == bare(attacked)


@pytest.mark.parametrize("was", WAS)
@pytest.mark.parametrize("where", ["</title>", "<body>", "</p>", "</body>"])
def test_a_stranger_s_mark_around_nothing_puts_nothing_back(was: str, where: str) -> None:
    page = "<!doctype html><head><title>T</title></head><body><p>text</p></body>"
    attacked = page.replace(where, f"{where}{mark('', was)}<!--/smoopt-->")
    assert undone(attacked) is None


@pytest.mark.parametrize("where", ["head", "body"])
@pytest.mark.parametrize("piece", [piece for piece in PIECES if piece.strip()])
@pytest.mark.parametrize("says", ["", " kept"])
def test_a_stranger_s_marks_around_what_bears_no_sign_take_nothing_out(
    piece: str, says: str, where: str
) -> None:
    of_heads = piece.startswith(("<script", "<template"))
    page = f"<!doctype html><head>{{}}</head><body><p>text</p>{piece}</body>"
    marks = f"{mark(piece, says=says)}{piece}<!--/smoopt-->"
    attacked = page.replace("{}", marks) if where == "head" else page.replace(piece, marks, 1)
    if piece == "</p>":
        attacked = page.replace("text</p>", f"text{marks}")
    left = undone(attacked.replace("{}", ""))
    assert (left is None) is not (where == "head" and of_heads and not says)


def test_a_stranger_s_end_of_a_wrapper_takes_no_end_tag() -> None:
    body = f"<div>mine{mark('</div>')}</div><!--/smoopt--><p>yours</p>"
    assert undone(f"<!doctype html><body>{body}") is None
    begun = f"{mark('<div data-smoopt=x>')}<div data-smoopt=x><!--/smoopt-->"
    ended = f"{mark('</div>')}</div><!--/smoopt-->"
    assert undone(f"<!doctype html><body>{begun}<p>t</p>{ended}") is not None
    assert undone(f"<!doctype html><body>{begun}<div>{ended}</div>{ended}") is None
    assert undone(f"<!doctype html><body>{begun}<p>t</p>") is None


def test_what_only_looks_like_a_waiting_original_is_none() -> None:
    evil = '<template data-smoopt="kept"><iframe src=//evil.example></iframe></template>'
    for new in (
        f"<!-- {evil} -->",
        f"<p title='{evil}'>",
        f"<p data-smoopt=x title='{evil}",
        f"<textarea>{evil}",
        f"<svg data-smoopt=x><![CDATA[{evil}",
        f"<b>{evil}",
    ):
        page = f"<!doctype html><body>{mark(new, says=' kept')}{new}<!--/smoopt-->' </textarea>]]>"
        found = undone(page)
        assert found in {None, page}, new


@pytest.mark.parametrize(
    "begun", ["<!--", "<!-- x", "<![CDATA[", "<?", "</", "<p title='", "<p data-smoopt=x title='"]
)
def test_an_original_that_waits_in_a_comment_or_value_does_not_come_back(begun: str) -> None:
    # An author's own template gives the end that a waiting original must have.
    evil = f'{begun} <template data-smoopt="kept"><iframe src=//evil.example></iframe>'
    new = f"{evil} -->'><template>the author's</template>"
    assert undone(f"<!doctype html><body>{mark(new, says=' kept')}{new}<!--/smoopt-->") is None


def test_in_the_head_nothing_comes_back_that_loads_or_leads_anywhere() -> None:
    further = "<style>", "<title>x</title>", "<link rel=icon href=x>", "<link rel=manifest>"
    for was in (*WAS, *further):
        page = f"<!doctype html><head>{mark('', was)}<!--/smoopt--></head><body><p>text</p>"
        assert undone(page) is None, was
    was = '<meta name="a" content="b">'
    page = f"<!doctype html><head>{mark('', was)}<!--/smoopt--></head><body><p>text</p>"
    assert undone(page) == f"<!doctype html><head>{was}</head><body><p>text</p>"


def test_after_the_body_is_not_in_the_head() -> None:
    was = '<meta name="a" content="b">'
    for end in ("</body>{}</html>", "</body></html>{}"):
        page = "<!doctype html><head></head><body><p>text</p>" + end
        assert undone(page.format(f"{mark('', was)}<!--/smoopt-->")) is None


def end_of_head(page: Page) -> int:
    """Return where the head ends; where text begins the body, the end of the head's last tag."""
    tags = page.head.iter_elements() if page.head else ()
    spans = filter(None, (page.end_tag(tag) or page.start_tag(tag) for tag in tags))
    return page.head_end or max((span.end for span in spans), default=0)


@given(data=st.data(), source=strategies.pages())
def test_forged_marks_in_hostile_pages_are_believed_nowhere(
    data: st.DataObject, source: bytes, lab: Site, core: Registry
) -> None:
    page = with_places(source)
    after = end_of_head(page)
    places = sorted(at for at in page.between if at > after)
    assume(len(places) > 1 and page.source.codec == "utf-8" and page.body is not None)
    start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    between = page.text[start:end]
    assume(between.isascii())
    opening = data.draw(grammars(between))
    text = f"{page.text[:start]}{opening}{between}<!--/smoopt-->{page.text[end:]}"
    byte_order_mark = source.removesuffix(page.text.encode("utf-8", "surrogateescape"))
    attacked = byte_order_mark + text.encode("utf-8", "surrogateescape")
    assert original(attacked) in {None, attacked, source}
    assert_reversible(attacked, transform("a.html", attacked, lab, core), lab, core)


# What smoopt itself adds


@pytest.mark.parametrize(
    ("text", "open_after"),
    [
        ("", ()),
        ("\n", None),
        ('<p data-smoopt="a">x</p>\n<br data-smoopt="b">', ()),
        ('<p data-smoopt="a"><svg><path d="M0"/><g/></svg><img></p>', ()),
        ('<figure data-smoopt="a"><div>', ("figure", "div")),
        ('<p data-smoopt="">x</p>', None),
        ('<p data-smoopt-a="x">x</p>', None),
        ('<p data-smoopt="a"><b></p></b>', None),
        ('<p data-smoopt="a">x</p>words', None),
        ('<p data-smoopt="a">x</p', None),
        ('<textarea data-smoopt="a">x', None),
        ("</p>", None),
        ("<!-- never closed", None),
        ("<!--", None),
        ("<", None),
        ("</", None),
        ("<![CDATA[", None),
        ("<meta name=a>", None),
    ],
)
def test_what_may_stand_in_the_body(text: str, open_after: tuple[str, ...] | None) -> None:
    assert left_open(text) == open_after
    assert is_whole(text) is (open_after == ())


def test_a_wrapper_ends_as_it_began() -> None:
    assert left_open("</div></figure>", ("figure", "div")) == ()
    assert left_open("</div>", ("figure", "div")) == ("figure",)
    assert left_open("</figure></div>", ("figure", "div")) is None
    assert left_open('<p data-smoopt="x">y</p></figure>', ("figure",)) == ()


def test_a_sign_without_a_name_is_none() -> None:
    for name in ("", "x"):
        written = markup.element("p", {"data-smoopt": name, "id": "a"})
        assert is_whole(written) == is_whole(str.__str__(written)) == (name != "")


TITLE = "<title>Old</title>"


@pytest.mark.parametrize(
    ("was", "new"),
    [
        (TITLE, "<title>New</title>"),
        ("<title></title>", "<title>&lt;b&gt;</title>"),
        ("<TITLE lang=de>\r\n<b>x</b></TITLE >", '<title lang="de">y</title>'),
        ("<title><script>x()</script><!-- --></title>", "<title>y</title>"),
    ],
)
def test_a_title_of_the_head_is_put_back(was: str, new: str) -> None:
    assert may_put_back(was, new, in_head=True)
    assert not may_put_back(was, new, in_head=False)


@pytest.mark.parametrize(
    ("was", "new"),
    [
        (TITLE, "<style>New</style>"),
        (f"{TITLE}<script>x()</script>", "<title>New</title>"),
        (TITLE, "<title>New</title><script>x()</script>"),
        ("<title>Old</title><!-- -->", "<title>New</title>"),
        ("<title onclick=x()>Old</title>", "<title>New</title>"),
        ("<title>Old", "<title>New</title>"),
        ("<title/>", "<title>New</title>"),
        ("<style>x{}</style>", "<title>New</title>"),
    ],
)
def test_nothing_else_is_put_back_in_place_of_a_title(was: str, new: str) -> None:
    assert not may_put_back(was, new, in_head=True)
