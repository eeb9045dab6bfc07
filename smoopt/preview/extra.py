"""The packages that only the preview needs: the extra `preview`."""

from importlib.util import find_spec

from smoopt.errors import CannotRun

_PACKAGES = ("jinja2", "starlette", "uvicorn")


def require() -> None:
    """Raise CannotRun where one of them is missing."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise CannotRun(
            f"the preview needs packages that are not installed ({', '.join(missing)}): "
            "pip install 'smoopt[preview]'"
        )
