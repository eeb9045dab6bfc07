"""The JSON-LD members on the site's publisher, each with the option that it comes from."""

from collections.abc import Iterator, Mapping

from smoopt.builtin.identity.identity_options import IdentityOptions
from smoopt.builtin.identity.opening_hours import specifications
from smoopt.builtin.sources.schema_org.node import picture_node
from smoopt.html.markup import JSON
from smoopt.model.facts import Fact, Image, Member
from smoopt.site.picture_fitness import can_be_fetched
from smoopt.site.site import Site

# Members whose value is the option's
_PLAIN: Mapping[str, str] = {
    "alternate_name": "alternateName",
    "legal_name": "legalName",
    "description": "description",
    "slogan": "slogan",
    "job_title": "jobTitle",
    "pronouns": "pronouns",
    "email": "email",
    "telephone": "telephone",
    "price_range": "priceRange",
    "payment": "paymentAccepted",
    "map": "hasMap",
    "serves_cuisine": "servesCuisine",
    "reservations": "acceptsReservations",
    "founding_date": "foundingDate",
    "area_served": "areaServed",
    "knows_about": "knowsAbout",
    "knows_languages": "knowsLanguage",
    "vat_id": "vatID",
    "tax_id": "taxID",
    "lei_code": "leiCode",
}


def members(
    options: IdentityOptions, name: Fact[str], profiles: Fact[tuple[str, ...]] | None, site: Site
) -> Iterator[Member]:
    """Yield the members; `profiles` are used if the options name no accounts."""
    yield Member("name", name.value, name.because)
    yield Member("url", site.url, "the site's address")
    yield from _pictures(options, site)
    for option, member in _PLAIN.items():
        value: object = getattr(options, option)
        if isinstance(value, tuple):
            value = _one_or_more([*value])
        if value not in (None, ""):
            yield _from(option, member, value)
    yield from _places(options)
    if options.contact_points:
        points: list[JSON] = [point.described() for point in options.contact_points]
        yield _from("contact_points", "contactPoint", _one_or_more(points))
    if options.menu and (menu := site.resolve(None, options.menu)):
        yield _from("menu", "hasMenu", menu)
    if options.founders:
        people: list[JSON] = [{"@type": "Person", "name": each} for each in options.founders]
        yield _from("founders", "founder", _one_or_more(people))
    if options.works_for:
        yield _from("works_for", "worksFor", {"@type": "Organization", "name": options.works_for})
    if options.same_as:
        yield _from("same_as", "sameAs", [*options.same_as])
    elif profiles is not None:
        yield Member("sameAs", [*profiles.value], profiles.because)


def pictures(options: IdentityOptions, site: Site) -> Iterator[tuple[str, Image]]:
    """Yield the pictures that the options name, each with its option."""
    if options.logo:
        yield "logo", site.image(None, options.logo)
    for each in options.image:
        yield "image", site.image(None, each)


def _pictures(options: IdentityOptions, site: Site) -> Iterator[Member]:
    found: dict[str, list[JSON]] = {}
    for option, image in pictures(options, site):
        if can_be_fetched(image):
            found.setdefault(option, []).append(picture_node(image))
    for option, nodes in found.items():
        yield _from(option, option, _one_or_more(nodes))


def _places(options: IdentityOptions) -> Iterator[Member]:
    if options.address is not None:
        yield _from("address", "address", options.address.described())
    if options.geo is not None:
        yield _from("geo", "geo", options.geo.described())
    hours = specifications(options.rules_of_hours, options.special_days)
    if hours:
        origin = "opening_hours" if options.rules_of_hours else "special_days"
        yield _from(origin, "openingHoursSpecification", _one_or_more(hours))


def _from(option: str, member: str, value: object) -> Member:
    return Member(member, value, f"option {option}")


def _one_or_more(values: list[JSON]) -> JSON:
    """Return a single value without a list, and an empty list as ""."""
    return values if len(values) > 1 else next(iter(values), "")
