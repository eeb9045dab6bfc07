"""`ReadOnly`: base of the objects that plugins read, and that are shared by all of them."""

from typing import NoReturn


class ReadOnly:
    """An object whose attributes only its own methods can set, with `_hold`.

    Otherwise, other plugins would mistake a value that one plugin set for the page's or site's.
    """

    def _hold(self, **values: object) -> None:
        """Set attributes, each of which the class declares."""
        self.__dict__.update(values)

    def __setattr__(self, name: str, _: object) -> NoReturn:
        """Refuse to be changed."""
        raise self._refusal(name)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse to be changed."""
        raise self._refusal(name)

    def _refusal(self, name: str) -> AttributeError:
        return AttributeError(
            f"{type(self).__name__}.{name} cannot be set; a plugin returns what it wants changed"
        )
