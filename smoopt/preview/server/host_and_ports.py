"""What `--host` and `--port` say: where the preview listens, and to which names it answers.

Requests must name this computer: otherwise a page of the web, whose name leads here, could read
the preview through somebody's browser.
"""

import ipaddress
import socket
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from smoopt.model.errors import CannotRun, reason

_HIGHEST_PORT = 65535
# Names that lead to this computer only, as requests write them.
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
# What stands for all addresses of this computer, and where it is reached from itself.
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


class Ports:
    """Two listening sockets of one host: one for the companion, one for the site itself."""

    def __init__(self, host: str, port: int) -> None:
        """Listen; the site gets the next port where that is free. Raises CannotRun."""
        self.host = host
        self.companion = _listen(host, port)
        self.port: int = self.companion.getsockname()[1]
        self.site = self._beside()
        self.site_port: int = self.site.getsockname()[1]

    @property
    def address(self) -> str:
        """Where the preview is to be opened from this computer."""
        return f"http://{bracketed(_EVERYWHERE.get(self.host, self.host))}:{self.port}/"

    def close(self) -> None:
        """Listen no more."""
        self.companion.close()
        self.site.close()

    def _beside(self) -> socket.socket:
        if self.port < _HIGHEST_PORT:
            with suppress(CannotRun):
                return _listen(self.host, self.port + 1)
        return _listen(self.host, 0)


class HostCheck(TrustedHostMiddleware):
    """Refuse requests for names that are not this computer's."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        """Take what the server listens on."""
        own = () if is_loopback(host) else (host, socket.gethostname())
        super().__init__(app, [*_LOOPBACK, *own], www_redirect=False)
        self._numbers = not is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that the name is not ours."""
        if self._numbers and scope["type"] == "http" and _is_number(requested_host(scope)):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def is_loopback(host: str) -> bool:
    """Tell whether only this computer can reach what listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def requested_host(scope: Scope) -> str:
    """Give the host that a request names, without its port and brackets."""
    host = Headers(scope=scope).get("host", "")
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def bracketed(host: str) -> str:
    """Write a host as it stands in an address."""
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
