"""What a template prints of a value."""

from turbohtml import escape


def printed(value: object) -> str:
    """Give the text of a value: of markup as it stands, of all else escaped as smoopt writes it."""
    as_markup = getattr(value, "__html__", None)
    return escape(str(value)) if as_markup is None else as_markup()
