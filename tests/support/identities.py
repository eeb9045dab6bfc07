"""Who publishes a site, in all that can be said of it: options of the plugin `identity`."""

from collections.abc import Mapping
from typing import Any

Options = Mapping[str, Any]
MASTODON = "https://mastodon.social/@mill"
ADDRESS = {
    "street": "1 Mill Lane",
    "locality": "Bath",
    "region": "Somerset",
    "postal_code": "BA1 1AA",
    "country": "GB",
}
ORGANIZATION: Options = {
    "type": "Organization",
    "name": "Mill Press",
    "alternate_name": ("The Press", "MP"),
    "legal_name": "Mill Press Ltd",
    "description": "Books on milling.",
    "slogan": "Grind slowly.",
    "logo": "logo.png",
    "image": ("rye.png",),
    "email": "press@mill.example.org",
    "telephone": "+44 1225 123456",
    "address": ADDRESS,
    "contact_points": (
        {
            "type": "customer support",
            "telephone": "+44 1225 123457",
            "email": "help@mill.example.org",
            "url": "https://mill.example.org/help",
            "languages": ("en", "pt-BR"),
            "area": ("GB", "IE"),
        },
    ),
    "same_as": (MASTODON, "https://github.com/mill", "https://en.wikipedia.org/wiki/Mill"),
    "founding_date": "1999-05-01",
    "founders": ("Ann Lee", "Bob Roe"),
    "area_served": ("England",),
    "knows_about": ("rye", "wheels"),
    "vat_id": "GB123456789",
    "tax_id": "12345",
    "lei_code": "5493001KJTIIGC8Y1R12",
}
CAFE: Options = {
    "type": "CafeOrCoffeeShop",
    "name": "The Mill Café",
    "logo": "logo.png",
    "image": ("rye.png",),
    "telephone": "+44 1225 123456",
    "address": ADDRESS,
    "geo": {"latitude": 51.38113, "longitude": -2.35904},
    "map": "https://maps.example.net/mill",
    "opening_hours": "Mo-Fr 09:00-17:00; Sa 10:00-14:00; Su closed",
    "special_days": {"2026-12-25/2026-12-26": "closed", "2026-12-24": "10:00-13:00"},
    "price_range": "££",
    "payment": "cash, credit card",
    "serves_cuisine": ("coffee", "bread"),
    "menu": "menu/",
    "reservations": False,
    "same_as": (MASTODON,),
}
PERSON: Options = {
    "type": "Person",
    "name": "Ann Lee",
    "description": "Mills rye.",
    "image": ("rye.png",),
    "email": "ann@mill.example.org",
    "job_title": "Miller",
    "works_for": "The Mill",
    "pronouns": "she/her",
    "knows_languages": ("en", "fr"),
    "knows_about": ("rye",),
    "same_as": (MASTODON, "https://ann.example.net/"),
}
EVERY = (ORGANIZATION, CAFE, PERSON)
