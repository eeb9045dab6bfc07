"""The packages that only the preview needs: the extra `preview`."""

from smoopt import extra

_PACKAGES = ("jinja2", "starlette", "uvicorn")


def require() -> None:
    """Raise CannotRun where one of them is missing."""
    extra.require("the preview", *_PACKAGES)
