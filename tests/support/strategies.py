"""Hostile HTML: what real generators and real authors get wrong, in every combination.

A page is drawn as fragments, joined, given one or several kinds of line ending, encoded (with a
declaration that may be missing, late or untrue), and sprinkled with bytes that no encoding has.
"""

import codecs

from hypothesis import strategies as st

MARK = "<!--smoopt 0123abcd-->"
CLOSE = "<!--/smoopt-->"
FORGED = (
    MARK + CLOSE,
    MARK,
    CLOSE,
    MARK + MARK + CLOSE,
    "<!--smoopt 0123abcd was %3Cscript%3Ealert(1)%3C/script%3E-->" + CLOSE,
    "<!--smoopt 0123abcd was %3Cmeta name=a%3E-->x" + CLOSE,
    "<!--smoopt-->" + CLOSE,
    "<!-- smoopt 0123abcd -->",
    "<!--smoopt ",
    "<!--smoopt-mark 0-->",
)

# Everything in which a comment is no comment; `{}` is where it would stand.
RAW = (
    "<script>{}</script>",
    "<script>var a = '{}';</script>",
    '<script type="application/json">{"a": "{}</head>"}</script>',
    "<style>/* {} */</style>",
    "<textarea>{}</textarea>",
    '<p title="{}">attribute</p>',
    "<p data-a='{}'>attribute</p>",
    "<!-- outer {}",
    "<xmp>{}</xmp>",
    "<iframe>{}</iframe>",
    "<noembed>{}</noembed>",
    "<svg><title><![CDATA[{}]]></title></svg>",
    "<svg><text><![CDATA[{}]]></text></svg>",
)
# The same, to the end of the file.
RAW_TO_THE_END = (
    "<plaintext>{}",
    "<script>{}",
    "<textarea>{}",
    "<style>{}",
    "<!-- {} ",
    "<p a='{}",
)

