"""Pages that try to run something wherever their words are shown, and who hears of it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page

# What is run stands for `RUN`.
_EVERY = (
    "<script>RUN</script>",
    "</title><script>RUN</script>",
    '"><script>RUN</script>',
    "'><script>RUN</script>",
    "--><script>RUN</script>",
    "]]><script>RUN</script>",
    "</textarea></style></noscript></script><script>RUN</script>",
    "{{7*7}}{%raw%}<script>RUN</script>",
    "<SCRIPT\x0c>RUN</script >",
    "<svg><script>RUN</script></svg>",
    '<img src=x onerror="RUN">',
    '"><img src=x onerror="RUN">',
    "<img/src/onerror=RUN>",
    '<noscript><p title="</noscript><img src=x onerror=RUN>">',
    '<xmp><p title="</xmp><img src=x onerror=RUN>">',
    '<template><script>RUN</script></template><img src=x onerror="RUN">',
    '<svg onload="RUN">',
    '<svg><animate onbegin="RUN" attributeName=x dur=1s>',
    '<svg><a><animate attributeName=href values="javascript:RUN"/><text y=20>x</text></a>',
    '<math><a href="javascript:RUN">x</a></math>',
    '<body onload="RUN">',
    '" onmouseover="RUN" x="',
    "' onmouseover='RUN' x='",
    '" autofocus onfocus="RUN" x="',
    '<input autofocus onfocus="RUN">',
    '<details open ontoggle="RUN">',
    '<video><source onerror="RUN"></video>',
    '<marquee onstart="RUN">',
    '<style>@keyframes x{}</style><p style="animation:x" onanimationstart="RUN">',
    '<style onload="RUN"></style>',
    '<link rel=stylesheet href=x onerror="RUN">',
    "javascript:RUN",
    "JaVaScRiPt:RUN",
    "java\tscript:RUN",
    "&#106;avascript:RUN",
    "javascript://example.org/%0aRUN",
    "data:text/html,<script>RUN</script>",
    '<a href="javascript:RUN">x</a>',
    '<a href="jav&Tab;ascript:RUN" target=_blank>x</a>',
    '<form action="javascript:RUN"><button>x</button></form>',
    '<form id=f></form><button form=f formaction="javascript:RUN">x</button>',
    '<iframe src="javascript:parent.RUN"></iframe>',
    '<iframe srcdoc="<script>parent.RUN</script>"></iframe>',
    '<object data="javascript:RUN"></object>',
    '<embed src="javascript:RUN">',
    '<meta http-equiv=refresh content="0;url=javascript:RUN">',
    '<base href="javascript:RUN//"><a href="x">x</a>',
)
# A page takes a browser a quarter of a second: all of them are for `make attack`.
PAYLOADS = _EVERY if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else _EVERY[::3]
_PAGE = """<!doctype html>
<html lang=en>
<head>
<title>{word}</title>
<link rel=canonical href="{word}">
<meta name=description content="{word}">
<meta name=author content="{word}">
<meta property="og:title" content="{word}">
<meta property="og:site_name" content="{word}">
<meta property="og:image" content="{word}">
<meta property="og:image:alt" content="{word}">
<meta name="twitter:site" content="{word}">
<meta name="theme-color" content="{word}">
<link rel=icon href="{word}">
<script type="application/ld+json">{{"@type": "Article", "name": "\\u003cscript>{run}"}}</script>
</head>
<body><main><h1>{word}</h1><p>{word}</p><h2 id="{word}">{word}</h2>{raw}</main></body>
</html>
"""
_ENTRY = '<entry><title>{word}</title><link href="https://example.org/{at}"/><id>{at}</id></entry>'


class Canary:
    """Hears of every script that runs, of all pages that name it."""

    def __init__(self, port: int) -> None:
        self.heard: list[str] = []
        self.run = f"document.title=`taken`,new Image().src=`http://127.0.0.1:{port}/ran`"


@contextmanager
def canary() -> Iterator[Canary]:
    """Listen."""

    class Heard(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listening.heard.append(self.path)
            with suppress(BrokenPipeError):  # the page has gone
                self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Heard) as server:
        listening = Canary(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield listening
        server.shutdown()
        thread.join()


def write_hostile(root: Path, run: str, *, raw: bool) -> list[str]:
    """Write a page for each payload, and a feed of all; `raw` pages hold it as markup, too.

    Gives their paths.
    """
    root.mkdir()
    names = [_name(number, payload) for number, payload in enumerate(PAYLOADS)]
    entries = []
    for name, payload in zip(names, PAYLOADS, strict=True):
        text = payload.replace("RUN", run)
        word = escape(text)
        page = _PAGE.format(word=word, run=run, raw=text if raw else "")
        (root / name).write_text(page, "utf-8")
        entries.append(_ENTRY.format(word=word.replace("\x0c", ""), at=quote(name)))
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'
    (root / "feed.xml").write_text(feed, "utf-8")
    return names


def taken(page: Page, address: str) -> bool:
    """Open a page, do whatever its handlers and links could wait for, and tell whether one ran."""
    page.goto(address)
    page.evaluate(
        """async () => {
          for (const element of document.querySelectorAll("*")) {
            for (const { name } of element.attributes) {
              if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2)));
            }
            const link = element.closest("a, area")?.getAttribute("href") ?? "";
            if (/^\\W*j.*a.*script/i.test(link) || element.matches("svg a, form button"))
              element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
          }
          await new Promise((done) => setTimeout(done, 60));
        }"""
    )
    return page.title() == "taken"


def _name(number: int, payload: str) -> str:
    """Give a file's name that is as hostile as a name can be."""
    return f"{number:02} {payload.replace('RUN', 'document.title=`taken`').replace('/', '')}.html"
