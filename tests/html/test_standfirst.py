"""The line under the h1 by which an author says what a page is about."""

import pytest
import turbohtml

from smoopt.html.standfirst import standfirst

LINE = "How a mill between two brooks has ground rye since before the first map."
TEXT = "<p>The mill stands where two brooks meet, and the villages have brought their rye to it."


def found(body: str) -> str:
    document = turbohtml.parse(body)
    heading, content = document.find("h1"), document.find("article")
    assert heading is not None
    assert content is not None
    line = standfirst(heading, content)
    return "" if line is None else line.text


@pytest.mark.parametrize(
    "body",
    [
        f'<article><h1>Mill</h1><h2 class="subtitle">{LINE}</h2>{TEXT}</article>',
        f'<article><h1>Mill</h1><div class="post-excerpt">{LINE}</div>{TEXT}</article>',
        f'<article><header><h1>Mill</h1><p class="lead">{LINE}</p></header>{TEXT}</article>',
        f"<article><header><h1>Mill</h1><p>3 May 2019</p><p>{LINE}</p></header>{TEXT}</article>",
        f"<article><header><h1>Mill</h1></header><p class=standfirst>{LINE}</p>{TEXT}</article>",
        f"<main><div><h1>Mill</h1><p>{LINE}</p></div><article>{TEXT}</article></main>",
        f"<main><h1>Mill</h1><p>{LINE}</p><article>{TEXT}</article></main>",
        f"<header><h1>Mill</h1><div class=page-description>{LINE}</div></header>"
        f"<article>{TEXT}</article>",
        f'<article><h1>Mill</h1><p class="atc-IntroText">{LINE}</p>{TEXT}</article>',
        f'<article><h1>Mill</h1><div class="dek-wrapper"><h2>{LINE}</h2><p>Ann Lee</p></div>{TEXT}',
        f"<article><h1>Mill</h1><h2>{LINE}</h2>{TEXT}</article>",
        f"<article><h1>Mill</h1><ul><li>Share</ul><h2>{LINE}</h2>{TEXT}</article>",
        f"<article><header><h1>Mill</h1><div><div><p>{LINE}</p></div></div></header>{TEXT}",
        # The heading above the content, whose header has the line.
        f"<div><h1>Mill</h1></div><article><header><p>{LINE}</p></header>{TEXT}</article>",
        f"<nav><h1>Mill</h1></nav><article><header><p>3 May</p><p>{LINE}</p></header>{TEXT}",
        f"<h1>Mill</h1><article><header><div><p>{LINE}</p></div></header>{TEXT}</article>",
        # With what tools for styles write behind a name.
        f'<article><h1>Mill</h1><div class="ContentHeaderDek-bIqFFZ dHmGIY">{LINE}</div>{TEXT}',
        f'<article><h1>Mill</h1><p class="Dek_dek__a8Fj2">{LINE}</p>{TEXT}</article>',
        f'<article><h1>Mill</h1><p class="article-lead_1xK9q">{LINE}</p>{TEXT}</article>',
        f"<article><h1>Mill</h1><div class=author><p class=description>{TEXT}</div>"
        f"<p class=teaser>{LINE}</p>{TEXT}</article>",
    ],
)
def test_a_line_under_the_h1_is_found(body: str) -> None:
    assert found(body) == LINE


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Mill</h1>{TEXT}</article>",
        f"<article><h1>Mill</h1>{TEXT}</p><p class=lead>{LINE}</p></article>",
        f"<article><h1>Mill</h1><h2>One</h2><p class=lead>{LINE}</p></article>",
        f"<article><header><h1>Mill</h1><p class=byline>By Ann, who {LINE}</p></header>{TEXT}",
        "<article><header><h1>Mill</h1><p>Posted on 3 May 2019 by the people of the three villages"
        f" in the valley.</p></header>{TEXT}</article>",
        f"<article><h1>Mill</h1><h2 class=subtitle>A story</h2>{TEXT}</article>",
        # A table and a list, which themes call a summary.
        "<article><h1>Mill</h1><div class=summary-table><div>Wheel</div><div>Turns the stone by the"
        f" water of the brook.</div></div>{TEXT}</article>",
        f"<article><h1>Mill</h1><div class=summary><ul><li>{LINE}</li></ul></div>{TEXT}</article>",
        f"<article><h1>Mill</h1><div><div class=class-summary>Wheel</div>"
        f"<div class='col class-summary'><div>{LINE}</div></div></div>{TEXT}</article>",
        f"<article><h1>Mill</h1><div class=description>{LINE}</div>"
        f"<div class=description>{LINE}</div>{TEXT}</article>",
        f"<article><h1>Mill</h1><div><span class=m-desc>Grinds.</span><div class=m-summary>{LINE}"
        f"</div><div class=m-summary>{LINE}</div></div>{TEXT}</article>",
        # A part of the page, and the title again.
        f"<article><h1>Mill</h1><h2>How a mill between two brooks is built and mended</h2>{TEXT}"
        "<h2>How it is sold</h2></article>",
        f"<article><h1>Mill</h1><h2><a href=#a>{LINE}</a></h2>{TEXT}</article>",
        f"<article><h1>{LINE}</h1><p class=lead>{LINE}</p>{TEXT}</article>",
        f"<article><h1>Mill</h1><p class=lead>and {LINE}</p>{TEXT}</article>",
        f"<article><h1>Mill</h1><p class=site-description>{LINE}</p>{TEXT}</article>",
        # What it is, in code.
        "<article><h1>Mill</h1><div class=description><pre>public class Mill extends Building"
        f" implements Grinding, Turning</pre></div>{TEXT}</article>",
        "<article><h1>Mill</h1><section class=class-description><div class=type-signature>public"
        f" class Mill extends Building implements Grinding</div></section>{TEXT}</article>",
        # The site's name, and what the site says of itself.
        f"<header><h1><a href=/>Mills</a></h1><p>{LINE}</p></header><article>{TEXT}</article>",
    ],
)
def test_what_is_no_line_about_the_page_is_passed_over(body: str) -> None:
    assert found(body) == ""


def test_a_heading_that_is_long_and_alone_may_be_the_line_without_a_full_stop() -> None:
    line = LINE.removesuffix(".")
    assert found(f"<article><h1>Mill</h1><h2>{line}</h2>{TEXT}</article>") == line
    assert found(f"<article><h1>Mill</h1><h2 id=how>{line}</h2>{TEXT}</article>") == ""
