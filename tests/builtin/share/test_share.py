"""Share bars: where they are shown, what their links say, and what an author can choose."""

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from smoopt import Network, Plugin, hookimpl
from smoopt.build.memory.partitions import Surveys
from smoopt.build.pipeline import transform
from smoopt.build.site_findings import site_findings
from smoopt.builtin.share.bar.assets import script
from smoopt.builtin.share.bar.share_address import SharedPage, with_parameters
from smoopt.builtin.share.share import Share
from smoopt.html.marks import pristine
from smoopt.html.source_text import Source
from smoopt.model.edits import is_own_file
from smoopt.model.errors import ConfigError
from smoopt.model.finding import Severity
from smoopt.model.plain_text import cut
from smoopt.plugin.networks import table
from smoopt.plugin.registry import Registry
from smoopt.plugin.translations import DEFAULT, Words, languages, local_words
from smoopt.site.settings import PageRule, Settings
from smoopt.site.site import Site
from tests.support import strategies
from tests.support.bars import (
    SHIPPED,
    WORDS,
    article,
    bar,
    built,
    codes,
    hrefs,
    link_to,
    registry,
    site,
    style_sheet,
)
from tests.support.laws import NAMES, PATHS, assert_reversible
from tests.support.places import SITES
from tests.support.sites import URL

