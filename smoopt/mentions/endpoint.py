"""Finds a page's webmention endpoint.

https://www.w3.org/TR/webmention/#sender-discovers-receiver-webmention-endpoint (2026-12-01)
"""

import turbohtml

from smoopt.html.source_text import Source
from smoopt.mentions.link_header import links
from smoopt.model.errors import PageError
from smoopt.model.web_address import joined
from smoopt.web.web_answer import Answer

_REL = "webmention"


def endpoint_of(answer: Answer) -> str:
    """Return the address to which a page's webmentions go; "" where it takes none.

    1. the first Link header; 2. the first `<link>` or `<a>` of the page.
    """
    for link in links(answer.headers.get("link", ())):
        about = joined(answer.url, link.parameters.get("anchor", ""))
        if _is_endpoint(link.parameters.get("rel", "")) and about == joined(answer.url, ""):
            return joined(answer.url, link.target) or ""
    return _named_in(answer) if answer.is_page else ""


def _named_in(answer: Answer) -> str:
    try:
        document = turbohtml.parse(Source(answer.body).text)
    except PageError:
        return ""
    bases = (each.attr("href") or "" for each in document.select("base[href]"))
    base = joined(answer.url, next(bases, "")) or answer.url
    for element in document.select("link[rel][href], a[rel][href]"):
        if _is_endpoint(element.attr("rel") or "") and element.closest("template") is None:
            # An empty one is the page's own address, whatever its base.
            href = (element.attr("href") or "").strip()
            return (joined(base, href) if href else answer.url) or ""
    return ""


def _is_endpoint(rel: str) -> bool:
    return _REL in rel.lower().split()
