"""A page's answer to oEmbed requests: https://oembed.com/ (2026-12-01), section 2.3.4."""

from typing import Literal

import msgspec

from smoopt.html import markup
from smoopt.model.facts import Facts, Image
from smoopt.model.plain_data import write_json
from smoopt.model.plain_text import valid
from smoopt.site.picture_fitness import first_picture
from smoopt.site.site import Site

# The maximum size of a quote, in pixels
_WIDTH, _HEIGHT = 600, 200


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer; members that are "" or 0 are left out. A thumbnail has all of its members."""

    type: Literal["link", "rich", "video"]
    title: str
    html: str = ""
    width: int = 0
    height: int = 0
    author_name: str = ""
    author_url: str = ""
    provider_name: str = ""
    provider_url: str = ""
    thumbnail_url: str = ""
    thumbnail_width: int = 0
    thumbnail_height: int = 0


def answer_for(site: Site, facts: Facts, kind: Literal["link", "rich"]) -> Answer | None:
    """Return the answer for a page; None if its title or address is unknown."""
    if facts.title is None or facts.address is None:
        return None
    author = facts.authors.value[0] if facts.authors else None
    picture = _thumbnail(facts)
    base = Answer(
        type=kind,
        title=facts.title.value,
        author_name=author.name if author else "",
        author_url=author.url if author else "",
        provider_name=site.name.value if site.name else "",
        provider_url=site.url,
        thumbnail_url=picture.url if picture else "",
        thumbnail_width=picture.width if picture else 0,
        thumbnail_height=picture.height if picture else 0,
    )
    video = facts.videos.value[0] if facts.videos else None
    if video is not None and video.width and video.height and video.type.startswith("video/"):
        shown: dict[str, str | bool | None] = {
            "src": video.url,
            "controls": True,
            "width": str(video.width),
            "height": str(video.height),
        }
        html = markup.element("video", shown)
        return msgspec.structs.replace(
            base, type="video", html=html, width=video.width, height=video.height
        )
    if kind == "rich":
        said = facts.description.value if facts.description else ""
        quote = markup.quoted_page(facts.address.value, facts.title.value, said)
        return msgspec.structs.replace(base, html=quote, width=_WIDTH, height=_HEIGHT)
    return base


def as_json(answer: Answer) -> bytes:
    """Return an answer as JSON."""
    return f"{write_json(_said(answer), indent=1)}\n".encode()


def as_xml(answer: Answer) -> bytes:
    """Return an answer as XML, for which HTML's escapes suffice."""
    known = ((name, markup.text(valid(str(value)))) for name, value in _said(answer).items())
    said = (f"<{name}>{value}</{name}>" for name, value in known)
    return (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
        f"<oembed>{''.join(said)}</oembed>\n"
    ).encode()


def _said(answer: Answer) -> dict[str, object]:
    # `version` is a string: "1.0".
    return {"version": "1.0", **msgspec.to_builtins(answer)}


def _thumbnail(facts: Facts) -> Image | None:
    picture = first_picture(facts)
    return picture if picture is not None and picture.width and picture.height else None
