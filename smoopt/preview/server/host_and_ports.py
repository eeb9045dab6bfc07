"""`--host` and `--port`: where the preview listens, and to which host names it answers.

Requests must name this computer: otherwise a web page whose host name resolves to this computer
could read the preview through a browser (DNS rebinding).
"""

import ipaddress
import socket
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from smoopt.model.errors import CannotRun, reason

_HIGHEST_PORT = 65535
# Names of this computer only, as requests write them
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
# Addresses that stand for all interfaces, and the loopback address of each
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class Ports:
    """Two listening sockets on one host: one for the companion, one for the site itself."""

    def __init__(self, host: str, port: int) -> None:
        """Listen; the site gets the next port if it is free, else any. Raises CannotRun."""
        self.host = host
        self.companion = _listen(host, port)
        self.port: int = self.companion.getsockname()[1]
        self.site = self._beside()
        self.site_port: int = self.site.getsockname()[1]

    @property
    def address(self) -> str:
        """The preview's address on this computer."""
        return f"http://{bracketed(_EVERYWHERE.get(self.host, self.host))}:{self.port}/"

    def close(self) -> None:
        """Close both sockets."""
        self.companion.close()
        self.site.close()

    def _beside(self) -> socket.socket:
        if self.port < _HIGHEST_PORT:
            with suppress(CannotRun):
                return _listen(self.host, self.port + 1)
        return _listen(self.host, 0)


class HostCheck(TrustedHostMiddleware):
    """Refuses requests for host names that are not this computer's."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        """Take the host on which the server listens."""
        own = () if is_loopback(host) else (host, socket.gethostname())
        super().__init__(app, [*_LOOPBACK, *own], www_redirect=False)
        self._numbers = not is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse its host name."""
        if self._numbers and scope["type"] == "http" and _is_number(requested_host(scope)):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def is_loopback(host: str) -> bool:
    """Return whether only this computer can reach a host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def requested_host(scope: Scope) -> str:
    """Return the host that a request names, without port and brackets."""
    host = Headers(scope=scope).get("host", "")
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def bracketed(host: str) -> str:
    """Return a host as it is written in an address, with brackets for IPv6."""
    return f"[{host}]" if ":" in host else host


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise CannotRun(
            f"--host {host}: is not an address of this computer: {reason(error)}; "
            "leave --host out to listen on 127.0.0.1"
        ) from error
    try:
        listening = socket.create_server(address[:2], family=family)
    except OSError as error:
        raise CannotRun(
            f"--host {host} --port {port}: cannot be listened on: {reason(error)}; "
            "another program may have it: leave --port out to have one chosen"
        ) from error
    listening.set_inheritable(True)
    return listening


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
