"""Facts from the page's entry in the site's feed."""

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
