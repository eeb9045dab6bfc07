"""Where the text of a page ends: inside the block of its paragraphs, before what themes add."""

import pytest

from smoopt.html.after_text import is_after_heading
from smoopt.html.page import Page
from smoopt.html.slots import slot

P = "<p>The mill stands where two brooks meet.</p>"


def shown(content: str) -> str:
    """Mark the end of the text."""
    page = Page("a.html", f"<!doctype html><body>{content}</body>".encode())
    at = slot(page, "content-end")
    assert at is not None
    text = f"{page.text[:at]}|{page.text[at:]}"
    return text.removeprefix("<!doctype html><body>").removesuffix("</body>")


@pytest.mark.parametrize(
    "expected",
    [
        # The block that holds the paragraphs, with something of the theme behind it
        f"<main><div class=content>{P}{P}|</div><footer class=page-edit>Edit</footer></main>",
        f"<main><div class=md>{P}{P}|</div><nav class=pager><a href=b>Next</a></nav></main>",
        f"<article><header><p>By Ann</p></header><div>{P}|</div><footer>Tags</footer></article>",
        f"<main><div class=a><div class=b>{P}{P}|</div></div><div class=related>B</div></main>",
        f"<article><div class=e-content>{P}|</div><section id=comments>{P}</section></article>",
        f"<article><div>{P}|</div><aside class=x><nav><ul><li>Next</ul></nav></aside></article>",
        # The line under the h1 shares a block with it alone
        f"<main><div><h1>T</h1>{P}</div><div><div>{P}{P}|</div><footer>n</footer></div></main>",
        f"<main><div class=hero><h1>T</h1>{P}</div><div class=content>{P}|</div></main>",
        f"<article><div><div><h1>T</h1></div>{P}</div><section>{P}|</section></article>",
        # Side by side with the paragraphs
        f"<article>{P}{P}|<section class=comments><h2>Comments</h2>{P}{P}{P}</section></article>",
        f"<article>{P}<hr>|<div class=related-posts><p>Also</p></div><nav>b</nav></article>",
        f"<article>{P}|<div class=author-box><p>Ann is a miller.</p></div></article>",
        f"<article>{P}|<div id=disqus_thread>Load</div><script>x()</script></article>",
        f"<article>{P}|<h2>Related posts</h2><ul><li><a href=b>B</a></ul></article>",
        f"<article>{P}|<h2>3 Comments</h2><div>{P}</div><form>Write</form></article>",
        # What a script fills, sections by their heading, and links that lead on
        f"<article>{P}|<div class=giscus></div></article>",
        f"<article>{P}<script>x()</script>|<div id=disqus_thread></div></article>",
        f"<article>{P}|<section><h2>You may also like</h2><a href=b>B</a></section></article>",
        f"<article>{P}|<section class=kommentare><h2>Kommentare</h2>{P}</section></article>",
        f"<article>{P}|<aside class=about-the-author>{P}</aside></article>",
        f"<article>{P}|<p><a href=b>← Older</a> · <a href=c>Newer →</a></p></article>",
        f"<article>{P}|<div><a rel=prev href=b>Older</a></div></article>",
        # All of the text
        f"<article>{P}<p><a href=b>A mill</a> by the brook.</p>|</article>",
        f"<article>{P}<p><a href=b>One more word</a></p>|</article>",
        f"<article><div>{P}</div>More words.|</article>",
        f"<main><section>{P}</section><section id=related-work><h2>B</h2>{P}</section>|</main>",
        f"<main><section>{P}{P}</section><section><ul><li>Last</ul></section>|</main>",
        f"<main><section>{P}<section>{P}</section></section><pre>code</pre>|</main>",
        f"<main><section><h1>T</h1>{P}<section><h2>U</h2>{P}</section>|</section><nav>n</nav></main>",
        f"<main><div><h1>T</h1>{P}{P}|</div><div class=related>{P}</div></main>",
        f"<main><div><h1>T</h1>{P}</div><div>{P}</div><div>{P}</div>|</main>",
        f"<article>{P}<footer class=footnotes><p>1. A note.</p></footer>|</article>",
        f"<article>{P}<div class=tsd-comment>{P}</div>|</article>",
        f"<article>{P}<h2>Comments</h2>{P}<h2>Loops</h2>{P}|</article>",
        f"<article>{P}<img src=a.png>|</article>",
        "<article><ul><li>One<li>Two</ul>|</article>",
        "<article><h1>T</h1><pre>code</pre>|<nav class=pagination>2</nav></article>",
    ],
)
def test_the_text_ends_before_what_themes_put_behind_it(expected: str) -> None:
    assert shown(expected.replace("|", "")) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("Comments", "3 Comments", "Leave a reply", "Related", "Related posts:"),
        *("Ähnliche Beiträge", "Articles similaires", "コメント", "Kommentare (2)"),
    ],
)
def test_a_heading_over_comments_or_related_posts_is_told(text: str) -> None:
    page = Page("a.html", f"<!doctype html><main><h2>{text}</h2></main>".encode())
    heading = page.document.select_one("h2")
    assert heading is not None
    assert is_after_heading(heading)


@pytest.mark.parametrize(
    "text", ["Comments in Rust", "Related work", "How to comment", "Responses", "See also", "2"]
)
def test_a_heading_of_the_text_is_none(text: str) -> None:
    page = Page("a.html", f"<!doctype html><main><h2>{text}</h2></main>".encode())
    heading = page.document.select_one("h2")
    assert heading is not None
    assert not is_after_heading(heading)


def test_many_paragraphs_and_blocks_take_no_long_time() -> None:
    deep = "<div>" * 200 + P * 2000 + "</div>" * 200
    assert "|" in shown(f"<main>{deep}<nav>n</nav></main>")
