"""What an author may say of who publishes the site, checked before anything is read."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from smoopt.builtin.identity.contact import (
    Address,
    ContactPoint,
    Geo,
    refuse_no_address,
    refuse_wrong_contact,
)
from smoopt.builtin.identity.opening_hours import read_dates, read_ranges, week
from smoopt.builtin.share.bar.site_notes import TellsSelector
from smoopt.builtin.sources.schema_org.organizations import (
    BUSINESSES,
    EATERIES,
    ORGANIZATIONS,
    PEOPLE,
)
from smoopt.model.wording import suggestion

T = TypeVar("T")
_TYPES = PEOPLE | ORGANIZATIONS
_EXAMPLES = "all are at https://schema.org/Organization, such as CafeOrCoffeeShop; or Person"
_BUSINESS = "a LocalBusiness and what is one, such as Store"
# Of which types an option may be said, and how these are called.
_ONLY: Mapping[str, tuple[frozenset[str], str]] = {
    **dict.fromkeys(
        (
            *("legal_name", "logo", "slogan", "founding_date", "founders", "area_served"),
            "lei_code",
        ),
        (ORGANIZATIONS, "organizations"),
    ),
    **dict.fromkeys(
        ("geo", "opening_hours", "special_days", "price_range", "payment", "map"),
        (BUSINESSES, _BUSINESS),
    ),
    **dict.fromkeys(
        ("serves_cuisine", "menu", "reservations"),
        (EATERIES, "a FoodEstablishment and what is one, such as Restaurant"),
    ),
    **dict.fromkeys(
        ("job_title", "works_for", "pronouns", "knows_languages"), (PEOPLE, "a Person")
    ),
}
_DATE = re.compile(r"\d{4}(?:-\d{2})?")
_VAT = re.compile(r"[A-Z]{2}[A-Z0-9+*]{2,13}")
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
# https://developers.google.com/search/docs/appearance/structured-data/local-business (2026-12-01)
_LONGEST_PRICES = 99


class IdentityOptions(TellsSelector, frozen=True):
    """The options that say who somebody is."""

    # Of which of them Google makes use (2026-12-01):
    # https://developers.google.com/search/docs/appearance/structured-data/organization
    # https://developers.google.com/search/docs/appearance/structured-data/local-business

    type: Annotated[
        str,
        Meta(
            description="The type in schema.org: Organization, Person, LocalBusiness, or a "
            "subtype of these such as CafeOrCoffeeShop.",
            extra_json_schema={"enum": sorted(_TYPES)},
        ),
    ] = "Organization"
    name: Annotated[
        str,
        Meta(description="The name; by default site.author for a Person, else site.name."),
    ] = ""
    alternate_name: Annotated[
        tuple[str, ...], Meta(description="Other names, such as short or former ones.")
    ] = ()
    legal_name: Annotated[str, Meta(description="The legal name.")] = ""
    description: Annotated[str, Meta(description="A description, in a sentence.")] = ""
    slogan: Annotated[str, Meta(description="Its motto.")] = ""
    logo: Annotated[
        str, Meta(description="The logo, a file of the site or an address: 112×112 or larger.")
    ] = ""
    image: Annotated[
        tuple[str, ...], Meta(description="Pictures, as files of the site or addresses.")
    ] = ()
    email: Annotated[str, Meta(description="The e-mail address.")] = ""
    telephone: Annotated[
        str, Meta(description="The telephone number, with country code: +44 1225 123456.")
    ] = ""
    contact_points: Annotated[
        tuple[ContactPoint, ...], Meta(description="Contact points for certain topics, as tables.")
    ] = ()
    address: Annotated[
        Address | None,
        Meta(description="The postal address: street, locality, postal_code, country."),
    ] = None
    geo: Annotated[
        Geo | None, Meta(description="The position of the entrance: latitude, longitude.")
    ] = None
    map: Annotated[str, Meta(description="The address of a map that shows it.")] = ""
    opening_hours: Annotated[
        str | tuple[str, ...],
        Meta(description="The opening hours: Mo-Fr 09:00-17:00; Sa 10:00-14:00."),
    ] = ()
    special_days: Annotated[
        dict[str, str],
        Meta(description='Different hours on special days: "2026-12-25" = "closed".'),
    ] = msgspec.field(default_factory=dict)
    price_range: Annotated[
        str, Meta(max_length=_LONGEST_PRICES, description="The price range: €€, or £5-15.")
    ] = ""
    payment: Annotated[str, Meta(description="The accepted payment: cash, credit card.")] = ""
    serves_cuisine: Annotated[tuple[str, ...], Meta(description="The cuisine.")] = ()
    menu: Annotated[str, Meta(description="The menu, a page of the site or an address.")] = ""
    reservations: Annotated[
        bool | None, Meta(description="Whether guests can reserve a table.")
    ] = None
    same_as: Annotated[
        tuple[str, ...],
        Meta(
            description="Addresses on other sites, such as accounts or a Wikipedia article; by "
            "default the profiles of the plugin `follow`, else the accounts in [site]."
        ),
    ] = ()
    founding_date: Annotated[str, Meta(description="The founding date: 1999, 1999-05-01.")] = ""
    founders: Annotated[tuple[str, ...], Meta(description="The founders.")] = ()
    area_served: Annotated[tuple[str, ...], Meta(description="The area served.")] = ()
    knows_about: Annotated[tuple[str, ...], Meta(description="The topics of expertise.")] = ()
    vat_id: Annotated[str, Meta(description="The VAT number: GB123456789.")] = ""
    tax_id: Annotated[str, Meta(description="The tax number.")] = ""
    lei_code: Annotated[str, Meta(description="The Legal Entity Identifier (ISO 17442).")] = ""
    job_title: Annotated[str, Meta(description="A person's job title.")] = ""
    works_for: Annotated[str, Meta(description="The organization a person works for.")] = ""
    pronouns: Annotated[str, Meta(description="A person's pronouns: she/her.")] = ""
    knows_languages: Annotated[
        tuple[str, ...], Meta(description="The languages a person speaks: en, pt-BR.")
    ] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for what is wrong whatever other plugins there are."""
        if self.type not in _TYPES:
            hint = suggestion(self.type, _TYPES, otherwise=_EXAMPLES)
            raise ValueError(f"type: no type `{self.type}`{hint}")
        for name, (kinds, called) in _ONLY.items():
            if getattr(self, name) not in ("", (), {}, None) and self.type not in kinds:
                raise ValueError(f"{name}: it is for {called}; the type is {self.type}")
        refuse_wrong_contact(self.telephone, self.email)
        refuse_no_address("map", self.map)
        for url in self.same_as:
            refuse_no_address("same_as", url)
        for name, picture in [("logo", self.logo), *(("image", each) for each in self.image)]:
            if "://" in picture:  # else it is a file
                refuse_no_address(name, picture)
        self._refuse_wrong_hours()
        self._refuse_wrong_numbers()

    def _refuse_wrong_hours(self) -> None:
        _named("opening_hours", week, self.rules_of_hours)
        for dates, hours in self.special_days.items():
            _named("special_days", read_dates, dates)
            _named(f"special_days.{dates}", read_ranges, hours)

    def _refuse_wrong_numbers(self) -> None:
        forms = (
            ("vat_id", _VAT, "GB123456789"),
            ("lei_code", _LEI, "5493001KJTIIGC8Y1R12"),
        )
        for name, form, example in forms:
            said: str = getattr(self, name)
            if said and not form.fullmatch(said.replace(" ", "")):
                raise ValueError(f"{name}: {said!r} is none; expected one like {example}")
        if self.founding_date and not _is_date(self.founding_date):
            raise ValueError(
                f"founding_date: {self.founding_date!r} is not a date; expected 1999 or 1999-05-01"
            )

    @property
    def rules_of_hours(self) -> tuple[str, ...]:
        """The opening hours as they are written, rule by rule."""
        hours = self.opening_hours
        return (hours,) if isinstance(hours, str) else hours

    @property
    def is_person(self) -> bool:
        """Whether the publisher is a person, not an organization."""
        return self.type in PEOPLE


def _named(name: str, read: Callable[[T], object], value: T) -> None:
    """Read a value to see whether that can be done; raises ValueError with the option's name."""
    try:
        read(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day of ISO 8601."""
    if _DATE.fullmatch(text):
        return text[5:] <= "12"
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
