"""A page as Markdown: its text, read again by a reader of Markdown that others wrote."""

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from smoopt.builtin.markdown.as_markdown import as_markdown
from smoopt.html import markup
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.facts import Fact, Facts
from smoopt.site.site import Site
from tests.support.sites import URL

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ADDRESS = f"{URL}a/"
FACTS = Facts(title=Fact("Sheets", "h1"), address=Fact(ADDRESS, "site"))
HEAD = f"# Sheets\n\n<{ADDRESS}>\n\n"


def written(site: Site, content: str, facts: Facts = FACTS, head: str = "") -> str:
    html = f"<!doctype html><head>{head}</head><body><main>{content}</main></body>"
    return as_markdown(Page("a/index.html", html.encode()), site, facts)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<h1>Sheets</h1><p>x", "x\n"),
        (
            "<h2>One <code>a_b</code></h2><p>a_b *c* <b>d</b>",
            "## One `a_b`\n\na\\_b \\*c\\* **d**\n",
        ),
        ('<pre><code class="language-py">a &lt; b\n</code></pre>', "```py\na < b\n```\n"),
        ("<table><tr><th>a<tr><td>1|2</table>", "| a |\n| --- |\n| 1\\|2 |\n"),
        ('<p><a href="../b/?c#d">b</a>', f"[b]({URL}b/?c#d)\n"),
        ('<p><a href="#d">d</a>', f"[d]({ADDRESS}#d)\n"),
        ('<p><img src="x y.png" alt="A hill">', f"![A hill]({ADDRESS}x%20y.png)\n"),
        ('<p><a href="https://else.example/x">e</a>', "[e](https://else.example/x)\n"),
    ],
)
def test_what_a_reader_would_copy(lab: Site, content: str, text: str) -> None:
    assert written(lab, content) == HEAD + text


@pytest.mark.parametrize(
    "furniture",
    [
        "<script>x</script><style>x</style><template>x</template>",
        "<nav><a href=b>b</a></nav><form><input><button>Copy</button></form>",
        '<h2>T <a class=headerlink href="#t">¶</a></h2>',
        '<h2>T</h2><a href="#t"><span class=sr-only>Section titled T</span><svg><path/></svg></a>',
        "<p hidden>x</p><p aria-hidden=true>x</p><p data-smoopt-ignore>x</p>",
        '<div class="comments"><p>First!</p></div><div class=related>More</div>',
    ],
)
def test_furniture_is_no_text(lab: Site, furniture: str) -> None:
    said = written(lab, f"<p>One.</p>{furniture}").removeprefix(HEAD)
    assert said in {"One.\n", "One.\n\n## T\n"}


def test_a_base_is_heeded(lab: Site) -> None:
    said = written(lab, "<p><a href=b>b</a>", head='<base href="/docs/other/">')
    assert f"[b]({URL}other/b)" in said


def test_a_description_of_its_own_stands_under_the_title(lab: Site) -> None:
    said = Facts(title=FACTS.title, description=Fact("All *of* it.", "meta"))
    assert written(lab, "<p>x", said) == "# Sheets\n\n> All \\*of\\* it.\n\nx\n"
    assert written(lab, "<p>All <i>*of*</i>\nit. More.", said).startswith("# Sheets\n\nAll")


def test_the_page_s_tree_stays_as_it_is(lab: Site) -> None:
    html = "<main><h1>Sheets</h1><nav>n</nav><p><a href=b>b</a></main>"
    page = Page("a/index.html", f"<!doctype html><body>{html}".encode())
    before = page.document.html
    as_markdown(page, lab, FACTS)
    assert page.document.html == before


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
LINES = st.lists(TEXTS, min_size=1, max_size=6).map(" ".join)


@given(LINES, LINES, LINES)
def test_no_text_becomes_markup(lab: Site, title: str, one: str, two: str) -> None:
    content = f"<h2>{markup.text(one)}</h2><p>{markup.text(two)}</p><ul><li>{markup.text(one)}</ul>"
    facts = Facts(title=Fact(title, "h1"))
    read = turbohtml.parse(READER.render(written(lab, content, facts)))
    body = read.find("body")
    assert body is not None
    shown = [own_text(each) for each in body.select("h1, h2, p, li")]
    assert shown == [" ".join(each.split()) for each in (title, one, two, one)]
