"""A published collection of texts for cross-site scripting, and pages that have them everywhere.

The collection is https://pypi.org/project/brs-kb/: some 4,900 texts, by context and filter.
"""

import json
import os
from html import escape

import brs_kb

IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def _published() -> tuple[str, ...]:
    said = {each["payload"]: None for each in brs_kb.get_all_payloads().values()}
    return tuple(text for text in said if text.isprintable() or text.encode("utf-8", "ignore"))


PAYLOADS = _published()
# How a page may say something of itself: a fact's first source hides the others.
KINDS = ("overrides", "head", "data", "shown", "addresses")
_FACTS = (
    *("title", "description", "authors", "site_name", "section", "tags", "images", "published"),
    *("share_title", "share_description", "search_description", "focus", "language", "type"),
    *("address", "shortlink", "x_site", "x_creator", "fediverse_creator", "locale", "kind"),
    *("card", "discuss"),
)
_METAS = (
    *("description", "author", "keywords", "theme-color", "twitter:title", "twitter:description"),
    *("twitter:site", "twitter:creator", "twitter:image:alt", "fediverse:creator", "dc.title"),
)
_PROPERTIES = (
    *("og:title", "og:description", "og:site_name", "og:image:alt", "og:locale", "article:tag"),
    *("article:section", "article:author", "article:published_time"),
)
_RELS = ("canonical", "shortlink", "prev", "next", "author", "license", "me", "search", "amphtml")
_PROSE = "The gates are old, and the wheel is slow, and nobody has seen to either for years. "
_DAY = '<meta property="article:published_time" content="2026-03-14">'


def page(text: str, kind: str) -> str:
    """Write an article that says a text of itself, in all ways of a kind."""
    said = escape(text)
    head, body = {
        "overrides": lambda: (_overrides(said), ""),
        "head": lambda: (_head(said), ""),
        "data": lambda: (_data(text), _microdata(said)),
        "shown": lambda: (_DAY, _shown(said)),
        "addresses": lambda: (_addresses(said), _links(said)),
    }[kind]()
    title = said if kind in {"head", "shown"} else "A page about gates"
    heading = said if kind == "shown" else "A page about gates"
    return (
        f"<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>{title}</title>{head}"
        f"</head><body><main><article class=h-entry><h1>{heading}</h1><p>{_PROSE * 4}</p>{body}"
        f'<p>{_PROSE} See <a href="index.html">the mill</a>.</p></article></main></body></html>'
    )


def _overrides(said: str) -> str:
    names = (f'<meta name="smoopt:{name}" content="{said}">' for name in _FACTS)
    return f"{_DAY}{''.join(names)}"


def _head(said: str) -> str:
    metas = (f'<meta name="{name}" content="{said}">' for name in _METAS)
    return "".join(
        (*metas, *(f'<meta property="{name}" content="{said}">' for name in _PROPERTIES), _DAY)
    )


def _data(text: str) -> str:
    person = {"@type": "Person", "name": text, "url": text}
    node = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": text,
        "description": text,
        "author": person,
        "image": text,
        "keywords": [text],
        "articleSection": text,
        "datePublished": "2026-03-14",
        "publisher": person,
    }
    written = json.dumps(node).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{written}</script>'


def _microdata(said: str) -> str:
    return (
        f'<div itemscope itemtype="https://schema.org/Article"><b itemprop="name">{said}</b>'
        f'<meta itemprop="description" content="{said}"><i itemprop="author">{said}</i></div>'
    )


def _shown(said: str) -> str:
    steps = "".join(f"<li>{said} {_PROSE}</li>" for _ in range(3))
    return (
        f'<nav class=breadcrumb><ol><li><a href="index.html">{said}</a><li>{said}</ol></nav>'
        f'<p class="p-summary">{said} {_PROSE}</p><p>By <a class=p-author rel=author>{said}</a></p>'
        f'<figure><img src="mill.png" alt="{said}" width=600 height=400><figcaption>{said}'
        f'</figcaption></figure><h2 id="{said}">{said}</h2><pre><code>{said}</code></pre>'
        f'<blockquote cite="{said}">{said}</blockquote><table><tr><td>{said}</table>'
        f'<p>{_PROSE}<a href="index.html" title="{said}">{said}</a></p>'
        f"<details><summary>{said}?</summary><p>{said} {_PROSE}</p></details>"
        f"<h2>Steps</h2><ol>{steps}</ol>"
    )


def _addresses(said: str) -> str:
    links = (f'<link rel="{rel}" href="{said}">' for rel in _RELS)
    names = ("og:image", "og:url", "og:video", "og:audio")
    metas = (f'<meta property="{name}" content="{said}">' for name in names)
    alternate = (
        f'<link rel=alternate hreflang="{said}" href="{said}">'
        f'<link rel=alternate type="application/rss+xml" title="{said}" href="{said}">'
    )
    return f"{_DAY}{''.join((*links, *metas))}{alternate}"


def _links(said: str) -> str:
    return f'<p>{_PROSE}<a href="{said}">One</a> <a rel=me href="{said}">two</a></p>'