SHARE = registry(bookmarks=False)
INLINE = registry(share={"icons": "inline"}, bookmarks=False)
SHEET = style_sheet(registry()).path
NASTY = [
    "Quotes \" and 'single' & ampersand &amp; entity",
    "Emoji 👩‍👩‍👧‍👦 and flags 🇵🇱",
    "عنوان من اليمين إلى اليسار",
    "</nav><script>alert(1)</script>",
    "javascript:alert(1)",
    "100% #hash ?query=1&b=2 {url} {title}",
    "\u202eevil\u202c and a lone \u2028 separator",
    "a+b c%20d",
]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site for pages that exist only in a test."""
    return site(tmp_path_factory.mktemp("plain"), {"index.html": article("Home")})


def escaped(title: str) -> str:
    return title.replace("&", "&amp;").replace("<", "&lt;")


# Links


@pytest.mark.parametrize("title", NASTY)
def test_a_link_gives_back_title_and_address(title: str, plain: Site) -> None:
    outcome = built(plain, "a/ü b.html", SHARE, article(escaped(title)))
    assert outcome.facts.title is not None
    shown = outcome.facts.title.value
    address = f"{URL}a/%C3%BC%20b.html"
    found = hrefs(outcome)
    x = parse_qs(urlsplit(found["Share on X"]).query)
    assert (x["text"], x["url"]) == ([shown], [address])
    bluesky = parse_qs(urlsplit(found["Share on Bluesky"]).query)
    assert bluesky == {"text": [f"{shown} {address}"]}
    email = urlsplit(found["Share by email"])
    assert "+" not in email.query
    assert parse_qs(email.query) == {"subject": [shown], "body": [address]}
    mastodon = urlsplit(found["Share on Mastodon"]).fragment
    assert unquote(mastodon.removeprefix("text=")) == f"{shown} {address}"


@pytest.mark.parametrize("title", NASTY)
def test_another_parser_sees_one_bar_and_no_script(title: str, plain: Site) -> None:
    outcome = built(plain, "a.html", SHARE, article(escaped(title)))
    tree = html5lib.parse(outcome.data.decode(), namespaceHTMLElements=False)
    assert len(tree.findall(".//nav")) == 1
    assert {script.get("type") for script in tree.findall(".//script")} <= {"application/ld+json"}
    assert len(tree.findall(".//nav/a")) == 7


@given(
    title=st.text(st.characters(codec="utf-8"), max_size=400),
    host=st.sampled_from(["https://e.org/", "https://e.org/a?b=1&c=%20#d", "https://e.org/é"]),
    network=st.sampled_from(table().network),
)
def test_every_value_comes_back_from_every_network(title: str, host: str, network: Network) -> None:
    link = link_to(network, SharedPage(host, title), "" if network.url else "https://own.example")
    assert link.isascii()
    assert not set(link) & set(" \"<>\\^`{|}'\n\t")
    parts = urlsplit(link)
    values = parse_qs(parts.fragment if network.place == "fragment" else parts.query)
    assert any(host in value for found in values.values() for value in found)
    for key, value in network.params.items():
        if value == "{title}" and title and not network.graphemes:
            assert values[key] == [title]


@given(title=st.text(max_size=700), limit=st.integers(0, 400))
def test_a_text_is_within_its_limit_and_holds_the_whole_address(title: str, limit: int) -> None:
    url = "https://example.org/a"
    network = Network("n", "N", url="https://n.example/", params={"t": "{text}"}, graphemes=limit)
    text = parse_qs(urlsplit(link_to(network, SharedPage(url, title))).query)["t"][0]
    assert text.endswith(url)
    if limit:
        assert len([*iter_graphemes(text)]) <= max(limit, len(url))


def test_a_long_title_is_cut_at_a_word(plain: Site) -> None:
    outcome = built(plain, "a.html", SHARE, article("paper lantern " * 40))
    text = parse_qs(urlsplit(hrefs(outcome)["Share on Bluesky"]).query)["text"][0]
    assert len(text) <= 300
    title, _, url = text.rpartition(" ")
    assert url == f"{URL}a.html"
    assert title.endswith(("paper…", "lantern…"))


def test_a_family_counts_as_one_character() -> None:
    families = "👨‍👩‍👧‍👦" * 290
    assert cut(families, 290) == families
    assert cut(families, 289).count("👨‍👩‍👧‍👦") == 288


def test_links_pass_no_reputation_and_stay_in_the_tab(plain: Site) -> None:
    found = bar(built(plain, "a.html", SHARE, article()))
    assert found is not None
    assert {a.attr("rel") for a in found.find_all("a")} == {"nofollow"}
    assert {a.attr("target") for a in found.find_all("a")} == {None}
    tabs = registry(share={"new_tab": True})
    found = bar(built(plain, "a.html", tabs, article()))
    assert found is not None
    assert {a.attr("rel") for a in found.find_all("a")} == {"nofollow noopener"}


def test_campaign_parameters_leave_query_and_fragment_alone() -> None:
    added = with_parameters(
        "https://e.org/?a=1&utm_source=own#top", {"utm_source": "x", "b": "c d"}
    )
    assert added == "https://e.org/?a=1&utm_source=own&b=c%20d#top"


def test_campaign_parameters_name_the_network(plain: Site) -> None:
    utm = {"campaign": "spring", "sources": {"x": "twitter"}}
    both = registry(share={"networks": ["x", "linkedin"], "utm": utm})
    found = hrefs(built(plain, "a.html", both, article()))
    shared = parse_qs(urlsplit(found["Share on X"]).query)["url"][0]
    assert shared == f"{URL}a.html?utm_source=twitter&utm_medium=social&utm_campaign=spring"
    shared = parse_qs(urlsplit(found["Share on LinkedIn"]).query)["url"][0]
    assert "utm_source=linkedin&" in shared


@pytest.mark.parametrize(
    ("canonical", "shared", "followed"),
    [
        ("https://other.example/post", f"{URL}a.html", "https://other.example/post"),
        (f"{URL}b.html", f"{URL}a.html", f"{URL}b.html"),
        (f"{URL}a.html", f"{URL}a.html", f"{URL}a.html"),
        ("http://example.org/docs//a.html?utm_id=1#top", f"{URL}a.html", f"{URL}a.html"),
    ],
)
def test_the_page_itself_is_shared_and_its_original_when_asked(
    canonical: str, shared: str, followed: str, tmp_path: Path
) -> None:
    page = article(head=f'<link rel="canonical" href="{canonical}">')
    there = site(tmp_path, {"a.html": page, "b.html": article()})
    for asked, url in ((False, shared), (True, followed)):
        options = registry(share={"networks": ["x"], "follow_canonical": asked})
        found = hrefs(built(there, "a.html", options))["Share on X"]
        assert parse_qs(urlsplit(found).query)["url"] == [url]


def test_what_the_author_says_to_smoopt_is_shared(tmp_path: Path) -> None:
    page = article(head='<meta name="smoopt:address" content="https://other.example/post">')
    found = hrefs(built(site(tmp_path, {"a.html": page}), "a.html", SHARE))["Share on X"]
    assert parse_qs(urlsplit(found).query)["url"] == ["https://other.example/post"]


def test_tags_go_along_as_hashtags_when_asked(plain: Site) -> None:
    head = '<meta property="article:tag" content="Paper lamps!">'
    off = built(plain, "a.html", registry(share={"networks": ["x"]}), article(head=head))
    on = built(
        plain, "a.html", registry(share={"networks": ["x"], "hashtags": True}), article(head=head)
    )
    assert "hashtags" not in hrefs(off)["Share on X"]
    assert "hashtags=Paperlamps" in hrefs(on)["Share on X"]


@given(st.text(st.characters() | st.sampled_from(" %/:?&=#~\ud800")))
def test_what_is_quick_to_encode_comes_out_as_the_library_encodes_it(value: str) -> None:
    network = Network("n", "N", url="https://n.example/", params={"t": "{title}"})
    link = link_to(network, SharedPage("https://e.org/", value))
    query = f"?t={quote(value, safe='/:', errors='replace')}" if value else ""
    assert link == f"https://n.example/{query}"


def test_signs_that_patterns_know_are_only_signs(plain: Site) -> None:
    ours = {**OURS, "label": "100% {title} %(url)s", "params": {"%s": "%d {title} %% {url}"}}
    options = registry(share={"networks": ["ours"], "custom": [ours], "look": "both"})
    outcome = built(plain, "a.html", options, article("5 %s {url} %(title)s"))
    found = hrefs(outcome)["Share on 100% {title} %(url)s"]
    said = {"%s": [f"%d 5 %s {{url}} %(title)s %% {URL}a.html"]}
    assert parse_qs(urlsplit(found).query) == said
    shown = bar(outcome)
    assert shown is not None
    assert "100% {title} %(url)s" in shown.text


# What is worked out once serves all pages

_PAGES = st.builds(
    article,
    title=st.sampled_from(["Lamp", "Żółć 100%", "long " * 100, "日本"]),
    head=st.sampled_from(
        [
            "",
            '<meta name="description" content="Of paper.">',
            '<meta property="article:tag" content="paper">',
            '<meta name="twitter:site" content="@lamps">',
        ]
    ),
    html=st.sampled_from(["lang=en", "lang=de", "lang=eo", ""]),
)


@settings(max_examples=20)
@given(pages=st.lists(_PAGES, min_size=2, max_size=4))
def test_a_page_comes_out_alike_whatever_pages_came_before(pages: list[str], plain: Site) -> None:
    def fresh() -> Registry:
        networks = ["x", "bluesky", "tumblr", "facebook", "email"]
        labels = {"eo": {"share": "Kunhavigi"}}
        return registry(
            share={"networks": networks, "hashtags": True, "labels": labels, "utm": True}
        )

    one = fresh()
    for page in pages:
        alone = built(plain, "a.html", fresh(), page)
        assert built(plain, "a.html", one, page).data == alone.data


def test_a_bar_is_worked_out_again_for_other_networks() -> None:
    options = Share(networks=("ours",))
    for url in ("https://one.example/", "https://two.example/"):
        given = (Network("ours", "Ours", url=url, params={"u": "{url}"}),)
        pattern = options.pattern(local_words("en", {}), given, SHIPPED, scripted=False)
        assert url in pattern.written(SharedPage(URL), last=False)
        assert options.pattern(local_words("en", {}), given, SHIPPED, scripted=False) is pattern


# Where it is shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a.html", True),
        ("blog/post/index.html", True),
        ("index.html", False),
        ("404.html", False),
        ("search/index.html", False),
        ("tags/paper/index.html", False),
        ("page/2/index.html", False),
    ],
)
def test_it_is_shown_on_pages_with_content_of_their_own(
    path: str, shown: bool, plain: Site
) -> None:
    assert (bar(built(plain, path, SHARE, article())) is not None) is shown


def test_it_is_not_shown_on_a_list_of_entries(plain: Site) -> None:
    entries = "".join(
        f"<article><h2><a href=/{n}>{n}</a></h2><p>{WORDS}</p></article>" for n in "ab"
    )
    assert bar(built(plain, "news.html", SHARE, article(body=entries))) is None


def test_it_is_not_shown_where_there_is_little_to_share(plain: Site) -> None:
    assert bar(built(plain, "a.html", SHARE, article(words="Soon."))) is None


def test_it_is_not_shown_without_an_address(tmp_path: Path) -> None:
    nowhere = site(tmp_path, {"a.html": article()}, url="")
    outcome = built(nowhere, "a.html", SHARE)
    assert bar(outcome) is None
    assert outcome.files == ()


def test_patterns_show_and_hide(plain: Site) -> None:
    options = registry(share={"show": ["/index.html"], "hide": ["drafts/"]})
    assert bar(built(plain, "index.html", options, article())) is not None
    assert bar(built(plain, "drafts/a.html", options, article())) is None


@pytest.mark.parametrize("html", ["⚡", "amp"])
def test_amp_which_takes_no_style_sheet_gets_head_tags_only(html: str, plain: Site) -> None:
    outcome = built(plain, "a.html", registry(), article(html=html, body="<h2>Glue</h2>"))
    assert b"stylesheet" not in outcome.data
    assert b"data-smoopt" not in outcome.data
    assert b"og:title" in outcome.data


def test_a_page_can_turn_it_off(plain: Site) -> None:
    head = '<meta name="smoopt:share" content="off">'
    assert bar(built(plain, "a.html", SHARE, article(head=head))) is None


def test_a_bar_whose_marks_were_stripped_is_not_added_again(plain: Site) -> None:
    first = built(plain, "a.html", SHARE, article()).data.decode()
    stripped = "".join(part.rpartition("<!--")[0] or part for part in first.split("-->"))
    stripped = stripped.replace("<!--/smoopt", "")
    assert "<!--smoopt" not in stripped
    outcome = built(plain, "a.html", SHARE, stripped)
    assert outcome.data.count(b'data-smoopt="share"') == 1


# Its place


def after(outcome_data: bytes, needle: str) -> bool:
    text = outcome_data.decode()
    return text.index('data-smoopt="share"') > text.index(needle)


def test_it_stands_at_the_end_of_the_content(plain: Site) -> None:
    data = built(plain, "a.html", SHARE, article(body="<p>Last words.</p>\n")).data
    assert after(data, "Last words.")
    assert not after(data, "</main>")


def test_it_stands_in_the_authors_element(plain: Site) -> None:
    page = article(body='<div data-smoopt-slot="share"></div><p>Last words.</p>')
    data = built(plain, "a.html", registry(share={"slot": "body-end"}), page).data
    assert not after(data, "Last words.")
    assert (
        b"data-smoopt-slot"
        not in data.replace(b' data-smoopt-slot="share"-->', b"").split(b"was", 1)[0]
    )
    assert pristine(Source(data)) == page.encode()


def test_it_stands_where_a_selector_says(plain: Site) -> None:
    options = registry(share={"selector": "h1", "where": "after"})
    data = built(plain, "a.html", options, article()).data
    assert after(data, "</h1>")
    assert not after(data, "<p>")


def test_a_selector_that_finds_nothing_is_reported(plain: Site) -> None:
    outcome = built(plain, "a.html", registry(share={"selector": ".nowhere"}), article())
    assert "bar-elsewhere" in codes(outcome)
    assert bar(outcome) is not None


@pytest.mark.parametrize("options", [{}, {"slot": "content-start"}, {"selector": "main"}])
def test_on_a_hydrated_page_it_stands_at_the_end_of_the_body(
    options: dict[str, object], plain: Site
) -> None:
    page = article(body='<script id="__NEXT_DATA__" type="application/json">{}</script>')
    outcome = built(plain, "a.html", registry(share=options), page)
    assert after(outcome.data, "</main>")
    assert ("bar-elsewhere" in codes(outcome)) is bool(options)


def test_it_is_never_put_where_the_parser_would_move_it(plain: Site) -> None:
    page = (
        "<!doctype html><html lang=en><title>T</title><body><table role=main><tr><td>"
        f"<p>{WORDS}</p></td></tr></table></body></html>"
    )
    found = bar(built(plain, "a.html", registry(share={"show": ["*"]}), page))
    assert found is not None
    assert found.parent is not None
    assert found.parent.tag == "body"  # type: ignore[union-attr]


# What it looks like


def test_it_is_a_labelled_nav_of_plain_links(plain: Site) -> None:
    found = bar(built(plain, "a.html", SHARE, article()))
    assert found is not None
    assert found.attr("aria-label") == "Share this page"
    assert found.tag == "nav", "Pagefind leaves it out of its index"
    assert {node.tag for node in found.iter_elements()} == {"span", "a"}


@pytest.mark.parametrize(
    ("look", "icons", "texts"),
    [("icons", True, False), ("text", False, True), ("both", True, True)],
)
def test_links_show_icons_text_or_both(look: str, icons: bool, texts: bool, plain: Site) -> None:
    found = bar(built(plain, "a.html", registry(share={"look": look}), article()))
    assert found is not None
    rules = style_sheet(registry(share={"look": look}, bookmarks=False)).content.decode()
    for link in found.find_all("a"):
        assert bool(link.attr("class")) is icons
        assert not icons or f".{link.attr('class')}::before {{ clip-path: path(" in rules
        assert bool(link.find("span")) is texts
        assert "Share" in (link.attr("aria-label") or link.text)


def test_icons_lie_once_in_the_style_sheet_of_all_bars(plain: Site) -> None:
    follow = {"profiles": ["https://github.com/ann"]}
    custom = {"name": "ours", "label": "Ours", "url": "https://ours.example/?u", "icon": "M0 0h9z"}
    options = registry(share={"networks": ["x", "ours"], "custom": [custom]}, follow=follow)
    outcome = built(plain, "a.html", options, article())
    (own,) = {file.content.decode() for file in outcome.files}
    classes = re.findall(rb'class="(smoopt-[^"]+)"', outcome.data)
    drawn = {name.decode() for name in classes} - {"smoopt-bar", "smoopt-name"}
    assert len(drawn) == 6  # two to share, three to save, one profile
    for name in drawn:
        assert own.count(f".{name}::before {{ clip-path: path(") == 1
    assert b"<svg" not in outcome.data


@pytest.mark.parametrize("option", [{"icons": "inline"}, {"style": "inline"}, {"style": "none"}])
def test_icons_are_in_the_page_where_no_style_file_draws_them(
    option: dict[str, object], plain: Site
) -> None:
    options = registry(share=option, bookmarks=False)
    found = bar(built(plain, "a.html", options, article()))
    assert found is not None
    assert all(link.find("svg") and not link.attr("class") for link in found.find_all("a"))
    assert b"clip-path: path" not in style_sheet(options).content


def test_icons_in_the_page_have_their_size_without_the_style_sheet(plain: Site) -> None:
    found = bar(built(plain, "a.html", INLINE, article()))
    assert found is not None
    for icon in found.find_all("svg"):
        assert (icon.attr("width"), icon.attr("height")) == ("20", "20")
        assert icon.attr("aria-hidden") == "true"


def test_an_icon_of_ones_own_may_be_written_on_several_lines(plain: Site) -> None:
    lines = {**OURS, "icon": "M4 4h16\n  v12H8z"}
    options = registry(share={"networks": ["ours"], "custom": [lines]}, bookmarks=False)
    assert b'clip-path: path("M4 4h16 v12H8z")' in style_sheet(options).content


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", ""])
def test_letters_stay_in_addresses_where_browsers_encode_them_in_utf_8(
    charset: str, plain: Site
) -> None:
    declared = f"<meta charset={charset}>" if charset else ""
    page = article("مصباح").replace("<meta charset=utf-8>", declared)
    data = built(plain, "a.html", SHARE, page.encode(charset or "utf-8")).data
    assert ("tweet?text=مصباح".encode() in data) is (charset == "utf-8")
    assert (b"tweet?text=%D9%85%D8%B5%D8%A8%D8%A7%D8%AD&" in data) is (charset != "utf-8")


def test_the_order_is_the_configurations(plain: Site) -> None:
    options = registry(share={"networks": ["email", "vk", "x", "vk"]})
    names = list(hrefs(built(plain, "a.html", options, article())))
    assert names == ["Share by email", "Share on VK", "Share on X"]


# Style and script


def test_the_style_sheet_is_one_file_named_by_its_content(plain: Site) -> None:
    outcome = built(plain, "blog/post/index.html", registry(), article(body="<h2>Next</h2>"))
    assert SHEET in {file.path for file in outcome.files}
    assert all(is_own_file(file.path, file.content) for file in outcome.files)
    assert outcome.data.count(b'rel="stylesheet"') == 1
    assert f'href="../../{SHEET}"'.encode() in outcome.data
    assert b" style=" not in outcome.data
    assert b"<style" not in outcome.data


@pytest.mark.parametrize(
    ("path", "head", "href"),
    [
        ("a.html", "", SHEET),
        ("a.html", '<base href="/docs/sub/">', f"/docs/{SHEET}"),
        ("a.html", '<base href="https://cdn.example/">', URL + SHEET),
        ("b/a.html", '<base href="http://[">', f"../{SHEET}"),
        ("404.html", "", f"/docs/{SHEET}"),
    ],
)
def test_the_style_sheet_is_found_from(path: str, head: str, href: str, plain: Site) -> None:
    options = registry(share={"show": ["*"]})
    outcome = built(plain, path, options, article(head=head))
    assert f'rel="stylesheet" href="{href}"'.encode() in outcome.data


def test_style_can_be_inline_or_none(plain: Site) -> None:
    inline = built(plain, "a.html", registry(share={"style": "inline"}, bookmarks=False), article())
    assert b"<style data-smoopt" in inline.data
    assert inline.files == ()
    none = built(plain, "a.html", registry(share={"style": "none"}, bookmarks=False), article())
    assert b"<style" not in none.data
    assert b"stylesheet" not in none.data


def test_the_script_is_off_by_default_and_a_file_when_on(plain: Site) -> None:
    off = built(plain, "a.html", registry(), article())
    assert (
        b"<script" not in off.data.replace(b"application/ld+json", b"") or b" src=" not in off.data
    )
    on = built(plain, "a.html", registry(share={"script": True}, bookmarks=False), article())
    assert f'<script src="{script().path}" defer="defer"></script>'.encode() in on.data
    assert script().path in {file.path for file in on.files}
    found = bar(on)
    assert found is not None
    assert [button.attr("hidden") for button in found.find_all("button")] == ["hidden"] * 2


# Languages


@pytest.mark.parametrize(
    "language", ["ar", "de", "es", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "zh"]
)
def test_every_word_is_translated(language: str) -> None:
    words, own = local_words(language, {})
    english = languages()[DEFAULT]
    assert own == ""
    assert words.share_page != english.share_page
    assert "{name}" in words.share_on
    assert "{name}" in words.save_to
    assert "{title}" in words.permalink


def test_no_language_leaves_a_word_out() -> None:
    for tag, words in languages().items():
        assert all(getattr(words, field) for field in Words.__struct_fields__), tag


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("de-AT", "Teilen"),
        ("pt-PT", "Partilhar"),
        ("pt-BR", "Compartilhar"),
        ("zh-TW", "儲存"),
        ("zh-Hant-HK", "儲存"),
        ("zh-CN", "保存"),
        ("no", "Lagre"),
        ("nn-NO", "Lagre"),
        ("iw", "שמירה"),
    ],
)
def test_a_tag_finds_the_nearest_language(tag: str, word: str) -> None:
    assert word in {local_words(tag, {}).words.share, local_words(tag, {}).words.save}


def test_a_bar_speaks_the_pages_language(plain: Site) -> None:
    found = bar(built(plain, "a.html", SHARE, article(html='lang="ar" dir="rtl"')))
    assert found is not None
    assert found.attr("aria-label") == "مشاركة هذه الصفحة"
    assert found.attr("lang") is None


def test_english_in_a_page_of_another_language_says_so(plain: Site) -> None:
    found = bar(built(plain, "a.html", SHARE, article(html='lang="eo"')))
    assert found is not None
    assert (found.attr("aria-label"), found.attr("lang")) == ("Share this page", "en")


def test_a_bar_says_its_language_where_only_the_words_of_the_page_tell_it(plain: Site) -> None:
    text = "Die Mühle steht an einem Bach, und das Rad ist nicht aus Eisen, sondern aus Holz. " * 9
    found = bar(built(plain, "a.html", SHARE, article("Die Mühle", words=text, html="")))
    assert found is not None
    assert (found.attr("aria-label"), found.attr("lang")) == ("Diese Seite teilen", "de")


def test_words_come_from_the_configuration_too(plain: Site) -> None:
    labels = {
        "eo": {"share": "Kunhavigi", "share_page": "Kunhavigi la paĝon"},
        "en": {"share": "Tell"},
    }
    options = registry(share={"labels": labels}, bookmarks=False)
    outcome = built(plain, "a.html", options, article(html='lang="eo"'))
    found = bar(outcome)
    assert found is not None
    assert (found.attr("aria-label"), found.attr("lang")) == ("Kunhavigi la paĝon", None)
    assert "Share on X" in hrefs(outcome)
    english = bar(built(plain, "a.html", options, article()))
    assert english is not None
    assert english.text.startswith("Tell")


# Networks that are not in the table, and wrong configurations


OURS: dict[str, object] = {
    "name": "ours",
    "label": "Our <Forum>",
    "url": "https://forum.example/new",
    "params": {"link": "{url}", "say": "Look: {title}"},
    "icon": "M0 0h24v24H0z",
}


def test_a_network_of_the_configuration(plain: Site) -> None:
    options = registry(share={"networks": ["ours"], "custom": [OURS]})
    found = hrefs(built(plain, "a.html", options, article("T&amp;T")))
    query = parse_qs(urlsplit(found["Share on Our <Forum>"]).query)
    assert query == {"link": [f"{URL}a.html"], "say": ["Look: T&T"]}


class Forum(Plugin, frozen=True):
    """A plugin that brings a network."""

    @hookimpl
    def networks(self) -> list[Network]:
        return [Network("forum", "Forum", url="https://forum.example/", params={"u": "{url}"})]


def test_a_network_of_a_plugin(monkeypatch: pytest.MonkeyPatch, plain: Site) -> None:
    from smoopt.plugin import load as loading

    load = loading.load
    given = {"forum": Forum}
    monkeypatch.setattr(loading, "load", lambda name, known: given.get(name) or load(name, known))
    options = registry(forum=True, share={"networks": ["forum", "x"]})
    found = hrefs(built(plain, "a.html", options, article()))
    assert f"{URL}a.html" in found["Share on Forum"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"networks": ["blueski"]}, "no network is named 'blueski' (did you mean 'bluesky'?)"),
        ({"networks": ["instagram"]}, "profile to follow"),
        ({"networks": ["linkding"]}, 'servers.linkding = "https://…"'),
        (
            {"networks": ["x"], "servers": {"wallabg": "https://w.example"}},
            "did you mean 'wallabag'",
        ),
        ({"servers": {"mastodon": "javascript:alert(1)//"}}, "is no server"),
        ({"servers": {"mastodon": "ftp://m.example"}}, "is no server"),
        ({"custom": [{"name": "o", "label": "O", "url": "data:x"}]}, "not a link to follow"),
        ({"custom": [{**OURS, "icon": "nothing"}]}, "neither SVG path data nor one of"),
        ({"look": "pictures"}, "look"),
    ],
)
def test_a_wrong_option_is_refused_when_it_is_read(
    options: dict[str, object], message: str
) -> None:
    with pytest.raises(ConfigError, match=r"plugins\.share") as caught:
        registry(share=options)
    assert message in str(caught.value)


def test_a_wrong_option_of_a_rule_is_refused_as_well() -> None:
    rule = PageRule(match=("blog/",), plugins={"share": {"networks": ["nowhere"]}})
    with pytest.raises(ConfigError, match="no network is named 'nowhere'"):
        Registry(Settings(pages=(rule,)))


def test_a_server_of_ones_own_serves(plain: Site) -> None:
    options = {"networks": ["mastodon"], "servers": {"mastodon": "mastodon.example/"}}
    found = hrefs(built(plain, "a.html", registry(share=options), article()))
    assert found["Share on Mastodon"].startswith("https://mastodon.example/share?text=")


def test_a_network_that_is_gone_is_left_out_and_reported_once(plain: Site) -> None:
    options = registry(share={"networks": ["pocket", "x", "google+"]})
    assert list(hrefs(built(plain, "a.html", options, article()))) == ["Share on X"]
    found = list(site_findings(plain, options, Surveys({}, plain)))
    assert [finding.severity for finding in found] == [Severity.WARNING] * 2
    assert "2025-07-08" in found[0].message
    assert "instapaper" in found[0].message


# The laws, with bars


EVERYTHING = registry(
    share={"show": ["*"], "script": True, "look": "both"},
    bookmarks={"show": ["*"], "levels": [1, 2]},
)


@given(data=strategies.pages(), path=PATHS)
def test_undo_gives_back_every_byte_of_a_page_with_bars(data: bytes, path: str, lab: Site) -> None:
    outcome = transform(path, data, lab, EVERYTHING)
    assert_reversible(data, outcome, lab, EVERYTHING)
    assert outcome.status == "failed" or pristine(Source(outcome.data)) == data


@pytest.mark.parametrize("name", NAMES)
def test_a_fixture_site_with_bars_comes_back_byte_for_byte(name: str, tmp_path: Path) -> None:
    root = SITES / name
    whole = Site(root, site(tmp_path, {"a.html": article()}).settings)
    usual = registry()
    for path in whole.pages:
        data = (root / path).read_bytes()
        for options in (usual, EVERYTHING):
            outcome = transform(path, data, whole, options)
            assert outcome.status != "failed", outcome.findings
            assert_reversible(data, outcome, whole, options)
            assert pristine(Source(outcome.data)) == data


HYDRATED = (
    '<script id="__NEXT_DATA__" type="application/json">{}</script>',
    '<div id="__docusaurus"></div>',
    "<script>__sveltekit_1x2y3z = {};</script>",
)


@pytest.mark.parametrize("sign", HYDRATED)
def test_a_bar_on_a_hydrated_page_follows_its_navigation(sign: str, plain: Site) -> None:
    outcome = built(plain, "a.html", SHARE, article(body=sign))
    found = bar(outcome)
    assert found is not None
    assert found.attr("data-url") == f"{URL}a.html"
    assert found.select_one("button") is None
    assert script().path.encode() in outcome.data
    assert script().path in {file.path for file in outcome.files}


@pytest.mark.parametrize(("option", "sign"), [("auto", ""), (False, HYDRATED[0])])
def test_a_bar_has_no_script_where_none_is_needed_or_wanted(
    option: str | bool, sign: str, plain: Site
) -> None:
    outcome = built(
        plain, "a.html", registry(share={"script": option}, bookmarks=False), article(body=sign)
    )
    assert bar(outcome) is not None
    assert b".js" not in outcome.data
    assert b"data-pattern" not in outcome.data


@pytest.mark.parametrize(
    "sign", ['<div hx-boost="true">', '<div id="swup">', "<script src=swup.js>"]
)
@pytest.mark.parametrize("script_option", [True, "auto"])
def test_a_page_that_is_given_the_text_of_others_has_what_their_bars_need(
    sign: str, script_option: bool | str, plain: Site
) -> None:
    options = registry(share={"script": script_option}, bookmarks=False)
    outcome = built(plain, "index.html", options, article(body=sign))
    assert bar(outcome) is None
    own = style_sheet(options).path
    assert own.encode() in outcome.data
    assert (script().path.encode() in outcome.data) == (script_option is True)
    paths = {file.path for file in outcome.files}
    assert paths == {own, *([script().path] if script_option is True else [])}


def test_other_pages_without_a_bar_are_left_alone(plain: Site) -> None:
    assert b"stylesheet" not in built(plain, "index.html", SHARE, article()).data
