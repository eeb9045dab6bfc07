"""The data of a page's citation."""

import msgspec

from smoopt.model.facts import Facts
from smoopt.site.site import Site


class Citation(msgspec.Struct, frozen=True):
    """A page as others cite it; `published` is a day in ISO 8601, unknown values are ""."""

    title: str
    url: str
    because: str
    authors: tuple[str, ...] = ()
    published: str = ""
    site: str = ""
    language: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The parts of the citation in one line, in an order that suits all languages."""
        authors = ", ".join(self.authors)
        title = self.title.rstrip(".")
        parts = [f"{authors}: {title}" if authors else title]
        # A page named like the site needs the name only once.
        parts += [self.site] if self.site and self.site != title else []
        parts += [self.published] if self.published else []
        return (*(f"{part}." for part in parts), self.url)


def citation_of(site: Site, facts: Facts) -> Citation | None:
    """Return the citation of an article; None if its title or address is unknown."""
    if facts.type is None or facts.type.value != "article":
        return None
    # An error page answers at every address, whatever its theme calls it.
    if facts.kind_or_page == "error":
        return None
    if facts.title is None or facts.address is None:
        return None
    return Citation(
        title=facts.title.value,
        url=facts.address.value,
        because=f"{facts.title.because}; {facts.type.because}",
        authors=tuple(each.name for each in facts.authors.value) if facts.authors else (),
        published=facts.published.value[:10] if facts.published else "",
        site=site.name.value if site.name else "",
        language=facts.language.value if facts.language else "",
        description=facts.description.value if facts.description else "",
        tags=facts.tags.value if facts.tags else (),
    )
