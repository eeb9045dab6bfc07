"""Values that a page may hold where smoopt reads one, and that no reader should trip over."""

from collections.abc import Iterable

ADDRESSES = (
    "https://{{ site.url }}/",
    "https:///",
    "https://",
    "//",
    "https://x:99999999/",
    "https://x:port/",
    "https://x:" + "9" * 5000 + "/",
    "http://[::1",
    "http://[::1]:80]/",
    "http://[v1.x]/",
    "http://a\u2100b/",
    "http://xn--/",
    "https://xn--a\u0301.example/",
    "https://" + "a." * 3000 + "example/",
    "https://user:p w@h/",
    "javascript:alert(1)",
    "data:text/html,<b>",
    "\\\\host\\share",
    "%",
    "%zz%",
    "?" * 2000,
    "#",
    "../" * 400,
    "a/" * 3000,
    "a\0b",
    "\u202ehttps://example.org/",
    "\ufffe",
    "mailto:",
    "http://127.1/",
    "http://0x7f.1/",
    "file:///etc/passwd",
)
DATES = (
    "0000-00-00",
    "9999-12-31T23:59:60Z",
    "2026-02-30",
    "-2026-01-01",
    "20260101T9999",
    "2026-W99-9",
    "Mon, 99 Foo 99999 99:99:99 +9999999999",
    "Thu, 01 Jan 1970 00:00:00 " + "+" * 500,
    "9" * 5000,
    "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0661",
)
LANGUAGES = ("x" * 5000, "-", "en-", "en--us", "i-", "x-", "en-x", "_", "a-" * 500, "\u0665\u0665")
NUMBERS = ("1e999", "NaN", "-1", "0x10", "\u0661\u0662", "9" * 5000, "100w, ,, 2x 3x", "1.5.5x")
ENTITIES = ("&#xD800;", "&#99999999999999;", "&#0;", "&notit;", "&" * 3000)
TEXTS = ("\x1b[31m", "\u2028\u2029", "\u202e" * 50, "e" + "\u0301" * 3000, "\U0010ffff", "")
CHARSETS = (
    *("idna", "punycode", "rot13", "unicode_escape", "undefined", "zlib", "hex", "utf-7", "mbcs"),
    *("replacement", "utf-32", "x" * 500, "", "utf-8\0", "iso-2022-jp", "gb18030"),
)
JSON = (
    '{"a":' * 100_000 + "1" + "}" * 100_000,
    "[" * 100_000 + "]" * 100_000,
    '{"@type":"Article","headline":' + "[" * 700 + '"x"' + "]" * 700 + "}",
    '{"@type":"Article","author":' + '{"name":' * 400 + '"x"' + "}" * 400 + "}",
    '{"@graph":{"@type":"Article","image":{"url":["http://[::1","https://x:99999999/"]}}}',
    '{"@type":"Article","datePublished":' + "9" * 10_000 + "}",
    '{"@type":"Article","datePublished":1e999,"headline":NaN,"keywords":{"name":[[[]]]}}',
    '{"@type":["Article",7,null,{"a":1}],"@id":{"@id":[]},"author":[[{"name":{}}]]}',
    '{"@type":"BreadcrumbList","itemListElement":[{"position":"x"},7,{"position":1e400}]}',
    '{"headline":"\\ud800","@type":"Article"}',
    "\ufeff{}",
    "null",
    "",
)
NESTED = (
    "<div itemscope itemtype='https://schema.org/Article'>"
    + "<p itemprop=author itemscope>" * 3000,
    "<b>" * 5000,
    "<div>" * 20_000,
    "<article>" * 2000,
    "<table><tr><td>" * 1500,
    "<svg>" * 2000,
    "<template>" * 1000,
)
VALUES = (*ADDRESSES, *DATES, *LANGUAGES, *NUMBERS, *ENTITIES, *TEXTS)

