"""`StoredMapping`: a mapping on the disk, which gives all that it has by a single query."""

from abc import abstractmethod
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar

V_co = TypeVar("V_co", covariant=True)


class StoredMapping(Mapping[str, V_co]):
    """Values by text, in an order of its own."""

    @abstractmethod
    def rows(self) -> Iterator[tuple[str, V_co]]:
        """Return keys and values in order, by a single query."""

    def items(self) -> ItemsView[str, V_co]:
        """Return keys and values."""
        return _Items(self)

    def values(self) -> ValuesView[V_co]:
        """Return values."""
        return _Values(self)


class _Items(ItemsView[str, V_co]):
    _mapping: StoredMapping[V_co]

    def __iter__(self) -> Iterator[tuple[str, V_co]]:
        return self._mapping.rows()


class _Values(ValuesView[V_co]):
    _mapping: StoredMapping[V_co]

    def __iter__(self) -> Iterator[V_co]:
        return (value for _, value in self._mapping.rows())