PROLOGS = (
    *("",) * 6,
    "\n",
    " \t\f\n",
    "<!-- a comment -->\n",
    "<!-->",
    "<!--x--!>",
    "<!--->",
    '<?xml version="1.0" encoding="utf-8"?>\n',
    "<?xml version='1.0'?>",
    "{% extends 'base.html' %}\n",
    "\ufeff",
)
DOCTYPES = (
    *("<!DOCTYPE html>\n",) * 5,
    "<!doctype html>",
    "<!DOCTYPE html SYSTEM 'about:legacy-compat'>\n",
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"\n'
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n',
    "<!doctype html><!doctype html>",
    '<!doctype html PUBLIC "a>b">',
    "",
)
HTMLS = (
    *("<html>\n", '<html lang="en">\n') * 2,
    "",
    "<html ⚡>",
    "<html amp lang=de>",
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">\n',
    '<html data-a="x > y" data-b=<head>>',
    "<HTML LANG=ja\n>",
    "<html><html class='again'>",
    "<html/>",
)
HEADS = (
    *("<head>\n",) * 4,
    "",
    '<head prefix="og: https://ogp.me/ns#">',
    "<head><head>",
    "<head/>",
    "<HEAD\n>",
    "</head>",
)
HEAD_PARTS = (
    "<title>A page</title>\n",
    "<title>A page — Lab</title>",
    "<title>one</title><title>two</title>",
    "<title></title>",
    "<title>{mark}</title>",
    "<title>Ümläut “quotes” & <b>日本語</b> 🎉</title>\n",
    '<meta name="description" content="a <head /> tag, arg1 >= arg2">',
    "<meta name=description content=unquoted/>",
    "<meta name='description' content=''>",
    '<meta name="description" property="og:description" content="">',
    '<META NAME="Description" CONTENT="Shouted">',
    '<meta property="og:type" content="\n\twebsite\n">\n',
    "<meta name='og:title' content='by name'>",
    '<meta property="og:image" content="wide.png">\n',
    '<meta property="og:image" name="twitter:image" content="/docs/square.png">',
    '<meta property="og:image" content="missing.png" />',
    '<meta property="og:image" content="http://[bad/x.png">',
    '<meta property="og:url" content="settings.html">',
    '<meta property="og:url" content="https://example.org/docs/">',
    '<meta property="twitter:title" content="by property">',
    '<meta name="twitter:creator" content="@Jane Doe">',
    '<meta name="twitter:card" content="{mark}">',
    '<meta property="article:published_time" content="2026-01-05T10:00:00Z">',
    '<meta name="author" content="O\'Hara &amp; &quot;Söhne&quot; <x>">',
    '<meta itemprop="description" content="by itemprop">',
    '<link rel="canonical" href="page.html">',
    '<link rel="canonical" href="https://example.org/docs/a.html"><link rel=canonical href=/b>',
    '<link rel="alternate" hreflang="fr" href="/fr/">',
    '<meta name="smoopt:title" content="Overridden">',
    '<meta name="smoopt:x" content="off">',
    "<meta name='smoopt:description' content=''/>",
    '<base href="https://example.org/docs/sub/">',
    "<base target=_blank><base href='../'>",
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">',
    "<style>" + "a{color:red}" * 120 + "</style>\n",
    "<script>if (a < b && '</head>') {}</script>",
    '<script type="application/ld+json">{"@type": "Article", "headline": "</head>"}</script>',
    '<script type="application/ld+json">{"@type": ["NewsArticle"], "author": [{}, 3]}</script>',
    '<script type="application/ld+json">[[[ broken</script>',
    "<script><!-- <script> </script> --></script>",
    "<noscript><link rel=stylesheet href=a.css></noscript>",
    "<noscript><img src=track.gif></noscript>",
    "<template><meta name=description content='in a template'></template>",
    "<!--[if lt IE 9]><script src=x></script><![endif]-->",
    "<!-- a comment with > and -- in it -->",
    "<div>body too early</div>",
    "stray text",
    "<meta",
    "<meta <meta name=a>",
    "\0<meta name=nul\0 content='\0'>",
    "<meta name=robots content='index, follow'>",
    "<svg><title>not the title</title></svg>",
    "{charset}",
    "{charset}",
)
HEAD_ENDS = (
    *("</head>\n",) * 5,
    "",
    "</head></head>",
    "</head>\n<meta name=late content=x>",
    "</head><title>late</title>",
    '</head><meta name="description" content="">',
    '</head><meta property="og:image" content="square.png">',
)
BODIES = (
    *("<body>\n",) * 4,
    "",
    "<body class='a > b' onload=\"x('</body>')\">",
    "<body><body id=again>",
    "<BODY>",
    "<p><body lang=it>",
    "<table><body>",
)
PROSE = "This is the first real paragraph of the page, long enough to describe it to a reader."
BODY_PARTS = (
    f"<p>{PROSE}</p>\n",
    f"<main><article><h1>Heading</h1><p>{PROSE} Ünïcödé “wörds” 漢字 🎉.</p></article></main>\n",
    "<article><h1>Unclosed<p>paragraph <b>bold <i>both</b> italic</i>",
    f'<div data-smoopt-description="x" title="ö\x80 > é" hidden class=a>{PROSE}</div>',
    "<p data-smoopt-a>bare</p><p data-smoopt-b=1/>",
    "<img src=wide.png alt='A &lt; B' data-smoopt-c='\"'>",
    '<img src=wide.png alt="arg1 >= arg2"/>',
    "<table><tr><td>cell</td>foster<p>parented</table>",
    "<table><!-- in table --><meta name=x></table>",
    "<html lang=second><head><meta charset=utf-8></head><body><p>a second page</p></body></html>",
    "</body></html><p>after the end</p>",
    "<template><p data-smoopt-in-template>inert</p></template>",
    "<div><template shadowrootmode=open><p data-smoopt-x>shadow</p><!-- c --></template></div>",
    "<noscript><p>no script</p></noscript>",
    "<select><option>a<p>b</select>",
    "<math><mi data-smoopt-m=1>x</mi><annotation-xml encoding='text/html'><p>y</math>",
    "<svg viewBox='0 0 1 1'><linearGradient data-smoopt-g/><foreignObject><p>z</svg>",
    "<svg><style><!-- </style></svg>",
    "<pre>\n\nfirst newline</pre>",
    "{% block content %}{{ page.title | e }}{% endblock %}",
    "<time datetime=2026-02-03 pubdate>then</time>",
    "<article class=h-entry><a class=p-name>N</a><time class=dt-published>2026-01-01</time>",
    "<div itemscope itemtype=https://schema.org/Article><span itemprop=headline>Micro</span></div>",
    "<video src=v.mp4></video>",
    "<a href='javascript:x'>x</a></p></div></span>",
    "</head>",
    "<frameset>",
    "\0\0<p>\0nul\0</p>",
    "<p" + " a=1" * 40 + ">many</p>",
    "<b>" * 60,
    "<!-- never --!> closed <!-- so <p>",
    "<![CDATA[ <p>not cdata</p> ]]>",
    "</>< p><//p><?pi ?><!x>",
    "&amp;&#0;&#xD800;&bogus;&lt",
)
ENDS = (
    *("</body>\n</html>\n", "</body></html>") * 2,
    "",
    "</html>",
    "</body>",
    "</body></html>\n<!-- end -->",
)

