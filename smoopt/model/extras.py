"""Packages that are not installed with smoopt itself, but with one of its extras."""

from importlib.util import find_spec


def installing(extra: str) -> str:
    """Return the command that installs an extra."""
    return f"pip install 'smoopt[{extra}]'"


def lacking(*modules: str) -> tuple[str, ...]:
    """Name those of some modules that are not installed."""
    return tuple(module for module in modules if find_spec(module) is None)


def without(extra: str, needed: str) -> str:
    """Say how to install what is needed; `needed` says what needs it, and ends with its name."""
    return f"{needed}, which the extra `{extra}` of smoopt installs: {installing(extra)}"


def refuse_without(
    extra: str, needed: str, *modules: str, raises: type[Exception] = ValueError
) -> None:
    """Raise an error where one of an extra's modules is not installed."""
    if lacking(*modules):
        raise raises(without(extra, needed))
