"""`ReadOnly`: what plugins are given to look at, and share with each other and with smoopt."""

from typing import NoReturn


class ReadOnly:
    """An object whose attributes only its own methods can set, with `_hold`.

    Otherwise all other plugins would take what one plugin set for a value of the page or site.
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
