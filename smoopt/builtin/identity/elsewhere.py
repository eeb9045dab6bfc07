"""Which addresses elsewhere are somebody's own: those of accounts, not of articles about them."""

from smoopt.model.web_address import host_of

# What is written there about somebody is not theirs, and a `rel=me` would say that it is.
_ABOUT_OTHERS = frozenset(
    {
        *("crunchbase.com", "d-nb.info", "dnb.com", "goo.gl", "google.com", "imdb.com", "isni.org"),
        *("musicbrainz.org", "openlibrary.org", "ror.org", "tripadvisor.com", "trustpilot.com"),
        *("viaf.org", "wikidata.org", "wikipedia.org", "worldcat.org", "yelp.com"),
    }
)


def is_own(url: str) -> bool:
    """Tell whether an address may be somebody's own account or page."""
    host = host_of(url)
    while host:
        if host in _ABOUT_OTHERS:
            return False
        host = host.partition(".")[2]
    return True
