"""The server: the companion on one port, and the site on another, as it would be published.

The site's pages run their own scripts, and name their files from the root of their host. So they
get an origin of their own: there everything is where it will be, and no script of a page can read
or steer the companion.
"""

from collections.abc import Callable
from importlib.resources import files as resources

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from smoopt.preview import views
from smoopt.preview.listening import HostCheck, bracketed, named
from smoopt.preview.search import query_of
from smoopt.preview.site_origin import Answer, answer, base_of, media_type
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import Served, unquoted

OWN = ("preview.css", "cards.css", "preview.js", "icon.svg")
_ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def application(state: PreviewState, host: str, port: int, site_port: int) -> ASGIApp:
    """Make what answers on both ports; a request is the site's if it came in on its port."""
    companion = Starlette(routes=Companion(state, site_port).routes())
    site = Starlette(routes=[Route("/{path:path}", SiteItself(state, port).get)])

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            chosen = site if scope["server"][1] == site_port else companion
            await chosen(scope, receive, send)

    return HostCheck(either, host)


class Companion:
    """Answers with the pages of the preview."""

    def __init__(self, state: PreviewState, site_port: int) -> None:
        """Take what is shown, and where the site itself is served."""
        self._state = state
        self._site_port = site_port

    def routes(self) -> list[Route]:
        """List what there is."""
        return [
            Route("/", self._html(self._list)),
            Route("/page/{path:path}", self._html(self._page)),
            Route("/static/{name}", self._own),
            Route("/events", self._events),
            Route("/{path:path}", self._html(self._nothing)),
        ]

    def _html(self, draw: Callable[[Request, Served], tuple[int, str]]) -> Callable[..., object]:
        """Let a page be drawn, in a thread, for that may take a while."""

        async def respond(request: Request) -> Response:
            origin = f"http://{bracketed(named(request.scope))}:{self._site_port}"
            places = Served(origin, base_of(self._state.site.url))
            status, html = await run_in_threadpool(draw, request, places)
            policy = _policy(origin)
            headers = {**_ALWAYS, "Content-Security-Policy": policy, "X-Frame-Options": "DENY"}
            return HTMLResponse(html, status, headers)

        return respond

    def _list(self, request: Request, places: Served) -> tuple[int, str]:
        query = query_of(dict(request.query_params))
        return 200, views.listed(self._state, places, query)

    def _page(self, request: Request, places: Served) -> tuple[int, str]:
        path = _path(request).removeprefix("/page/")
        if not self._state.site.is_page(path):
            return 404, views.missing(self._state, places, path)
        try:
            return 200, views.page(self._state, places, self._state.look(path))
        except OSError:  # it has just gone
            return 404, views.missing(self._state, places, path)

    def _nothing(self, request: Request, places: Served) -> tuple[int, str]:
        return 404, views.missing(self._state, places, _path(request))

    async def _own(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in OWN:
            return Response("There is no such file.\n", 404, _ALWAYS, "text/plain")
        return Response(own(name), 200, _ALWAYS, media_type(name))

    async def _events(self, _: Request) -> Response:
        told = self._state.events.listen()
        return StreamingResponse(told, 200, _ALWAYS, "text/event-stream")


class SiteItself:
    """Answers as a web server of the site would."""

    def __init__(self, state: PreviewState, port: int) -> None:
        """Take what is served, and the port of the companion, which may frame it."""
        self._state = state
        self._port = port

    async def get(self, request: Request) -> Response:
        """Send a page as smoopt would write it, or a file as it is."""
        if "service-worker" in request.headers:
            # It would keep pages, and send them in place of those that come after.
            return Response("The preview serves no service workers.\n", 404, _ALWAYS, "text/plain")
        given = await run_in_threadpool(answer, self._state, _path(request))
        framing = f"http://{bracketed(named(request.scope))}:{self._port}"
        headers = {**_ALWAYS, "Content-Security-Policy": f"frame-ancestors {framing}"}
        return _response(given, headers)


def own(name: str) -> bytes:
    """Read a file of the preview's own."""
    return (resources("smoopt.preview") / "static" / name).read_bytes()


def _response(given: Answer, headers: dict[str, str]) -> Response:
    if given.address:
        return RedirectResponse(given.address, given.status, headers)
    # A page says itself how it is encoded: no charset is added.
    headers["Content-Type"] = media_type(given.name)
    if given.file is not None:
        return FileResponse(given.file, given.status, headers)
    return Response(given.content, given.status, headers)


def _path(request: Request) -> str:
    """Give the path that is asked for, whatever bytes it holds."""
    return unquoted(request.scope["raw_path"].partition(b"?")[0])


def _policy(site: str) -> str:
    """Allow the preview's own files, and the site in the frame and in cards; nothing inline."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {site}; "
        f"connect-src 'self'; frame-src {site}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
