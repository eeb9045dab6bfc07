"""Facts from microformats."""

from smoopt.model.facts import Person
from smoopt.site.site import Site
from tests.support.asking import facts, page, value

ENTRY = """<div class="h-entry"><a class="p-name">Name <script>x</script></a>
<p class="p-summary">Summary</p><time class="dt-published" datetime="2026-01-05T10:00:00Z">x</time>
<abbr class="dt-updated" title="2026-01-06">y</abbr><span class="p-author h-card">
<i class="p-name">Ada</i></span><a class="p-category">one</a><a rel="tag">two</a></div>"""
OLD = '<div class="hentry"><h2 class="entry-title">Old</h2><b class="author fn">Bo</b></div>'


def test_an_h_entry_gives_its_fields(lab: Site) -> None:
    found = facts(lab, page(body=ENTRY), "hentry")
    assert value(found.title) == "Name"
    assert value(found.description) == "Summary"
    assert value(found.published) == "2026-01-05T10:00:00+00:00"
    assert value(found.modified) == "2026-01-06"
    assert value(found.authors) == (Person("Ada"),)
    assert value(found.tags) == ("one", "two")
    assert value(found.type) == "article"


def test_the_old_form_is_read_too(lab: Site) -> None:
    found = facts(lab, page(body=OLD), "hentry")
    assert value(found.title) == "Old"
    assert value(found.authors) == (Person("Bo"),)


def test_several_entries_are_a_list(lab: Site) -> None:
    assert value(facts(lab, page(body=ENTRY * 2), "hentry").title) is None


def test_the_word_alone_is_no_entry(lab: Site) -> None:
    assert value(facts(lab, page(body="<p>entry h-entry</p>"), "hentry").type) is None


def test_whoever_comments_on_an_entry_is_no_author_of_it(lab: Site) -> None:
    for guest in (
        "<div class=comments><b class=author>Cy</b></div>",
        "<ol class=commentlist><li><cite class='author fn'>Cy</cite></ol>",
        "<div id=comment-1><span class=p-author>Cy</span></div>",
    ):
        entry = OLD.replace("</div>", f"{guest}</div>")
        assert value(facts(lab, page(body=entry), "hentry").authors) == (Person("Bo"),)


def test_the_title_of_a_teaser_in_an_entry_is_another_s(lab: Site) -> None:
    teaser = '<div><b class="entry-title">Other</b></div>'
    html = f'<div class="hentry">{teaser}<h1 class="entry-title">Own</h1></div>'
    assert value(facts(lab, page(body=html), "hentry").title) == "Own"
