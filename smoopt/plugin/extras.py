"""What a plugin needs that does not come with smoopt itself, but with one of its extras."""

from importlib.util import find_spec


def refuse_without(module: str, extra: str, needed: str) -> None:
    """Raise ValueError where a module is not installed; `needed` says what it is needed for."""
    if find_spec(module) is None:
        raise ValueError(
            f"{needed}, which is not installed: install smoopt with its extra `{extra}`: "
            f"pip install 'smoopt[{extra}]'"
        )