# Python's codec, and the label that declares it.
ENCODINGS = (
    *(("utf-8", "utf-8"),) * 4,
    ("utf-8", "UTF8"),
    ("cp1252", "windows-1252"),
    ("cp1252", "iso-8859-1"),
    ("cp1252", "us-ascii"),
    ("cp932", "shift_jis"),
    ("gb18030", "gbk"),
    ("gb18030", "gb18030"),
    ("euc_jp", "euc-jp"),
    ("big5hkscs", "big5"),
    ("cp949", "euc-kr"),
    ("iso2022_jp", "iso-2022-jp"),
    ("koi8_r", "koi8-r"),
    ("iso8859_7", "iso-8859-7"),
    ("mac_cyrillic", "x-mac-cyrillic"),
    ("utf-8", "x-user-defined"),
    ("cp1252", "utf-8"),
    ("utf-8", "windows-1252"),
    ("utf-8", "koi8-r"),
    ("utf-8", "utf-16"),
    ("utf-8", "nonsense"),
)
CHARSETS = (
    '<meta charset="{}">\n',
    "<meta charset={}>",
    '<META CharSet="{}"/>',
    '<meta http-equiv="Content-Type" content="text/html; charset={}">',
)
BAD_BYTES = (b"\0", b"\xff", b"\x81", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\x1b$B", b"\xfe\xff")
NEWLINES = ("\n", "\r\n", "\r")


def some(parts: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    """Draw some of the parts, in any order."""
    return st.lists(st.sampled_from(parts), max_size=most)


@st.composite
def templates(draw: st.DrawFn, *, marks: bool) -> str:
    """Draw a page as text that has `{mark}` and `{charset}` still to be filled in."""
    raws = [part.replace("{}", "{mark}", 1) for part in RAW] if marks else []
    parts = [
        *(draw(st.sampled_from(choice)) for choice in (PROLOGS, DOCTYPES, HTMLS, HEADS)),
        *draw(some((*HEAD_PARTS, *raws), 7)),
        draw(st.sampled_from(HEAD_ENDS)),
        draw(st.sampled_from(BODIES)),
        *draw(some((*BODY_PARTS, *raws, *(("{mark}",) if marks else ())), 6)),
        draw(st.sampled_from(ENDS)),
    ]
    if marks and draw(st.booleans()):
        parts.append(draw(st.sampled_from(RAW_TO_THE_END)).replace("{}", "{mark}", 1))
    return "".join(parts)


@st.composite
def pages(draw: st.DrawFn, *, marks: bool = False) -> bytes:
    """Draw a page as bytes; `marks` forges smoopt's marks in it."""
    text = draw(templates(marks=marks))
    codec, label = draw(st.sampled_from(ENCODINGS))
    charset = draw(st.sampled_from(CHARSETS)).replace("{}", label)
    forged = draw(st.sampled_from(FORGED)) if marks else "m"
    text = text.replace("{charset}", charset).replace("{mark}", forged)
    ends = draw(st.lists(st.sampled_from(NEWLINES), min_size=1, max_size=3))
    lines = text.split("\n")
    text = lines[0] + "".join(ends[n % len(ends)] + line for n, line in enumerate(lines[1:]))
    match draw(st.sampled_from(("", "", "", "", "", "bom", "utf-16-le", "utf-16-be"))):
        case "bom":
            return codecs.BOM_UTF8 + _sprinkled(draw, text.encode("utf-8"))
        case "utf-16-le":
            return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        case "utf-16-be":
            return codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    return _sprinkled(draw, text.encode(codec, "xmlcharrefreplace"))


# What may stand around a declaration: what ends the head early, what hides it from a parser or
# from the prescan, and what makes it late.
AROUND_CHARSETS = (
    *("<img src=track.gif>", "<div>early</div>", "<x-a></x-a>", "<svg></svg>", "text", "<p>"),
    *("<noscript><img src=a></noscript>", "<noscript>", "</noscript>", "<template>", "</template>"),
    *("<script>'", "'</script>", "<style>", "</style>", "<title>", "</title>", "<title>T</title>"),
    *(
        "<!--",
        "-->",
        "<!-->",
        "<!x ",
        "<?pi ",
        "</ ",
        ">",
        '"',
        "'",
        "<b c=",
        '<b c="',
        "<p title='",
    ),
    *("<head>", "</head>", "<body>", "<body class=a>", "<html lang=en>", "<textarea>", "<xmp>"),
    *("<meta property=og:image content=square.png>", "<meta name=description content=''>"),
    *("<a href=b>b</a>", "<h2 id=h>H</h2>", f"<article><p>{PROSE}</p></article>", "\n"),
    *(" " * 300, f"<!--{'.' * 300}-->", "<style>" + "a{color:red}" * 90 + "</style>"),
)
_DECLARED = (*CHARSETS, "<meta/charset={}>", "<meta content='charset={}' http-equiv=content-type>")


@st.composite
def late_charsets(draw: st.DrawFn) -> bytes:
    """Draw a page with declarations of its encoding at odd places."""
    around = st.lists(st.sampled_from(AROUND_CHARSETS), max_size=4).map("".join)
    codec, label = draw(st.sampled_from(ENCODINGS))
    declared = draw(st.lists(st.sampled_from(_DECLARED), max_size=2))
    parts = [draw(st.sampled_from(DOCTYPES)), draw(around)]
    for declaration in declared:
        parts += [declaration.replace("{}", label), draw(around)]
    text = "".join([*parts, f"<p>{PROSE} Ünïcödé 漢字</p>", draw(around)])
    return _sprinkled(draw, text.encode(codec, "xmlcharrefreplace"))


def _sprinkled(draw: st.DrawFn, data: bytes) -> bytes:
    """Put bytes that are invalid, or half a character, anywhere."""
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 3)))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.sampled_from(BAD_BYTES)) + data[at:]
    return data
