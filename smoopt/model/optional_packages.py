"""The packages that only a part of smoopt needs: the extra `preview`."""

from importlib.util import find_spec

from smoopt.model.errors import CannotRun


def require(what: str, *packages: str) -> None:
    """Raise CannotRun where a package is missing that `what` needs."""
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        raise CannotRun(
            f"{what} needs packages that are not installed ({', '.join(missing)}): "
            "install smoopt with its extra `preview`: pip install 'smoopt[preview]', "
            "or '.[preview]' in a checkout"
        )
