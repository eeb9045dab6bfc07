"""`ReadOnly`: what plugins are given to look at, and share with each other and with smoopt."""

from typing import NoReturn


class ReadOnly:
    """Something of which nobody else sets an attribute; its own methods do so by `_hold`.

    What one plugin set would be taken by all others for what the page or the site says.
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
