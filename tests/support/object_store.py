"""An object store on this computer that speaks S3 (moto's server), and has faults when asked to.

What it is made of is loaded where it is served: every process that collects tests loads this.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Literal, NamedTuple
from uuid import uuid4

import pytest

from smoopt.files.addresses import place_of
from smoopt.files.folder_at import folder_at
from smoopt.files.store import Store
from smoopt.files.walk import walk

ANSWER = '<?xml version="1.0"?><Error><Code>{code}</Code><Message>{words}</Message></Error>'


class Fault(NamedTuple):
    """What is answered in place of what was asked for."""

    status: str
    code: str
    words: str = "try again"


Conditions = Literal["kept", "unknown", "misread"]
# Give a fault for a method and a path, or None.
Faults = Callable[[str, str], Fault | None]


class ObjectStore:
    """A store with one bucket; `faults` decides which requests fail, `asked` lists all of them.

    It keeps conditions (`If-Match`), knows none, or takes no ETag for the one that a file has.
    """

    def __init__(self) -> None:
        from moto.server import DomainDispatcherApplication, create_backend_app

        self.asked: list[tuple[str, str]] = []
        self.conditions: Conditions = "kept"
        # So many answers to come break off in the middle.
        self.cuts = 0
        self.faults: Faults = lambda _, __: None
        self._whole = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ: dict[str, str], start: Callable[..., object]) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.asked.append((method, path))
        if self.conditions == "unknown":
            environ.pop("HTTP_IF_MATCH", None)
            environ.pop("HTTP_IF_NONE_MATCH", None)
        elif self.conditions == "misread" and "HTTP_IF_MATCH" in environ:
            environ["HTTP_IF_MATCH"] = '"another"'
        if (fault := self.faults(method, path)) is None:
            answer: Iterable[bytes] = self._whole(environ, start)
            return self._cut(answer) if method == "GET" and self.cuts else answer
        body = ANSWER.format(code=fault.code, words=fault.words).encode()
        start(fault.status, [("Content-Type", "application/xml")])
        return [b"" if method == "HEAD" else body]

    def _cut(self, answer: Iterable[bytes]) -> Iterator[bytes]:
        """Give half of an answer, and close the line."""
        self.cuts -= 1
        whole = b"".join(answer)
        yield whole[: len(whole) // 2]
        raise ConnectionResetError


@contextmanager
def serving_objects() -> Iterator[tuple[ObjectStore, str]]:
    """Serve until the block ends; gives the store and its address."""
    from werkzeug.serving import make_server

    store = ObjectStore()
    server = make_server("127.0.0.1", 0, store, threaded=True)
    server.log = lambda *_: None  # type: ignore[method-assign]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield store, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def new_folder(kind: str) -> str:
    """Give an address at which nothing lies yet; the store has a bucket `bucket`."""
    return f"{kind}://bucket/{uuid4().hex}/site"


def held(address: str) -> dict[str, bytes]:
    """Read all that lies at an address or in a folder, by path."""
    folder = folder_at(place_of(address))
    return {path: folder.read(path) for path in walk(folder.root).files}


def lay_out(address: str, files: dict[str, str | bytes]) -> Store:
    """Write files to an address or into a folder."""
    store = Store(place_of(address))
    for path, content in files.items():
        store.put(path, content if isinstance(content, bytes) else content.encode())
    return store


@pytest.fixture(scope="session")
def objects_served() -> Iterator[ObjectStore]:
    import s3fs

    with serving_objects() as (store, address), pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "test")
        patch.setenv("AWS_ENDPOINT_URL", address)
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        s3fs.S3FileSystem().mkdir("bucket")
        yield store
        s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def objects(objects_served: ObjectStore) -> Iterator[ObjectStore]:
    objects_served.asked.clear()
    yield objects_served
    objects_served.faults = lambda _, __: None
    objects_served.conditions = "kept"


@pytest.fixture(params=["memory", "s3"])
def kind(request: pytest.FixtureRequest, objects: ObjectStore) -> str:
    return str(request.param)
