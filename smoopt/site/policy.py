"""`Policy`: what a page may load and run by its Content-Security-Policy.

https://www.w3.org/TR/CSP3/ (2026-11-30). Where several policies apply, each must allow it.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from smoopt.html.page import Page
from smoopt.model.web_address import joined
from smoopt.site.host_headers import POLICY
from smoopt.site.source_expressions import matches

# An address for pages of a site that is not known to have one: 'self' is all that it can be.
_UNKNOWN = "https://unknown.invalid/"

# A policy: what each directive lists.
Directives = Mapping[str, tuple[str, ...]]

# https://www.w3.org/TR/CSP3/#directive-fallback-list (2026-11-30)
_FALLBACKS = {
    "script-src-elem": ("script-src", "default-src"),
    "script-src-attr": ("script-src", "default-src"),
    "style-src-elem": ("style-src", "default-src"),
    "style-src-attr": ("style-src", "default-src"),
    "worker-src": ("child-src", "script-src", "default-src"),
    "frame-src": ("child-src", "default-src"),
    **dict.fromkeys(
        ("connect-src", "font-src", "img-src", "manifest-src", "media-src", "object-src"),
        ("default-src",),
    ),
    # These have none.
    "base-uri": (),
    "form-action": (),
}
# What a `<script>` and a `<style>` or `<link>` ask for.
_ELEMENTS = {"script-src": "script-src-elem", "style-src": "style-src-elem"}
_INLINE = frozenset(
    {"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr"},
)
_NONCE_OR_HASH = re.compile(r"'(?:nonce|(sha(?:256|384|512)))-([\w+/-]+={0,2})'", re.IGNORECASE)


class Policy(NamedTuple):
    """What a page may load and run.

    `address` is the page's own, whose host is 'self', and `base` the address against which its
    references are read.
    """

    policies: tuple[Directives, ...]
    address: str
    base: str

    def allows(self, directive: str, reference: str) -> bool:
        """Tell whether the page may load an address, written as in the page.

        `directive` is one that lists addresses: `img-src`, `script-src` for `<script src>`,
        `style-src` for style sheets, `frame-src`, `font-src`, `form-action` and so on. Raises
        ValueError for another.
        """
        asked = _known(directive, _FALLBACKS)
        url = joined(self.base, reference.strip())
        if url is None:
            return False
        # https://www.w3.org/TR/upgrade-insecure-requests/ (2026-11-30)
        if any("upgrade-insecure-requests" in policy for policy in self.policies):
            url = re.sub("^http:", "https:", url)
        return all(
            sources is None
            or (not _bars_urls(asked, sources) and matches(url, sources, self.address))
            for sources in self._sources(asked)
        )

    def allows_inline(self, directive: str, content: str) -> bool:
        """Tell whether the page may have a `<script>` or `<style>` with this content.

        `directive` is `script-src` or `style-src`, and `script-src-attr` or `style-src-attr` for
        attributes (`onclick`, `style`). Raises ValueError for another. Nonces allow nothing: an
        element is taken to have none.
        """
        asked = _known(directive, _INLINE)
        return all(
            sources is None or _allows_inline(asked, sources, content)
            for sources in self._sources(asked)
        )

    def _sources(self, directive: str) -> Iterable[tuple[str, ...] | None]:
        """Return the sources of a directive in each policy; None where a policy lacks it."""
        names = (directive, *_FALLBACKS[directive])
        for policy in self.policies:
            yield next((policy[name] for name in names if name in policy), None)


def policy_of(page: Page, address: str, headers: Iterable[str]) -> Policy:
    """Combine the policies of the page with those in the headers from its host.

    A header may hold several policies by commas; a meta holds one.
    """
    metas = [
        tag.value
        for tag in page.tags(POLICY)
        if (tag.element.attr("http-equiv") or "").strip().lower() == POLICY
    ]
    own = address or _UNKNOWN + quote(page.path, errors="surrogateescape")
    texts = [*(part for header in headers for part in header.split(",")), *metas]
    return Policy(tuple(filter(None, map(parsed, texts))), own, joined(own, page.base) or own)


def parsed(text: str) -> Directives:
    """Parse one policy; of several directives of the same name, the first counts.

    https://www.w3.org/TR/CSP3/#parse-serialized-policy (2026-11-30)
    """
    directives: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        name, *values = part.split() or [""]
        if name:
            directives.setdefault(name.lower(), tuple(values))
    return directives


def _known(directive: str, names: Iterable[str]) -> str:
    """Return the directive that browsers look up; raises ValueError for an unknown one."""
    asked = _ELEMENTS.get(directive, directive)
    if asked not in names:
        expected = ", ".join(sorted({*names, *_ELEMENTS}))
        raise ValueError(f"{directive!r} is no such directive; expected one of {expected}")
    return asked


def _bars_urls(directive: str, sources: tuple[str, ...]) -> bool:
    """Tell whether a list allows no script by address, but only by nonce or from another script."""
    return directive == "script-src-elem" and "'strict-dynamic'" in map(str.lower, sources)


def _allows_inline(directive: str, sources: tuple[str, ...], content: str) -> bool:
    """Tell whether a list allows inline content.

    https://www.w3.org/TR/CSP3/#match-element-to-source-list (2026-11-30)
    """
    words = [source.lower() for source in sources]
    secrets = list(filter(None, map(_NONCE_OR_HASH.fullmatch, sources)))
    is_narrowed = directive.startswith("script") and "'strict-dynamic'" in words
    if "'unsafe-inline'" in words and not secrets and not is_narrowed:
        return True
    if directive.endswith("-attr") and "'unsafe-hashes'" not in words:
        return False
    return any(found[1] and _has_digest(content, *found.groups()) for found in secrets)


def _has_digest(content: str, algorithm: str, expected: str) -> bool:
    from hashlib import new as hashed  # noqa: PLC0415 - 3 ms, for policies with hashes

    digest = b64encode(hashed(algorithm.lower(), content.encode("utf-8", "replace")).digest())
    return digest.decode() == expected.replace("-", "+").replace("_", "/")
