"""The application: the companion on one port, and on another the site as it would be published.

The site's pages run their own scripts, and have root-relative references. So they get an origin of
their own: there all addresses work, and no script of a page can read or control the companion.
"""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from smoopt.model.errors import SmooptError
from smoopt.preview.index.search import read_query
from smoopt.preview.rendering import RenderedPage
from smoopt.preview.server.host_and_ports import HostCheck, bracketed, requested_host
from smoopt.preview.server.origin_check import OriginCheck
from smoopt.preview.server.site_response import SiteResponse, media_type, picture, respond
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import ServerUrls, Urls, base_path, unquoted
from smoopt.preview.views.base_view import ASSETS, asset, draw_missing
from smoopt.preview.views.kit_view import draw_kit
from smoopt.preview.views.list_view import draw_search
from smoopt.preview.views.page_view import draw_page

# An SVG may contain scripts: opened by itself, it must not run in the companion's origin.
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def application(state: PreviewState, host: str, port: int, site_port: int) -> ASGIApp:
    """Return the application for both ports; requests to `site_port` are for the site."""
    companion = Starlette(routes=_Companion(state, site_port).routes())
    site = Starlette(routes=[Route("/{path:path}", _Site(state, port).get)])

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        chosen = site if scope["server"][1] == site_port else companion
        await chosen(scope, receive, send)

    return OriginCheck(HostCheck(either, host), site_port)


class _Companion:
    """Serves the pages of the preview."""

    def __init__(self, state: PreviewState, site_port: int) -> None:
        """Take the state to show, and the port of the site itself."""
        self._state = state
        self._site_port = site_port

    def routes(self) -> list[Route]:
        """Return the routes of the companion."""
        return [
            Route("/", self._html(self._list)),
            Route("/page/{path:path}", self._html(self._drawn(draw_page, "/page/"))),
            Route("/kit/{path:path}", self._html(self._drawn(draw_kit, "/kit/"))),
            Route("/picture/{path:path}", self._picture),
            Route("/card/{design}/{path:path}", self._card),
            Route("/static/{name}", self._asset),
            Route("/events", self._events),
            Route("/{path:path}", self._html(self._nothing)),
        ]

    def _html(
        self, draw: Callable[[Request, ServerUrls], tuple[int, str]]
    ) -> Callable[..., object]:
        """Return an endpoint that draws a page in a thread, as that may take a while."""

        async def respond_with_html(request: Request) -> Response:
            site = _origin(request, self._site_port)
            urls = ServerUrls(site, base_path(self._state.site.url))
            status, html = await run_in_threadpool(draw, request, urls)
            return HTMLResponse(html, status, {"Content-Security-Policy": _policy(site)})

        return respond_with_html

    def _list(self, request: Request, urls: ServerUrls) -> tuple[int, str]:
        query = read_query(dict(request.query_params))
        return 200, draw_search(self._state, urls, query)

    def _drawn(
        self, draw: Callable[[PreviewState, Urls, RenderedPage], str], prefix: str
    ) -> Callable[[Request, ServerUrls], tuple[int, str]]:
        """Return a function that draws the page of the site whose path follows a prefix."""

        def respond(request: Request, urls: ServerUrls) -> tuple[int, str]:
            path = _path(request).removeprefix(prefix)
            if not self._state.site.is_page(path):
                return 404, draw_missing(self._state, urls, path)
            try:
                return 200, draw(self._state, urls, self._state.render(path))
            except OSError:  # deleted in this moment
                return 404, draw_missing(self._state, urls, path)

        return respond

    def _nothing(self, request: Request, urls: ServerUrls) -> tuple[int, str]:
        return 404, draw_missing(self._state, urls, _path(request))

    async def _picture(self, request: Request) -> Response:
        path = _path(request).removeprefix("/picture/")
        found = await run_in_threadpool(picture, self._state, path)
        return _as_http(found, {"Content-Security-Policy": _PICTURE_POLICY})

    async def _card(self, request: Request) -> Response:
        design = request.path_params["design"]
        path = _path(request).split("/", 3)[-1]
        if not self._state.site.is_page(path):
            return PlainTextResponse("There is no such page.\n", 404)
        try:
            content = await run_in_threadpool(self._state.card, path, design)
        except (OSError, SmooptError) as error:
            return PlainTextResponse(f"{error}\n", 404)
        kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        return Response(content, media_type=kind, headers={"Cache-Control": "no-store"})

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            return PlainTextResponse("There is no such file.\n", 404)
        return Response(asset(name), media_type=media_type(name))

    async def _events(self, _: Request) -> Response:
        return StreamingResponse(self._state.events.listen(), media_type="text/event-stream")


class _Site:
    """Answers as a web server of the site would."""

    def __init__(self, state: PreviewState, port: int) -> None:
        """Take the state to serve, and the port of the companion, which may frame the pages."""
        self._state = state
        self._port = port

    async def get(self, request: Request) -> Response:
        """Send a page as smoopt would write it, or a file as it is."""
        if "service-worker" in request.headers:
            # It would cache pages, and serve them in place of later ones.
            return PlainTextResponse("The preview serves no service workers.\n", 404)
        found = await run_in_threadpool(respond, self._state, _path(request))
        framing = f"frame-ancestors 'self' {_origin(request, self._port)}"
        return _as_http(found, {"Content-Security-Policy": framing})


def _as_http(found: SiteResponse, headers: dict[str, str]) -> Response:
    if found.address:
        return RedirectResponse(found.address, found.status, headers)
    # A page declares its encoding itself: no charset is added.
    headers["Content-Type"] = media_type(found.name)
    if found.file is not None:
        return FileResponse(found.file, found.status, headers)
    return Response(found.content, found.status, headers)


def _path(request: Request) -> str:
    """Return the requested path, whatever bytes it holds."""
    return unquoted(request.scope["raw_path"].partition(b"?")[0])


def _origin(request: Request, port: int) -> str:
    """Return the origin of the requested host at another port."""
    return f"http://{bracketed(requested_host(request.scope))}:{port}"


def _policy(site: str) -> str:
    """Return a policy that allows the preview's own files and the site in a frame, no more."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self'; frame-src {site}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