# Every place of a page that smoopt reads a value from; `{}` is where it stands.
HEAD_PLACES = (
    '<link rel=canonical href="{}">',
    '<link rel="alternate" hreflang="{}" href="/a/">',
    '<link rel="alternate" hreflang="en" href="{}">',
    '<link rel="alternate" type="application/rss+xml" href="{}">',
    '<link rel=icon sizes="{}" href=a.png>',
    '<link rel=stylesheet href="{}">',
    '<link rel=preload as=image imagesrcset="{}">',
    '<base href="{}">',
    '<meta http-equiv=refresh content="0; url={}">',
    '<meta http-equiv=refresh content="{}">',
    '<meta http-equiv=content-language content="{}">',
    '<meta http-equiv=content-security-policy content="img-src {}">',
    '<meta http-equiv=content-type content="text/html; charset={}">',
    '<meta name=description content="{}">',
    '<meta name=author content="{}">',
    '<meta name=keywords content="{}">',
    '<meta name=robots content="{}">',
    '<meta name=date content="{}">',
    '<meta name=theme-color content="{}">',
    '<meta name="smoopt:image" content="{}">',
    '<meta name="smoopt:address" content="{}">',
    '<meta name="smoopt:published" content="{}">',
    '<meta name="smoopt:kind" content="{}">',
    *(
        f'<meta property="{name}" content="{{}}">'
        for name in (
            *("og:url", "og:title", "og:type", "og:locale", "og:locale:alternate", "og:site_name"),
            *("og:image", "og:image:width", "og:image:type", "og:video", "og:video:height"),
            *("og:audio", "article:published_time", "article:author", "article:tag"),
        )
    ),
    *(
        f'<meta name="twitter:{name}" content="{{}}">'
        for name in ("card", "image", "site", "creator", "url", "player", "label1")
    ),
    "<title>{}</title>",
)
BODY_PLACES = (
    '<a href="{}">a</a>',
    '<a rel=author href="{}">a</a>',
    '<a id="{}" href="#a">a</a>',
    '<a href="https://www.facebook.com/sharer/sharer.php?u={}">a</a>',
    '<img src="{}" srcset="{}" sizes="{}" width="{}" alt="{}">',
    '<picture><source srcset="{}" type="{}"><img src="{}"></picture>',
    '<time datetime="{}">then</time>',
    '<h2 id="{}">{}</h2>',
    '<script src="{}"></script>',
    '<iframe src="{}"></iframe>',
    '<article class=h-entry><a class=u-url href="{}"></a><time class=dt-published datetime="{}">'
    '</time><p class=p-name>{}</p><a class="u-url p-author" href="{}">a</a></article>',
    '<div itemscope itemtype="https://schema.org/Article"><img itemprop=image src="{}">'
    '<time itemprop=datePublished datetime="{}"></time><p itemprop=headline>{}</p></div>',
    '<div itemscope itemtype="{}" itemid="{}"></div>',
    "<p>{}</p>",
)
WHOLE = (
    "<!doctype html>\n<html lang=en>\n<head>\n{}\n</head>\n<body>\n<h1>h</h1>\n{}\n</body></html>\n"
)


def attribute(value: str) -> str:
    """Write a value into an attribute between double quotes; its references stay as they are."""
    return value.replace('"', "&quot;")


def page(value: str, head: Iterable[str], body: Iterable[str]) -> bytes:
    """Write a page that has the value at each of some places."""
    written = ("\n".join(places).replace("{}", attribute(value)) for places in (head, body))
    return WHOLE.format(*written).encode("utf-8", "surrogatepass")


def site() -> dict[str, str | bytes]:
    """Write a page for each value at all places, and for each charset and script of JSON."""
    # What leads on or asks to be left alone ends the work on a page.
    kept = [head for head in HEAD_PLACES if "refresh" not in head and "robots" not in head]
    files: dict[str, str | bytes] = {"index.html": WHOLE.format("", "")}
    for number, value in enumerate(VALUES):
        files[f"all/{number}.html"] = page(value, kept, BODY_PLACES)
        refresh = '<meta http-equiv=refresh content="0; url={}">'
        files[f"refresh/{number}.html"] = page(value, [refresh], ())
    for number, label in enumerate(CHARSETS):
        meta = WHOLE.format(f'<meta charset="{label}">', "ü")
        files[f"charset/{number}.html"] = meta.encode()
        files[f"latin/{number}.html"] = meta.encode("latin-1")
        xml = f"<?xml version='1.0' encoding='{label}'?>{WHOLE.format('', 'ü')}"
        files[f"xml/{number}.html"] = xml.encode("latin-1")
    for number, script in enumerate(JSON):
        data = f'<script type="application/ld+json">{script}</script>'
        files[f"json/{number}.html"] = WHOLE.format(data, "")
    for number, nested in enumerate(NESTED):
        files[f"nested/{number}.html"] = WHOLE.format("", nested)
    return files
