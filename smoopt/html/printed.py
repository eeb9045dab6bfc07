"""What a template prints of a value."""

from turbohtml import escape


def printed(value: object) -> str:
    """Return the text of a value: markup as it is, anything else escaped."""
    as_markup = getattr(value, "__html__", None)
    return escape(str(value)) if as_markup is None else as_markup()
