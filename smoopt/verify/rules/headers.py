"""Rules on the headers of a page: its encoding, compression and age, and who may list it."""

import re
from collections.abc import Iterator

from smoopt.html.page_encoding import page_encoding
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.kept_out import forbids
from smoopt.verify.page_look import PageLook
from smoopt.web.web_answer import Answer

_READ = "2026-12-01"
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_AGE = re.compile(r"\b(s-maxage|max-age)\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_DAY = 86_400
# Below the size of a packet, compression gains nothing.
_WORTH_PACKING = 1400

CHARSET = Rule(
    id="live-charset",
    severity=Severity.ERROR,
    what="The Content-Type header names an encoding that is not the page's.",
    why="The header wins: characters beyond ASCII come out wrong, also in titles.",
    source="https://html.spec.whatwg.org/#determining-the-character-encoding",
    fix="Let the host send the page's encoding (`charset=utf-8` for UTF-8), or none.",
    read=_READ,
)
ENCODING = Rule(
    id="live-encoding",
    severity=Severity.ERROR,
    what="A page comes in a Content-Encoding that cannot be decoded or was not requested.",
    why="Most crawlers accept only gzip and deflate, and cannot read anything else.",
    source="https://developers.facebook.com/docs/sharing/webmasters/crawler",
    fix="Let the host choose by `Accept-Encoding`. Deploy compressed copies together with the "
    "files that they were made from.",
    read=_READ,
)
UNCOMPRESSED = Rule(
    id="live-uncompressed",
    severity=Severity.INFO,
    what="The host does not compress a page for clients that accept gzip.",
    why="The page takes three to five times longer to load.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-12.5.3",
    fix="Turn compression on for text/html, or deploy compressed copies (extra `copies`).",
    read=_READ,
)
CACHE = Rule(
    id="live-cache",
    severity=Severity.WARNING,
    what="Caches may keep a page for more than a day without checking whether it has changed.",
    why="Readers and crawlers get an old page, even after a new deployment.",
    source="https://www.rfc-editor.org/rfc/rfc9111.html#section-5.2.2",
    fix="Send pages with `Cache-Control: no-cache` or a short `max-age`. A long one is for "
    "files with a hash in their name.",
    read=_READ,
)
NOINDEX = Rule(
    id="live-noindex",
    severity=Severity.ERROR,
    what="The X-Robots-Tag header asks search engines not to list a page.",
    why="No search engine lists the page. Hosts send this header with preview deployments, and "
    "sometimes it remains.",
    source="https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag",
    fix="Remove the header for the public address. If it is intended, remove the page from the "
    "sitemap.",
    read=_READ,
)
RULES = (CHARSET, ENCODING, UNCOMPRESSED, CACHE, NOINDEX)


def headers(look: PageLook) -> Iterator[Finding]:
    """Judge the headers of a page that a browser was sent."""
    answer, place = look.browser.answer, Place(look.url)
    if answer is None or not look.browser.is_there or not answer.is_page:
        return
    if answer.fault:
        yield ENCODING.at(place, f"{answer.fault}: a browser cannot show it")
        return
    if fault := _charset(answer):
        yield CHARSET.at(place, fault)
    if "content-encoding" not in answer.headers and len(answer.body) > _WORTH_PACKING:
        yield UNCOMPRESSED.at(place, f"{len(answer.body):,} bytes were sent without compression")
    if fault := _cached(", ".join(answer.headers.get("cache-control", ()))):
        yield CACHE.at(place, fault)
    for value in answer.headers.get("x-robots-tag", ()):
        if forbids(value):
            yield NOINDEX.at(place, f"X-Robots-Tag: {value}")


def _charset(answer: Answer) -> str:
    """Compare the encodings that the header and the page state, if both do."""
    found = _CHARSET.search(answer.header("content-type"))
    own, is_stated, _ = page_encoding(answer.body)
    if found is None or not is_stated or answer.body.isascii():
        return ""
    label = found[1].encode("ascii", "replace")
    sent, is_known, _ = page_encoding(b'<meta charset="' + label + b'">')
    if is_known and sent == own:
        return ""
    return f"the header says {found[1]}, and the page is in {own}"


def _cached(value: str) -> str:
    """Return a message on a Cache-Control header that lets a page be cached too long, or ""."""
    words = value.lower()
    if "no-cache" in words or "no-store" in words:
        return ""
    ages = {name.lower(): int(seconds) for name, seconds in _AGE.findall(value)}
    longest = max(ages.values(), default=0)
    if longest <= _DAY and "immutable" not in words:
        return ""
    return f"Cache-Control: {value}; expected a day at most"
