"""Comment systems on a server of the author's own, or on Hyvor's."""

import re
from typing import Annotated, Literal

from msgspec import Meta

from smoopt.builtin.comments.system import Recipe, System

_SERVER = re.compile(r"https://[\w.-]+(?::\d+)?(?:/[\w./~-]*)?", re.ASCII)
PageId = Annotated[
    Literal["path", "url"],
    Meta(
        description="How the server identifies a page: by the path of its address, or by the "
        "full address."
    ),
]


class Isso(System, frozen=True):
    """https://isso-comments.de/docs/reference/client-config/ (2026-12-01)."""

    server: Annotated[
        str, Meta(description="The address of the Isso server: https://comments.example.org.")
    ]
    css: Annotated[bool, Meta(description="Whether to load Isso's style sheet.")] = True
    sorting: Annotated[
        Literal["newest", "oldest", "upvotes"], Meta(description="The order of comments.")
    ] = "oldest"
    avatar: Annotated[bool, Meta(description="Whether commenters get a picture.")] = True
    vote: Annotated[bool, Meta(description="Whether readers may vote.")] = True
    max_comments_nested: Annotated[
        int, Meta(ge=0, description="The number of replies shown at first.")
    ] = 5

    def __post_init__(self) -> None:
        """Raise ValueError for a server that is none."""
        _refuse_no_server(self.server, "server")

    def recipe(self) -> Recipe:
        """Return what is loaded."""
        server = self.server.rstrip("/")
        attributes = {
            "src": f"{server}/js/embed.min.js",
            "data-isso": f"{server}/",
            "data-isso-css": _said(self.css),
            "data-isso-lang": "{language}",
            "data-isso-sorting": self.sorting,
            "data-isso-avatar": _said(self.avatar),
            "data-isso-vote": _said(self.vote),
            "data-isso-max-comments-nested": str(self.max_comments_nested),
        }
        return Recipe(
            server,
            attributes,
            ("script-src", "connect-src", "style-src"),
            "section",
            {"id": "isso-thread", "data-title": "{title}"},
        )

    def language(self, tag: str) -> str:
        """Return the system's tag for a language."""
        return tag


class Remark42(System, frozen=True):
    """https://remark42.com/docs/configuration/frontend/ (2026-12-01)."""

    host: Annotated[
        str, Meta(description="The address of the Remark42 server: https://remark.example.org.")
    ]
    site_id: Annotated[str, Meta(description="The server's id of the site.")] = "remark"
    theme: Annotated[Literal["light", "dark"], Meta(description="Its colours.")] = "light"
    max_shown_comments: Annotated[
        int, Meta(ge=1, description="The number of comments that phones show at first.")
    ] = 15
    simple_view: Annotated[bool, Meta(description="Whether to use the minimal view.")] = False

    def __post_init__(self) -> None:
        """Raise ValueError for a host that is none."""
        _refuse_no_server(self.host, "host")

    def recipe(self) -> Recipe:
        """Return what is loaded."""
        host = self.host.rstrip("/")
        settings = {
            "host": host,
            "site_id": self.site_id,
            "components": ["embed"],
            "theme": self.theme,
            "locale": "{language}",
            "max_shown_comments": self.max_shown_comments,
            "simple_view": self.simple_view,
        }
        return Recipe(
            host,
            {"src": f"{host}/web/embed.mjs", "type": "module"},
            ("script-src", "frame-src"),
            "div",
            {"id": "remark42"},
            {"remark_config": settings},
        )

    def language(self, tag: str) -> str:
        """Return the system's tag for a language; English for all that it has no texts for."""
        return "zh" if tag.startswith("zh") else tag.partition("-")[0]


class Cusdis(System, frozen=True):
    """https://cusdis.com/doc#/advanced/sdk (2026-12-01).

    It is deprecated (https://github.com/djyde/cusdis), so only a server of one's own is taken.
    """

    host: Annotated[
        str, Meta(description="The address of the Cusdis server: https://cusdis.example.org.")
    ]
    app_id: Annotated[str, Meta(description="The server's id of the site.")]
    page_id: PageId = "path"
    theme: Annotated[Literal["light", "dark", "auto"], Meta(description="Its colours.")] = "auto"

    def __post_init__(self) -> None:
        """Raise ValueError for a host that is none."""
        _refuse_no_server(self.host, "host")

    def recipe(self) -> Recipe:
        """Return what is loaded."""
        host = self.host.rstrip("/")
        shown = {
            "id": "cusdis_thread",
            "data-host": host,
            "data-app-id": self.app_id,
            "data-page-id": f"{{{self.page_id}}}",
            "data-page-url": "{url}",
            "data-page-title": "{title}",
            "data-theme": self.theme,
        }
        return Recipe(host, {"src": f"{host}/js/cusdis.es.js"}, ("script-src",), "div", shown)


class Hyvor(System, frozen=True):
    """https://talk.hyvor.com/docs/install (2026-12-01)."""

    website_id: Annotated[int, Meta(ge=1, description="Hyvor Talk's id of the site.")]
    page_id: PageId = "path"

    def recipe(self) -> Recipe:
        """Return what is loaded."""
        host = "https://talk.hyvor.com"
        shown = {"website-id": str(self.website_id), "page-id": f"{{{self.page_id}}}"}
        return Recipe(
            host,
            {"src": f"{host}/embed/embed.js", "type": "module"},
            ("script-src", "connect-src"),
            "hyvor-talk-comments",
            shown,
        )


def _said(value: bool) -> str:
    return "true" if value else "false"


def _refuse_no_server(url: str, option: str) -> None:
    if not _SERVER.fullmatch(url):
        raise ValueError(f"{option}: {url!r} is no server; expected one like https://example.org")
