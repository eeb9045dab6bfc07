"""What most titles share, by votes that can be counted in partitions and added.

Votes are plain data by key: `titles` names for each language the texts that many titles may bear,
and each text has a key of its own, with how many do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import NamedTuple, TypeVar, cast

from smoopt.model.checksum import checksum
from smoopt.site.shared_titles import FEWEST, MOST, Said, Shared, last_part, names_in

# What titles begin with may be the name of one large section, so that more of them must agree.
_MOST_BEGINNINGS = 0.8
# Whatever more than one of 65 titles bears is among so many candidates, however these are added:
# https://doi.org/10.1145/2213556.2213562 (2026-12-02)
_CANDIDATES = 64
_GROUPS = "titles"
_TITLE, _END, _BEGIN, _AFTER = "title", "end", "begin", "after"
Votes = Mapping[str, object]
T = TypeVar("T")


class _Group(NamedTuple):
    """How many titles there are in a language, and the texts that many of them may bear."""

    titled: int
    ends: Mapping[str, int]
    begins: Mapping[str, int]
    afters: Mapping[str, int]


class _Bearing(NamedTuple):
    """How many titles have a text, and the checksums of different such titles, three at most."""

    number: int
    different: Sequence[bytes] = ()


def title_votes(pages: Iterable[Said]) -> dict[str, object]:
    """Count what the titles of some pages begin and end with."""
    groups: dict[str, list[Said]] = {}
    bearing: dict[str, list[Said]] = {}
    votes: dict[str, object] = {}
    ends: dict[str, str] = {"": ""}
    for page in pages:
        if not page.title:
            continue
        groups.setdefault(page.language, []).append(page)
        if page.after not in ends:
            ends[page.after] = last_part(page.after)
        for kind, text in (
            (_TITLE, page.title.hex()),
            (_END, ends[page.after]),
            (_BEGIN, page.before),
            (_AFTER, page.after),
        ):
            if text:
                bearing.setdefault(f"{kind} {text}", []).append(page)
    for key, found in bearing.items():
        votes[key] = _by_language(found)
    votes[_GROUPS] = {
        language: _Group(
            len(group),
            _candidates(Counter(ends[page.after] for page in group)),
            _candidates(Counter(page.before for page in group)),
            _candidates(Counter(page.after for page in group)),
        )
        for language, group in groups.items()
    }
    return votes


def is_vote(key: str) -> bool:
    """Tell whether a key is one of votes on titles."""
    return key == _GROUPS or key.partition(" ")[0] in {_TITLE, _END, _BEGIN, _AFTER}


def added(key: str, values: Sequence[object]) -> object:
    """Add votes that have the same key."""
    if key == _GROUPS:
        return _each(cast("Sequence[Mapping[str, _Group]]", values), _added_groups)
    return _each(cast("Sequence[Mapping[str, _Bearing]]", values), _added_bearing)


def by_language(votes: Votes, home: Sequence[str]) -> dict[str, Shared]:
    """Find what most titles share: under "" of all, and of each language that has its own.

    `home` are the parts of the home page's title.
    """
    known = cast("Mapping[str, _Group]", votes.get(_GROUPS, {}))
    groups = {language: _Group(*group) for language, group in known.items()}
    if not groups:
        return {}
    every = reduce(_added_groups, groups.values())
    whole = _Titles(votes, every, tuple(groups), home).shared()
    found = {"": whole} if whole else {}
    for language, group in groups.items():
        if language and len(groups) > 1:
            own = _Titles(votes, group, (language,), home).shared()
            if own and own != whole:
                found[language] = own._replace(language=language)
    return found


class _Titles(NamedTuple):
    """The titles in some languages, and the parts of the home page's."""

    votes: Votes
    group: _Group
    languages: Sequence[str]
    home: Sequence[str]

    def shared(self) -> Shared | None:
        """Find what most of them begin or end with."""
        ends = ((*found, True) for found in self._favourite(_END, self.group.ends))
        begins = ((*found, False) for found in self._favourite(_BEGIN, self.group.begins))
        for text, _, is_end in sorted((*ends, *begins), key=lambda found: -found[1]):
            if self._is_shared(text, is_end=is_end):
                return Shared(after=self._longer(text)) if is_end else Shared(before=text)
        return None

    def _bearing(self, kind: str, text: str) -> _Bearing:
        """Count the titles that bear a text."""
        known = cast("Mapping[str, _Bearing]", self.votes.get(f"{kind} {text}", {}))
        parts = [_Bearing(*known[each]) for each in self.languages if each in known]
        return reduce(_added_bearing, parts, _Bearing(0))

    def _favourite(self, kind: str, texts: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Yield the most frequent text; among equals the alphabetically first."""
        votes = {text: self._bearing(kind, text).number for text in texts}
        if votes:
            most = max(votes.values())
            yield min(text for text, count in votes.items() if count == most), most

    def _is_shared(self, text: str, *, is_end: bool) -> bool:
        """Tell whether enough different titles have it; one that is just the name does, too."""
        name = names_in(text)[0]
        bearing = self._bearing(_END if is_end else _BEGIN, text)
        alone = self._bearing(_TITLE, checksum(name).hex())
        at_home, others = name in self.home, self.group.titled - alone.number
        different = {*bearing.different, *(alone.different if at_home else ())}
        most = MOST if is_end or at_home else _MOST_BEGINNINGS
        # On a small site all pages but the home page must have it.
        all_have = bool(self.home) and is_end and bearing.number >= others - 1
        enough = len(different) >= (FEWEST - 1 if at_home or all_have else FEWEST)
        return enough and bearing.number >= most * others

    def _longer(self, end: str) -> str:
        """Add the part before if most titles have it and the home page has both: name, motto."""
        number = self._bearing(_END, end).number
        whole = (text for text in self.group.afters if last_part(text) == end)
        for text, count in self._favourite(_AFTER, whole):
            both = text != end and set(names_in(text)) <= set(self.home)
            if both and count >= MOST * number:
                return text
        return end


def _by_language(pages: Sequence[Said]) -> dict[str, _Bearing]:
    if len(pages) == 1:
        return {pages[0].language: _Bearing(1, (pages[0].title,))}
    found: dict[str, list[bytes]] = {}
    for page in pages:
        found.setdefault(page.language, []).append(page.title)
    return {language: _Bearing(len(each), _few(each)) for language, each in found.items()}


def _each(parts: Sequence[Mapping[str, T]], add: Callable[[T, T], T]) -> dict[str, T]:
    """Add the values for each language."""
    found: dict[str, T] = {}
    for part in parts:
        for language, one in part.items():
            found[language] = add(found[language], one) if language in found else one
    return found


def _few(sums: Iterable[bytes]) -> list[bytes]:
    return sorted({*sums})[:FEWEST]


def _added_bearing(one: _Bearing, other: _Bearing) -> _Bearing:
    one, other = _Bearing(*one), _Bearing(*other)
    return _Bearing(one.number + other.number, _few((*one.different, *other.different)))


def _added_groups(one: _Group, other: _Group) -> _Group:
    one, other = _Group(*one), _Group(*other)
    return _Group(
        one.titled + other.titled,
        _candidates(Counter(one.ends) + Counter(other.ends)),
        _candidates(Counter(one.begins) + Counter(other.begins)),
        _candidates(Counter(one.afters) + Counter(other.afters)),
    )


def _candidates(votes: Counter[str]) -> dict[str, int]:
    """Keep the texts with the most votes, less the votes of the first text that is left out."""
    del votes[""]
    if len(votes) <= _CANDIDATES:
        return dict(votes)
    least = sorted(votes.values(), reverse=True)[_CANDIDATES]
    return {text: count - least for text, count in votes.items() if count > least}
