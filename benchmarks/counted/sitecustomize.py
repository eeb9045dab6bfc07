"""Count what a process asks of an object store: a line a request, in the file `REQUESTS_LOG`.

Python loads this module at its start where `PYTHONPATH` names this folder, so that processes which
others begin count as well. What is counted is what goes over the line, repeated requests too.
"""

import os
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_MODULE = "aiobotocore.httpsession"
_LISTS = "list-type"


class _Finder(MetaPathFinder):
    """Wait until the client of the store is loaded: many processes never need it."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname != _MODULE:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(fullname)
        if spec is not None and spec.loader is not None:
            _run_after(spec.loader)
        return spec


def _run_after(loader: Loader) -> None:
    load = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        load(module)
        _count(module.AIOHTTPSession)

    loader.exec_module = exec_module  # type: ignore[method-assign]


def _count(session: Any) -> None:
    send = session.send
    log = os.open(os.environ["REQUESTS_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def counted(self: Any, request: Any) -> Any:
        answer = await send(self, request)
        kind = "LIST" if _LISTS in request.url else request.method
        sent = request.headers.get("Content-Length") or 0
        got = 0 if kind == "HEAD" else answer.headers.get("Content-Length") or 0
        os.write(log, f"{kind} {int(sent)} {int(got)}\n".encode())
        return answer

    session.send = counted


if os.environ.get("REQUESTS_LOG"):
    sys.meta_path.insert(0, _Finder())
