"""The templates that come with smoopt, as Python: to fill them in, no jinja2 need be loaded.

Written by tools/compile_templates.py: change the templates, not this file.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from smoopt.html.printed import printed

_Given: TypeAlias = Mapping[str, Any]


def _backlinks(given: _Given) -> Iterator[str]:
    """Fill in `backlinks.html.j2`."""
    yield (
        '<nav data-smoopt="backlinks" data-pagefind-ignore="all" '
        f'aria-label="{printed(given["heading"])}"'
    )
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield f">\n<p><strong>{printed(given['heading'])}</strong></p>\n<ul>"
    for item in given["items"]:
        yield f'<li><a href="{printed(item.href)}">{printed(item.title)}</a>'
        if item.has_sentence:
            yield f": {printed(item.sentence)}"
        yield "</li>"
    yield "</ul>\n</nav>"


def _cite(given: _Given) -> Iterator[str]:
    """Fill in `cite.html.j2`."""
    yield '<details data-smoopt="cite" data-pagefind-ignore="all"'
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield f">\n<summary>{printed(given['heading'])}</summary>\n<p>"
    for at, word in enumerate(given["words"]):
        if at > 0:
            yield " "
        yield f"<bdi>{printed(word)}</bdi>"
    yield (
        '</p>\n<p><textarea readonly="readonly" rows="8" cols="40" dir="ltr" '
        f'aria-label="BibTeX">{printed(given["bibtex"])}</textarea></p>'
    )
    if given["has_embed"]:
        yield (
            '<p><textarea readonly="readonly" rows="4" cols="40" dir="ltr" '
            f'aria-label="HTML">{printed(given["embed"])}</textarea></p>'
        )
    if given["downloads"]:
        yield "<p>"
        for at, download in enumerate(given["downloads"]):
            if at > 0:
                yield " · "
            yield (
                f'<a href="{printed(download.href)}" download="download">{printed(download.label)}'
                "</a>"
            )
        yield "</p>"
    yield "</details>"


def _follow(given: _Given) -> Iterator[str]:
    """Fill in `follow.html.j2`."""
    yield '<nav class="smoopt-bar'
    if given["last"]:
        yield " smoopt-last"
    yield f'" aria-label="{printed(given["name"])}"'
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield (
        ' data-smoopt="follow" data-pagefind-ignore="all">\n<span '
        f'class="smoopt-name">{printed(given["name"])}</span>'
    )
    for link in given["links"]:
        yield (
            f' <a href="{printed(link.href)}" rel="{printed(link.rel)}" '
            f'aria-label="{printed(link.label)}"'
        )
        if given["look"] == "icons":
            yield f' title="{printed(link.label)}"'
        yield ">"
        if given["look"] != "text":
            yield f"{printed(link.icon)}"
        if given["look"] != "icons":
            yield f"<span>{printed(link.label)}</span>"
        yield "</a>"
    yield "</nav>"


def _licence(given: _Given) -> Iterator[str]:
    """Fill in `licence.html.j2`."""
    yield (
        f'<p data-smoopt="licence"><a href="{printed(given["url"])}" '
        f'rel="license">{printed(given["name"])}</a></p>'
    )


def _markdown(given: _Given) -> Iterator[str]:
    """Fill in `markdown.html.j2`."""
    yield (
        f'<p data-smoopt="markdown"><a href="{printed(given["href"])}" '
        'type="text/markdown">Markdown</a>'
    )
    for target in given["targets"]:
        yield (
            f' · <a href="{printed(target.href)}" rel="nofollow '
            f'noopener">{printed(target.name)}</a>'
        )
    yield "</p>"


def _qr(given: _Given) -> Iterator[str]:
    """Fill in `qr.html.j2`."""
    yield (
        '<details data-smoopt="qr" '
        'data-pagefind-ignore="all">\n<summary>QR</summary>\n<p><svg '
        f'xmlns="http://www.w3.org/2000/svg" width="{printed(given["width"])}" '
        f'height="{printed(given["width"])}" viewBox="0 0 {printed(given["side"])}'
        f' {printed(given["side"])}" role="img" aria-label="{printed(given["url"])}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{printed(given["side"])}'
        f'v{printed(given["side"])}H0z"></path><path stroke="#000" '
        f'd="{printed(given["path"])}"></path></svg></p>'
    )
    if given["has_file"]:
        yield f'<p><a href="{printed(given["href"])}" download="download">SVG</a></p>'
    yield "</details>"


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
        yield (
            f' <button type="button" data-do="copy" aria-label="{printed(given["words"].copy)}'
            f'" title="{printed(given["words"].copy)}" hidden="hidden" '
            f'data-said="{printed(given["words"].copied)}">{printed(given["icons"].copy)}'
            f'{printed(given["icons"].done)}</button> <button type="button" data-do="more" '
            f'aria-label="{printed(given["words"].more)}" '
            f'title="{printed(given["words"].more)}" '
            f'hidden="hidden">{printed(given["icons"].more)}</button> <span '
            'role="status"></span>'
        )


def _bar(given: _Given) -> Iterator[str]:
    """Fill in `bar.html.j2`."""
    yield '<nav class="smoopt-bar'
    if given["last"]:
        yield " smoopt-last"
    yield f'" aria-label="{printed(given["label"])}"'
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield f' data-smoopt="{printed(given["plugin"])}" data-pagefind-ignore="all"'
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
    yield f' aria-label="{printed(given["link"].name)}"'
    if given["look"] == "icons":
        yield f' title="{printed(given["link"].name)}"'
    if given["script"]:
        yield f' data-pattern="{printed(given["link"].pattern)}"'
        if given["link"].campaign:
            yield f' data-campaign="{printed(given["link"].campaign)}"'
    yield ">"
    if given["look"] != "text":
        yield f"{printed(given['link'].icon)}"
    if given["look"] != "icons":
        yield f"<span>{printed(given['link'].label)}</span>"
    yield "</a>"


def _permalink(given: _Given) -> Iterator[str]:
    """Fill in `permalink.html.j2`."""
    yield f'<a href="{printed(given["href"])}"'
    if given["has_id"]:
        yield f' id="{printed(given["id"])}"'
    yield f' class="smoopt-permalink" rel="bookmark" aria-label="{printed(given["label"])}"'
    if given["language"]:
        yield f' lang="{printed(given["language"])}"'
    yield (f' data-smoopt="permalink" data-pagefind-ignore="all">{printed(given["shown"])}</a>')


# By package, then by the name of the template.
COMPILED: Mapping[str, Mapping[str, Callable[[_Given], Iterator[str]]]] = {
    "smoopt.builtin.backlinks": {"backlinks.html.j2": _backlinks},
    "smoopt.builtin.cite": {"cite.html.j2": _cite},
    "smoopt.builtin.follow": {"follow.html.j2": _follow},
    "smoopt.builtin.licence": {"licence.html.j2": _licence},
    "smoopt.builtin.markdown": {"markdown.html.j2": _markdown},
    "smoopt.builtin.qr": {"qr.html.j2": _qr},
    "smoopt.builtin.share": {
        "bar.html.j2": _bar,
        "bookmarks.html.j2": _bar,
        "link.html.j2": _link,
        "permalink.html.j2": _permalink,
        "share.html.j2": _bar,
    },
}
