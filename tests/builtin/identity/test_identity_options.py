"""What is wrong with an option is said before anything is built, in words."""

from pathlib import Path

import pytest

from tests.support.configured import Configured
from tests.support.runs import page

FILES = {"index.html": page("Mill")}
BUSINESS = 'type = "Store"\n'
PERSON = 'type = "Person"\n'
CONTACT = "[[plugins.identity.contact_points]]\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ('type = "CafeOrCofeeShop"', "type: no type `CafeOrCofeeShop` (did you mean `CafeOr"),
        ('type = "Zzz"', "type: no type `Zzz` (all are at https://schema.org/Organization"),
        ('telephone = "01225 123456"', "telephone: '01225 123456' has no country; expected one"),
        ('telephone = "+44 (0)1225 123456"', "has a (0), which is not dialled from abroad"),
        ('telephone = "+44 12x"', "telephone: '+44 12x' is no telephone number; expected"),
        ('telephone = "+1 23"', "'+1 23' is no telephone number"),
        ('email = "ann at example.org"', "email: 'ann at example.org' is no e-mail address"),
        (BUSINESS + "geo = {latitude = 512, longitude = 1}", "geo.latitude: expected a number fr"),
        (BUSINESS + "geo = {latitude = nan, longitude = 1}", "geo.latitude: expected a number fr"),
        (BUSINESS + "geo = {latitude = 0, longitude = 0}", "geo: 0 and 0 lie in the ocean"),
        (BUSINESS + "geo = {latitude = 51.3}", "geo: `longitude` is missing; expected a number"),
        (BUSINESS + 'opening_hours = "Mo 9-5"', "opening_hours: '9-5' are no times; expected"),
        (BUSINESS + 'opening_hours = ["Mo"]', "opening_hours: 'Mo' names no times; expected one"),
        (BUSINESS + 'special_days = {"Xmas" = "closed"}', "special_days: 'Xmas' is not a day; ex"),
        (
            BUSINESS + 'special_days = {"2026-12-25" = "never"}',
            "special_days.2026-12-25: 'never' are no times; expected",
        ),
        (BUSINESS + f'price_range = "{"€" * 100}"', "price_range: expected text of length 99 or"),
        ('opening_hours = "24/7"', "opening_hours: it is for a LocalBusiness and what is one"),
        (BUSINESS + 'menu = "menu/"', "menu: it is for a FoodEstablishment and what is one"),
        (PERSON + 'logo = "a.png"', "logo: it is for organizations; the type is Person"),
        ('job_title = "Miller"', "job_title: it is for a Person; the type is Organization"),
        ('same_as = ["@ann"]', "same_as: '@ann' is not an address; expected one like https://"),
        ('same_as = ["javascript:alert(1)"]', "same_as: 'javascript:alert(1)' is not an address"),
        (BUSINESS + 'map = "map.html"', "map: 'map.html' is not an address"),
        ("address = {}", "address: it is empty; expected a locality or a country at least"),
        ('address = {country = "Germany"}', "address: country: 'Germany' is not a country"),
        ('address = {city = "Bath"}', "address: there is no option `city`"),
        ('founding_date = "1.5.1999"', "founding_date: '1.5.1999' is not a date; expected 1999 or"),
        ('founding_date = "1999-13"', "founding_date: '1999-13' is not a date"),
        ('vat_id = "123"', "vat_id: '123' is none; expected one like GB123456789"),
        ('lei_code = "1"', "lei_code: '1' is none; expected one like 5493001KJTIIGC8Y1R12"),
        (CONTACT + 'type = "press"', "contact_points[0]: expected a telephone, an email or a url"),
        (CONTACT + 'telephone = "123"', "contact_points[0]: telephone: '123' has no country"),
        (CONTACT + 'url = "x"', "contact_points[0]: url: 'x' is not an address"),
        (
            CONTACT + 'email = "a@b.de"\nlanguages = ["e_n g"]',
            "languages: 'e_n g' is not a language",
        ),
        ('name = "\\u0001"', "name: the text holds the character U+0001"),
        ('address = {street = "\\uFFFF"}', "address.street: the text holds the character U+FFFF"),
        ('logo = "uber://a"', "logo: 'uber://a' is not an address; expected one like https://"),
        ('image = ["a.png", "uber://a"]', "image: 'uber://a' is not an address"),
        ('same_as = ["https://a.example/a b"]', "same_as: 'https://a.example/a b' is not an"),
        ('selector = "main >"', "selector"),
        ('card = "visible"', "card: expected"),
    ],
)
def test_what_is_wrong_is_refused(tmp_path: Path, options: str, said: str) -> None:
    made = Configured(tmp_path, FILES, "identity", f"{options}\n")
    run = made.build()
    assert run.code == 2
    assert "plugins.identity" in run.err
    assert said in run.err
    assert made.text("index.html") == FILES["index.html"]


def test_a_template_that_is_wrong_is_refused(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "identity", 'name = "Mill"\n')
    own = tmp_path / "templates/identity.html.j2"
    own.parent.mkdir()
    own.write_text("<div>no sign</div>")
    run = made.build()
    assert run.code == 2
    assert "templates/identity.html.j2" in run.err
