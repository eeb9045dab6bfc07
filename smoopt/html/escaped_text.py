"""Text with tags or entities in it, and whether its author meant them.

Its patterns are large, and few sites have such texts: so it is loaded for those alone.
"""

import re
from html import unescape
from html.entities import html5
from typing import cast

import turbohtml

from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.page_kind import page_wording
from smoopt.model.late_pattern import late
from smoopt.model.plain_text import tidy, unspaced

# Elements whose tags are left in texts. Others, as in `Vec<T>` and `Array<string>`, are words.
_NAMES = (
    "a|abbr|article|b|blockquote|br|button|cite|code|dd|del|details|div|dl|dt|em|figure|figcaption"
    "|font|h[1-6]|hr|i|iframe|img|input|ins|kbd|li|link|mark|meta|ol|p|picture|pre|q|s|samp|script"
    "|section|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul"
    "|var|video"
)
_WHOLE = rf"</?(?:{_NAMES})(?:\s+[a-z][-a-z:]*(?:[\s=/][^<>]*)?|\s*/?)>"
# One that breaks off: a template's quote ended the value.
_BROKEN = rf"<(?:{_NAMES})\s+[-a-z]+=[^<>]*\Z|</[a-z]*\Z|<!--"
_TAG, _TORN = late(_WHOLE, re.IGNORECASE), late(_BROKEN, re.IGNORECASE)
# Placeholders of template engines: Jinja's, Liquid's and ERB's.
_UNFILLED = re.compile(r"\{\{.+?\}\}|\{%.+?%\}|<%.+?%>")
# How many letters of a script are looked for, out of how many at its beginning.
_LEAST, _READ = 16, 80
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)
_NO_TAG = late(rf"(?!{_WHOLE}|{_BROKEN})<", re.IGNORECASE)


def as_meant(page: Page, text: str) -> str:
    """Return a text as it was meant, judged by what the page shows: see `stated_text.meant`."""
    if _has_script(page, text):  # what the page shows has its scripts in it as well
        return ""
    unfilled = _UNFILLED.findall(text)
    torn = _TORN.findall(text) if "<" in text else []
    found = [*(_TAG.findall(text) if "<" in text else ()), *torn, *unfilled]
    found += filter(_is_entity, _ENTITY.findall(text))
    if not found:
        return text
    plain = markup_text(text)
    shown = _shown(page)
    for said in shown:
        for version in (text, plain):
            if version and unspaced(version) in said:
                return version
    if all(unspaced(each) in shown[1] for each in found):
        return text
    # Text that was escaped twice too often must be unescaped twice.
    return "" if unfilled or torn else markup_text(plain)


def _has_script(page: Page, text: str) -> bool:
    """Tell whether a text holds the beginning of a script or style of the page, as code."""
    if "{" not in text and "=" not in text:
        return False
    letters = unspaced(text)
    begins = (unspaced(one.text[:_READ])[:_LEAST] for one in page.document.select("script, style"))
    return any(len(begin) == _LEAST and begin in letters for begin in begins)


def markup_text(text: str) -> str:
    """Read a text as HTML; `<T>` and the like, which name no element, stay as they are."""
    if "<" not in text:
        return tidy(unescape(text))
    return own_text(turbohtml.parse_fragment(_NO_TAG.sub("&lt;", text)))


def _is_entity(written: str) -> bool:
    return written[1] == "#" or written[1:] in html5


def _shown(page: Page) -> tuple[str, str, str]:
    """Return the letters of the text that the page shows: its h1, its content, its `<title>`."""
    if "shown" not in page.memo:
        heading = "" if page.heading is None else page.heading.text
        title = None if page.head is None else page.head.find("title")
        named = "" if title is None else title.text
        page.memo["shown"] = unspaced(heading), page_wording(page).letters, unspaced(named)
    return cast("tuple[str, str, str]", page.memo["shown"])
