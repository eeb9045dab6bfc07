"""Contact data: address, place, telephone and e-mail, checked when it is read."""

import re
from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import Meta

from smoopt.html.markup import JSON
from smoopt.model.language_tags import refuse_no_language
from smoopt.model.web_address import is_shown_whole

# With the country code, as
# https://developers.google.com/search/docs/appearance/structured-data/organization requires
# (2026-12-01); a number with its country code has at most 15 digits:
# https://www.itu.int/rec/T-REC-E.164 (2026-12-01)
_TELEPHONE = re.compile(r"\+[1-9][\d\s().\-/]*")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_EMAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;]+\.[^\s@<>\"',;]+")
_COUNTRY = re.compile(r"[A-Z]{2}")


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table within the options."""


class Address(_Table, frozen=True):
    """Where somebody can be found or written to."""

    street: Annotated[str, Meta(description="Street and number.")] = ""
    extended: Annotated[str, Meta(description="An addition: a suite, a floor, a building.")] = ""
    post_office_box: Annotated[str, Meta(description="The number of a post office box.")] = ""
    locality: Annotated[str, Meta(description="The town.")] = ""
    region: Annotated[str, Meta(description="The state, county or province.")] = ""
    postal_code: Annotated[str, Meta(description="The postal code.")] = ""
    country: Annotated[
        str, Meta(description="The country, as a two-letter code of ISO 3166: GB.")
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError for an empty address, and for an invalid country code."""
        if not any(msgspec.structs.astuple(self)):
            raise ValueError("it is empty; expected a locality or a country at least")
        if self.country and not _COUNTRY.fullmatch(self.country):
            raise ValueError(
                f"country: {self.country!r} is not a country; expected two letters like GB"
            )

    def described(self) -> dict[str, JSON]:
        """Return it as schema.org's `PostalAddress`."""
        names = {
            "streetAddress": self.street,
            "extendedAddress": self.extended,
            "postOfficeBoxNumber": self.post_office_box,
            "addressLocality": self.locality,
            "addressRegion": self.region,
            "postalCode": self.postal_code,
            "addressCountry": self.country,
        }
        return {"@type": "PostalAddress", **{key: text for key, text in names.items() if text}}


class Geo(_Table, frozen=True):
    """A place on earth, in degrees (WGS 84)."""

    latitude: Annotated[float, Meta(ge=-90, le=90, description="Degrees north, like 51.38110.")]
    longitude: Annotated[float, Meta(ge=-180, le=180, description="Degrees east, like -2.35900.")]

    def __post_init__(self) -> None:
        """Raise ValueError for a place that nobody has filled in."""
        if self.latitude == self.longitude == 0:
            raise ValueError("0 and 0 lie in the ocean; expected the place of the entrance")

    def described(self) -> dict[str, JSON]:
        """Return it as schema.org's `GeoCoordinates`."""
        place: dict[str, JSON] = {"latitude": self.latitude, "longitude": self.longitude}
        return {"@type": "GeoCoordinates", **place}


class ContactPoint(_Table, frozen=True):
    """A contact for one kind of question."""

    type: Annotated[str, Meta(description="The topic: customer support, press, security.")] = ""
    telephone: Annotated[
        str, Meta(description="The telephone number, with country code: +44 1225 123456.")
    ] = ""
    email: Annotated[str, Meta(description="An e-mail address.")] = ""
    url: Annotated[str, Meta(description="The address of a form, or of a page that helps.")] = ""
    languages: Annotated[
        tuple[str, ...], Meta(description="The languages spoken there: en, pt-BR.")
    ] = ()
    area: Annotated[
        tuple[str, ...], Meta(description="The countries served, as two-letter codes.")
    ] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for a contact without any way to reach it, and for invalid values."""
        if not (self.telephone or self.email or self.url):
            raise ValueError("expected a telephone, an email or a url in each")
        refuse_wrong_contact(self.telephone, self.email)
        refuse_no_address("url", self.url)
        for language in self.languages:
            refuse_no_language(language, "languages")

    def described(self) -> dict[str, JSON]:
        """Return it as schema.org's `ContactPoint`."""
        names: dict[str, JSON] = {
            "contactType": self.type,
            "telephone": self.telephone,
            "email": self.email,
            "url": self.url,
            "availableLanguage": [*self.languages],
            "areaServed": [*self.area],
        }
        return {"@type": "ContactPoint", **{key: value for key, value in names.items() if value}}


def refuse_wrong_contact(telephone: str, email: str) -> None:
    """Raise ValueError for a telephone number without country code, or an invalid e-mail."""
    if telephone and (fault := telephone_fault(telephone)):
        raise ValueError(f"telephone: {telephone!r} {fault}; expected one like +44 1225 123456")
    if email and not _EMAIL.fullmatch(email):
        raise ValueError(
            f"email: {email!r} is no e-mail address; expected one like ann@example.org"
        )


def telephone_fault(number: str) -> str:
    """Return why a number cannot be called from anywhere, or ""."""
    digits = len(re.sub(r"\D", "", number))
    if not number.startswith("+"):
        return "has no country"
    if "(0)" in number:
        return "has a (0), which is not dialled from abroad"
    if not _TELEPHONE.fullmatch(number) or not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        return "is no telephone number"
    return ""


def refuse_no_address(name: str, url: str) -> None:
    """Raise ValueError for what is not a web address."""
    if url and not is_shown_whole(url):
        raise ValueError(
            f"{name}: {url!r} is not an address; expected one like https://example.org/"
        )


def tel(number: str) -> str:
    """Return the `tel:` address of a number (RFC 3966)."""
    return f"tel:+{re.sub(r'[^0-9]', '', number)}"


def mailto(email: str) -> str:
    """Return the `mailto:` address (RFC 6068)."""
    return f"mailto:{quote(email, safe='@+.-_~')}"
