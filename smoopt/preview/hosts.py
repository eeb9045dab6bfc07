"""Which names the preview answers to: none that somebody else may have pointed here.

A page of the web may ask the browser for its own name, let that name lead to this computer, and
read what the preview says (DNS rebinding). The name stands in the request's `Host`. An address in
numbers cannot be pointed anywhere else, so it is fine where others are let in at all.
"""

import ipaddress
import socket

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")


def is_loopback(host: str) -> bool:
    """Tell whether only this computer can reach what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class HostCheck(TrustedHostMiddleware):
    """Refuse requests for names that are not this computer's."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        """Take what the server listens on."""
        own = () if is_loopback(host) else (host, socket.gethostname())
        super().__init__(app, [*_LOOPBACK, *own], www_redirect=False)
        self._numbers = not is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that the name is not ours."""
        if self._numbers and scope["type"] == "http" and _is_number(named(scope)):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def named(scope: Scope) -> str:
    """Give the host that a request names, without its port and brackets."""
    host = Headers(scope=scope).get("host", "")
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
