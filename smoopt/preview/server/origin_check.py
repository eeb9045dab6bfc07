"""`OriginCheck`: refuses requests from pages of other origins.

Any page that is open in a browser may send requests to ports of its computer, and show, run or
measure the responses. So requests from other origins are refused, by the headers that the browser
itself adds, and responses are restricted to their own origin. Other ports of one host are another
origin but the same site: this applies to the companion and the site that it frames, and to whatever
else runs on this computer.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REFUSAL = "The preview answers its own pages only. Open its address in a tab of its own.\n"
# Headers of every response on both ports, refusals included
_ALWAYS = {
    "Cache-Control": "no-store",
    # https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header (2026-11-30)
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# A page that opens one of these in a window gets no reference to it. Pages of the site may open
# windows of other sites.
# https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies (2026-11-30)
_OF_COMPANION = {"Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY"}
_OF_SITE = {"Cross-Origin-Opener-Policy": "same-origin-allow-popups"}


class OriginCheck:
    """Refuses requests from pages of other origins, unless a link is followed."""

    def __init__(self, app: ASGIApp, site_port: int) -> None:
        """Take the application, and the port whose responses the companion may frame."""
        self._app = app
        self._site_port = site_port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse, and add the headers that restrict who may use the response."""
        if scope["type"] != "http":  # no WebSocket is opened
            return
        is_site = scope["server"][1] == self._site_port
        headers = _ALWAYS | (_OF_SITE if is_site else _OF_COMPANION)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        own = may_ask(Headers(scope=scope), scope["scheme"], framed=is_site)
        answer = self._app if own else PlainTextResponse(_REFUSAL, 403)
        await answer(scope, receive, send_with_headers)


def may_ask(headers: Headers, scheme: str, *, framed: bool) -> bool:
    """Return whether a request is from the same origin, from no page, or follows a link.

    A request without such headers is not from a browser, or is to an address that browsers do
    not trust (`http://192.168.…`); there the headers of the response protect it, and `Origin`,
    which browsers send with every request that does more than load. `framed` responses may be
    in a frame of another port, which their own policy restricts further.

    https://www.w3.org/TR/fetch-metadata/ (2026-11-30)
    """
    own = f"{scheme}://{headers.get('host', '')}".lower()
    if headers.get("origin", own) != own:
        return False
    site, shown_as = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-dest")
    if site in {"none", "same-origin"} or shown_as == "document":
        return True
    return framed and site == "same-site" and shown_as == "iframe"
