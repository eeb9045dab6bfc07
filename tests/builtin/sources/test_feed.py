"""Facts from the page's entry in the site's feed."""

from html import escape

import pytest

from smoopt.model.facts import Person
from tests.support.asking import facts, page, value
from tests.support.sites import URL, MakeSite

FEED = f"""<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>F</title><item>
<title>Title</title><link>{URL}a.html</link>
<description>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;.&lt;/p&gt;
</description><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate><dc:creator>Ada</dc:creator>
<category>x</category><category>x</category></item></channel></rss>"""


def test_an_entry_gives_its_fields_and_its_place(make_site: MakeSite) -> None:
    site = make_site({"a.html": page(), "feed.xml": FEED}, url=URL)
    found = facts(site, page(), "feed")
    assert found.title is not None
    assert (found.title.value, str(found.title.place)) == ("Title", "feed.xml:1")
    assert value(found.description) == "One two."
    assert value(found.published) == "2026-01-05T10:00:00+00:00"
    assert value(found.authors) == (Person("Ada"),)
    assert value(found.tags) == ("x",)
    assert value(found.type) == "article"


def test_a_page_without_an_entry_has_no_facts_from_the_feed(make_site: MakeSite) -> None:
    site = make_site({"a.html": page(), "b.html": page(), "feed.xml": FEED}, url=URL)
    assert value(facts(site, page(), "feed", path="b.html").type) is None


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('<title type="html">a-&amp;gt;b &amp;amp;amp; friends</title>', "a->b &amp; friends"),
        ('<title type="html">Tom &amp;amp;amp; Ann</title>', "Tom & Ann"),
        ("<title>Tom &amp;amp; Ann</title>", "Tom & Ann"),
        ("<title>The &lt;video> element</title>", "The <video> element"),
        ('<title type="html">&lt;b>Tom&lt;/b> and Ann</title>', "Tom and Ann"),
    ],
)
def test_a_title_is_escaped_as_the_feed_says_and_no_more_than_the_page_shows(
    title: str, shown: str, make_site: MakeSite
) -> None:
    entry = f'<entry>{title}<link href="{URL}a.html"/></entry>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entry}</feed>'
    html = page(body=f"<main><h1>{escape(shown)}</h1></main>")
    site = make_site({"a.html": html, "feed.xml": feed}, url=URL)
    assert value(facts(site, html, "feed").title) == shown
