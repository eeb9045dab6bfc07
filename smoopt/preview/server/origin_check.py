"""`OriginCheck`: pages of other origins get nothing of the preview, whatever they ask for.

Any page that is open in a browser may send requests to the ports of its computer, and show, run or
measure what comes back. So those of strangers are refused, by what the browser itself says of
them, and what is sent says that none but its own origin may use it. Other ports of one host are
another origin, but the same site: the companion and the site it frames are, and so is whatever
else runs on this computer.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REFUSAL = "The preview answers its own pages only. Open its address in a tab of its own.\n"
# On every answer of both ports, refusals included.
_ALWAYS = {
    "Cache-Control": "no-store",
    # https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header (2026-11-30)
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Who opens a page in a window gets no hold of that. Pages of the site may open windows of others.
# https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies (2026-11-30)
_OF_COMPANION = {"Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY"}
_OF_SITE = {"Cross-Origin-Opener-Policy": "same-origin-allow-popups"}


class OriginCheck:
    """Refuses what pages of other origins ask for, but links that are followed."""

    def __init__(self, app: ASGIApp, site_port: int) -> None:
        """Take what answers, and the port on which the companion may frame what is sent."""
        self._app = app
        self._site_port = site_port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to, and say for whom the answer is."""
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
    """Tell whether a request comes from the own origin or from no page, or follows a link.

    What sends no such headers is no browser, or asks for an address that no browser trusts
    (`http://192.168.…`); there the headers of the answer protect it, and `Origin`, which browsers
    send with every request that does more than to load. `framed` answers may stand in a frame of
    another port, of which their own policy says more.

    https://www.w3.org/TR/fetch-metadata/ (2026-11-30)
    """
    own = f"{scheme}://{headers.get('host', '')}".lower()
    if headers.get("origin", own) != own:
        return False
    site, shown_as = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-dest")
    if site in {"none", "same-origin"} or shown_as == "document":
        return True
    return framed and site == "same-site" and shown_as == "iframe"
