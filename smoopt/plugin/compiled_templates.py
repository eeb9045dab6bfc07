"""The templates that most builds fill in, as Python, for which no jinja2 need be loaded.

Written by tools/compile_templates.py: change the templates, not this file.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from smoopt.html.printed import printed

_Given: TypeAlias = Mapping[str, Any]


def _comments(given: _Given) -> Iterator[str]:
    """Fill in `comments.html.j2`."""
    yield (
        f'<section class="smoopt-comments" aria-label="{printed(given["words"].comments)}'
        '" data-smoopt="comments" data-pagefind-ignore="all"'
    )
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    if not given["has_page"]:
        yield ' hidden="hidden"'
    if given["tells_url"]:
        yield f' data-url="{printed(given["url"])}"'
    if given["tells_path"]:
        yield f' data-path="{printed(given["path"])}"'
    if given["tells_title"]:
        yield f' data-title="{printed(given["title"])}"'
    if given["system_language"]:
        yield f' data-language="{printed(given["system_language"])}"'
    yield (
        f'>\n<p><span hidden="hidden"><button type="button">{printed(given["words"].show)}'
        f"</button> <small>{printed(given['loads_from'])}</small></span>"
    )
    if given["has_page"]:
        yield f' <a href="{printed(given["href"])}">{printed(given["on_github"])}</a>'
    yield "</p>\n</section>"


def _media(given: _Given) -> Iterator[str]:
    """Fill in `media.html.j2`."""
    yield (
        f'<a href="{printed(given["href"])}" class="smoopt-media '
        f"smoopt-{printed(given['kind'])} smoopt-{printed(given['box'])}"
    )
    if given["has_poster"]:
        yield " smoopt-poster"
    yield '" data-smoopt="media" data-pagefind-ignore="all"'
    if given["autoplay"]:
        yield f' data-autoplay="{printed(given["autoplay"])}"'
    yield ">"
    if given["has_size"]:
        yield (
            f'<canvas width="{printed(given["width"])}" height="{printed(given["height"])}" '
            'aria-hidden="true"></canvas>'
        )
    if given["has_poster"]:
        yield f'<img src="{printed(given["poster"])}" alt="" loading="lazy" decoding="async" />'
    yield '<span class="smoopt-words">'
    if given["has_title"]:
        yield f'<span class="smoopt-title" dir="auto">{printed(given["title"])}</span> '
    yield '<span class="smoopt-do"'
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield f'>{printed(given["action"])}</span> <span class="smoopt-host"'
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield f">{printed(given['loads_from'])}</span></span></a>"


def _bar_name(given: _Given) -> Iterator[str]:
    """Fill in the block `name`."""
    yield f'<span class="smoopt-name">{printed(given["name"])}</span>'


def _bar_links(given: _Given) -> Iterator[str]:
    """Fill in the block `links`."""
    for link in given["links"]:
        yield " "
        yield from _link({**given, "link": link})


def _bar_buttons(given: _Given) -> Iterator[str]:
    """Fill in the block `buttons`."""
    if given["buttons"]:
        yield ' <button type="button" data-do="copy" '
        if given["drawn"]:
            yield 'class="smoopt-copy"'
        else:
            yield f'aria-label="{printed(given["words"].copy)}"'
        yield (
            f' title="{printed(given["words"].copy)}" hidden="hidden" '
            f'data-said="{printed(given["words"].copied)}">'
        )
        if given["drawn"]:
            yield f"{printed(given['words'].copy)}"
        else:
            yield f"{printed(given['icons'].copy)}{printed(given['icons'].done)}"
        yield '</button> <button type="button" data-do="more" '
        if given["drawn"]:
            yield 'class="smoopt-share"'
        else:
            yield f'aria-label="{printed(given["words"].more)}"'
        yield f' title="{printed(given["words"].more)}" hidden="hidden">'
        if given["drawn"]:
            yield f"{printed(given['words'].more)}"
        else:
            yield f"{printed(given['icons'].more)}"
        yield '</button> <span role="status"></span>'


def _bar(given: _Given) -> Iterator[str]:
    """Fill in `bar.html.j2`."""
    yield '<nav class="smoopt-bar'
    if given["last"]:
        yield " smoopt-last"
    yield f'" aria-label="{printed(given["label"])}"'
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield f' data-smoopt="{printed(given["plugin"])}"'
    if given["script"]:
        yield f' data-url="{printed(given["url"])}" data-title="{printed(given["title"])}"'
    yield ">"
    yield from _bar_name(given)
    yield from _bar_links(given)
    yield from _bar_buttons(given)
    yield "</nav>"


def _link(given: _Given) -> Iterator[str]:
    """Fill in `link.html.j2`."""
    yield f'<a href="{printed(given["link"].href)}" rel="nofollow'
    if given["new_tab"]:
        yield " noopener"
    yield '"'
    if given["new_tab"]:
        yield ' target="_blank"'
    if given["drawn"]:
        yield f' class="{printed(given["link"].icon_class)}"'
    if not (given["drawn"] and given["look"] == "icons"):
        yield f' aria-label="{printed(given["link"].name)}"'
    if given["look"] == "icons":
        yield (
            f' title="{printed((given["link"].label if given["drawn"] else given["link"].name))}"'
        )
    if given["script"]:
        yield f' data-pattern="{printed(given["link"].pattern)}"'
        if given["link"].campaign:
            yield f' data-campaign="{printed(given["link"].campaign)}"'
    yield ">"
    if given["drawn"] and given["look"] == "icons":
        yield f"{printed(given['link'].name)}"
    else:
        if given["look"] != "text" and (not given["drawn"]):
            yield f"{printed(given['link'].icon)}"
        if given["look"] != "icons":
            yield f"<span>{printed(given['link'].label)}</span>"
    yield "</a>"


def _permalink(given: _Given) -> Iterator[str]:
    """Fill in `permalink.html.j2`."""
    yield f'<a href="{printed(given["href"])}"'
    if given["has_id"]:
        yield f' id="{printed(given["id"])}"'
    yield f' rel="bookmark" aria-label="{printed(given["label"])}"'
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield ' data-smoopt="permalink"'
    if given["has_id"] or given["shown"]:
        yield ' data-pagefind-ignore="all"'
    yield f">{printed(given['shown'])}</a>"


# By package, then by the name of the template.
COMPILED: Mapping[str, Mapping[str, Callable[[_Given], Iterator[str]]]] = {
    "smoopt.builtin.comments": {
        "comments.html.j2": _comments,
    },
    "smoopt.builtin.media": {
        "media.html.j2": _media,
    },
    "smoopt.builtin.share": {
        "bar.html.j2": _bar,
        "bookmarks.html.j2": _bar,
        "link.html.j2": _link,
        "permalink.html.j2": _permalink,
        "share.html.j2": _bar,
    },
}
