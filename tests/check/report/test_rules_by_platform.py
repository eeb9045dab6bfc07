"""Every rule concerns the platforms that read what it is about, as the preview has them."""

from smoopt.check.known_rules import built_in_rules
from smoopt.check.report.rules_by_platform import CARDS, CONCERNS, EVERY, NONE, concerned
from smoopt.model.finding import Place
from smoopt.preview.cards.platform_table import PLATFORMS

ALL = built_in_rules()


def test_every_rule_is_assigned_and_nothing_else() -> None:
    assert {*CONCERNS} == {*ALL}


def test_a_rule_concerns_some_platform_unless_it_is_about_the_check_itself() -> None:
    assert {code for code, to in CONCERNS.items() if to == NONE} == {
        *("no-pages", "site-url-missing", "network-retired", "template-unused"),
        *("match-unused", "selector-unused", "icons-logo", "robots-sub-path"),
        *("licence-missing", "identity-incomplete", "publisher-stated", "comments-unnamed"),
        *("indexnow-key", "signin-incomplete"),
        *("not-written", "file-refused", "file-changed", "list-damaged", "file-damaged"),
        "copy-remade",
    }


def test_every_platform_with_a_card_in_the_preview_has_a_score() -> None:
    assert {platform.name for platform in PLATFORMS} == {platform.value for platform in CARDS}
    assert {"Google", "Visitors"} == EVERY - CARDS


def test_who_the_preview_says_resolves_addresses_is_spared_a_relative_one() -> None:
    resolving = {platform.name for platform in PLATFORMS if platform.pictures.resolves}
    assert resolving == CARDS - CONCERNS["og-image-relative"]


def test_who_the_preview_says_reads_og_url_is_concerned_by_a_wrong_one() -> None:
    reading = {platform.name for platform in PLATFORMS if "og:url" in platform.addresses}
    assert reading == CONCERNS["og-url-wrong"] == CONCERNS["og-url-canonical"]


def test_a_picture_is_too_heavy_only_for_those_that_its_finding_names() -> None:
    from smoopt.check.rules.og_image import _file
    from smoopt.model.facts import Image

    def named(size: int) -> set[str]:
        image = Image("a.jpg", type="image/jpeg", size=size)
        return {str(to) for one in _file(Place("a.html"), image) for to in concerned(one)}

    assert named(700_000) == {"WhatsApp"}
    assert named(6_000_000) == {"WhatsApp", "X", "LinkedIn"}
    assert named(9_000_000) == CONCERNS["og-image-heavy"]
