"""`Deployment`: the address that is verified, and the built site behind it, if it was given."""

from typing import NamedTuple

from smoopt.model.web_address import are_equal
from smoopt.site.site import Site


class Deployment(NamedTuple):
    """The address of the site's root folder, ending with a slash, and the site as it was built.

    `public` is the address that the site has or will have, as the verified one may be a
    preview.
    """

    base: str
    public: str
    site: Site | None = None

    def here(self, url: str) -> str:
        """Return the address on this host for one below the public address."""
        return self.base + url.removeprefix(self.public) if url.startswith(self.public) else url

    def pages(self) -> dict[str, str]:
        """Return the files of the site's pages by their addresses on this host."""
        site = self.site
        if site is None:
            return {}
        addresses = site.learnt.addresses
        based = addresses if addresses.base else type(addresses)(self.base, addresses.style)
        return {self.here(based.of(path)): path for path in site.pages}

    def is_own(self, stated: str, url: str, file: str | None) -> bool:
        """Return whether an address that a page states is the page's own.

        `url` is where the page was found, `file` the file it was made of.
        """
        own = {url, self.public + url.removeprefix(self.base)}
        if file is not None and self.site is not None:
            own.add(self.site.address(file))
        return any(are_equal(stated, one) for one in own)
