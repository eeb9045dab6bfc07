"""Running the preview: the server, and what follows the site, until somebody ends it."""

from collections.abc import Callable
from pathlib import Path
from socket import socket

import uvicorn

from smoopt.live.upkeep import Door
from smoopt.preview.keeper import Keeper
from smoopt.preview.live import Live
from smoopt.preview.ports import Ports
from smoopt.preview.server import application


class _Server(uvicorn.Server):
    """Lets those go that wait for news, or they would be waited for."""

    keeper: Keeper

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self.keeper.news.end()
        await super().shutdown(sockets)


def serve(
    root: Path, door: Door, host: str, port: int, ready: Callable[[str, int], None], *, poll: bool
) -> None:
    """Serve the preview of a site; `ready` hears where, and how many pages there are.

    Raises SmooptError where settings, site or port cannot be used.
    """
    keeper = Keeper(root, door)
    ports = Ports(host, port)
    live = Live(root, door, keeper, poll=poll)
    app = application(keeper, host, ports.port, ports.site_port)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
    )
    server = _Server(config)
    server.keeper = keeper
    try:
        live.start()
        ready(ports.address, keeper.pages)
        server.run(sockets=[ports.companion, ports.site])
    finally:
        live.stop()
        keeper.stop()
        ports.close()
