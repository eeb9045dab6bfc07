"""Pages that grow: of each family one of any size, by what it has much of."""

from collections.abc import Callable

Family = Callable[[int], str]


def _page(body: str = "", head: str = "", root: str = "") -> str:
    return (
        f"<!doctype html>\n<html lang=en{root}>\n<head>\n<meta charset=utf-8>\n"
        f"<title>A title</title>{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _many(one: str) -> Family:
    """Repeat something in an article; `{}` is its number."""
    return lambda size: _page("<article><h1>H</h1>" + _row(one, size) + "</article>")


def _in_head(one: str) -> Family:
    return lambda size: _page("<p>text", head=_row(one, size))


def _row(one: str, size: int) -> str:
    return "".join(one.replace("{}", str(number)) for number in range(size))


def _on_one(one: str) -> Family:
    """Repeat attributes on one element."""
    return lambda size: _page(f"<article><p{_row(one, size)}>text</p></article>")


PROSE = "<p>A sentence of some length, as people write them, with a few words more in it.</p>"
FAMILIES: dict[str, Family] = {
    "attributes": _on_one(" a{}=b"),
    "attributes addressed to smoopt": _on_one(" data-smoopt-a{}=b"),
    "attributes, each of an element": _many("<p data-smoopt-a=b>text</p>"),
    "attributes of the root": lambda size: _page("<p>x", root=_row(" a{}=b", size)),
    "classes": lambda size: _page(f"<article><p class='{_row('c{} ', size)}'>text</p></article>"),
    "one value": lambda size: _page(f"<p title='{'a b ' * size}'>text"),
    "depth": _many("<div>"),
    "depth of sections": _many("<section><h2>H</h2>"),
    "depth of articles": _many("<article><p>text"),
    "depth of lists": _many("<ul><li>text"),
    "depth of inline elements": _many("<span>a"),
    "unclosed paragraphs": _many("<p>text"),
    "unclosed formatting": _many("<b>a<p>"),
    "unclosed links": _many("<a href=b>a<p>"),
    "end tags that close nothing": _many("</div></p></b>"),
    "tables": _many("<table><tr><td>text"),
    "words in tables": _many("<table>text"),
    "templates": _many("<template><p>text</template>"),
    "selects": _many("<select><option>a</select>"),
    "SVG": _many("<svg><title>t</title><path d='M0 0'/></svg>"),
    "comments": _many("<!-- a comment -->"),
    "marks that are none": _many("<!--smoopt--><!-- smoopt 0123abcd -->"),
    "marks in attributes": _many("<p title='<!--smoopt 0123abcd-->x<!--/smoopt-->'>text</p>"),
    "closing marks": _many("<!--/smoopt-->"),
    "labels of marks": lambda size: _page("<p>smoopt-mark" + "x" * size + "<!--/smoopt-->"),
    "links": _many("<p>text <a href='page{}.html'>a link</a></p>"),
    "links to one page": _many("<a href='b.html'>a link</a> "),
    "links to shares": _many("<a href='https://example.org/share?url=a{}'>a link</a>"),
    "headings with one id": _many("<h2 id=same>Heading</h2>" + PROSE),
    "headings without ids": _many("<h2>Heading {}</h2>" + PROSE),
    "headings alike": _many("<h2>Heading</h2>" + PROSE),
    "headings with ids": _many("<h2 id=h{}>Heading</h2>" + PROSE),
    "elements with ids": _many("<p id=i{}>text</p>"),
    "main elements": _many("<main><p>text</p></main>"),
    "entries": lambda size: _page(
        _row(f"<article><h2><a href=p{{}}>T</a></h2>{PROSE}</article>", size)
    ),
    "entries of microformats": lambda size: _page(
        _row("<div class=h-entry><a class=u-url href=p{}>a</a><p class=p-name>N</p></div>", size)
    ),
    "entries in entries": lambda size: _page("<div class=h-entry><p class=p-name>N" * size),
    "microdata": lambda size: _page(
        _row("<div itemscope itemtype=https://schema.org/Article><p itemprop=name>N</div>", size)
    ),
    "microdata in microdata": lambda size: _page(
        "<div itemscope itemprop=mainEntity itemtype=https://schema.org/Article>" * size
    ),
    "properties": _many("<span itemprop=headline>N</span>"),
    "references of microdata": lambda size: _page(
        "<div itemscope itemtype=https://schema.org/Article itemref='"
        + _row("i{} ", size)
        + "'></div>"
        + _row("<p id=i{} itemprop=name>N</p>", size)
    ),
    "JSON-LD": _in_head(
        '<script type="application/ld+json">{"@type": "Article", "name": "N"}</script>'
    ),
    "JSON-LD, a graph": lambda size: _page(
        head='<script type="application/ld+json">{"@graph": ['
        + ",".join(
            f'{{"@id": "#{n}", "@type": "Thing", "a": {{"@id": "#{n + 1}"}}}}' for n in range(size)
        )
        + "]}</script>"
    ),
    "JSON-LD, depth": lambda size: _page(
        head=f'<script type="application/ld+json">{"[" * size}{"]" * size}</script>'
    ),
    "times": _many("<time datetime=2026-01-01>then</time>"),
    "times that are none": _many("<time>then</time>"),
    "ampersands": _many("&"),
    "references": _many("&amp;&#x41;&bogus"),
    "beginnings of comments": _many("<!--"),
    "beginnings of comments, closed": _many("<!--->"),
    "beginnings of tags": _many("<"),
    "beginnings of end tags": _many("</"),
    "beginnings of CDATA": _many("<![CDATA["),
    "beginnings of declarations": _many("<!x "),
    "quotes": _many("\"'"),
    "blanks": _many(" \t\n"),
    "returns": _many("\r\n"),
    "line ends of all kinds": _many("a\r\nb\rc\n"),
    "letters beyond ASCII": _many("ü漢🎉 "),
    "a long word": _many("a"),
    "combining accents": _many("a\u0301"),
    "sentences": _many("One. Two! "),
    "abbreviations": _many("e.g. i.e. "),
    "words in the title": lambda size: _page("<p>x", head=f"<title>{'word - ' * size}</title>"),
    "separators in the title": lambda size: f"<!doctype html><title>{'a | ' * size}</title><p>x",
    "a doctype": lambda size: f"<!doctype html {'a ' * size}><html><head><p>x",
    "comments before the doctype": lambda size: "<!-- c -->" * size + "<!doctype html><p>x",
    "blanks before the doctype": lambda size: " \n" * size + "<!doctype html><p>x",
    "beginnings before the doctype": lambda size: "<!--" * size + "<!doctype html><p>x",
    "instructions before it": lambda size: "<?a " * size + "<!doctype html><p>x",
    "metas": _in_head("<meta name=n{} content=c>"),
    "metas of one name": _in_head("<meta property=og:image content='https://example.org/{}.png'>"),
    "metas that are wrong": _in_head("<meta property=og:image content='missing{}.png'>"),
    "metas of tags": _in_head("<meta property=article:tag content=t{}>"),
    "metas to smoopt": _in_head("<meta name=smoopt:a{} content=c>"),
    "canonical links": _in_head("<link rel=canonical href='https://example.org/{}'>"),
    "relations": lambda size: _page(head=f"<link rel='{_row('r{} ', size)}' href=a>"),
    "translations": _in_head("<link rel=alternate hreflang=l{} href='https://example.org/{}'>"),
    "styles": _in_head("<style>a{b:c}</style>"),
    "a style": lambda size: _page(head=f"<style>{'a{b:url(c)} ' * size}</style>"),
    "a script": lambda size: _page(head=f"<script>{'<!-- <script ' * size}</script>"),
    "policies": _in_head(
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">"
    ),
    "a policy": lambda size: _page(
        head='<meta http-equiv=Content-Security-Policy content="script-src '
        + _row("https://h{}.example ", size)
        + '"><script src=https://x.example/a.js></script>'
    ),
    "pictures": _many("<img src='p{}.png' alt=a>"),
    "candidates": lambda size: _page(f"<img src=a.png srcset='{_row('p{}.png {}w, ', size)}'>"),
    "commas of candidates": lambda size: _page(f"<img src=a.png srcset='{',' * size} '>"),
    "parentheses of candidates": lambda size: _page(
        f"<img src=a.png srcset='a {'(' * size}, b 1x'>"
    ),
    "sources": _many("<picture><source srcset='a{}.png 1x'><img src=b.png></picture>"),
    "inline styles": _many("<p style='background: url(a{}.png)'>text</p>"),
    "an inline style": lambda size: _page(f"<p style='{'background: url(a.png);' * size}'>text"),
    "beginnings of url()": lambda size: _page(f"<p style='{'url(' * size}'>text"),
    "videos": _many("<video src=v{}.mp4></video>"),
    "frames": _many("<iframe src='https://www.youtube.com/embed/{}'></iframe>"),
    "scripts of others": _many("<script src='https://t{}.example/a.js'></script>"),
    "addresses with dots": lambda size: _page(
        f"<a href='{'../' * size}a'>a</a><img src='{'./' * size}a'>"
    ),
    "addresses with escapes": lambda size: _page(f"<a href='{'%41' * size}'>a</a>"),
    "addresses with queries": lambda size: _page(f"<a href='?{'a=b&' * size}'>a</a>"),
    "an address of a picture": lambda size: _page(
        head=f"<meta property=og:image content='https://example.org/{'a/' * size}b.png'>"
    ),
    "keywords": lambda size: _page(head=f"<meta name=keywords content='{_row('k{}, ', size)}'>"),
    "a description": lambda size: _page(head=f"<meta name=description content='{'word ' * size}'>"),
    "languages": lambda size: _page(f"<p lang='{'a-' * size}'>text", root=" dir=ltr"),
    "brackets of templates": _many("{{ {% "),
}
