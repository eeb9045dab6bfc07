"""Which addresses elsewhere are the publisher's own: accounts, not articles about them."""

from smoopt.model.web_address import host_of

# Pages there about somebody are not theirs, but a `rel=me` would claim it.
_ABOUT_OTHERS = frozenset(
    {
        *("crunchbase.com", "d-nb.info", "dnb.com", "goo.gl", "google.com", "imdb.com", "isni.org"),
        *("musicbrainz.org", "openlibrary.org", "ror.org", "tripadvisor.com", "trustpilot.com"),
        *("viaf.org", "wikidata.org", "wikipedia.org", "worldcat.org", "yelp.com"),
    }
)


def is_own(url: str) -> bool:
    """Return whether an address may be the publisher's own account or page."""
    host = host_of(url)
    while host:
        if host in _ABOUT_OTHERS:
            return False
        host = host.partition(".")[2]
    return True
