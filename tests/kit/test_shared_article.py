"""What posts say of an article comes from its facts."""

from smoopt.kit.shared_article import shared_article
from smoopt.model.facts import Fact, Facts, Image, Person

ADDRESS = Fact("https://mill.example.org/a/", "test")


def test_what_is_written_for_cards_goes_first() -> None:
    facts = Facts(
        address=ADDRESS,
        title=Fact("Title", "test"),
        share_title=Fact("For  cards", "test"),
        description=Fact("Of the page", "test"),
        share_description=Fact("Of the card", "test"),
        images=Fact((Image("https://mill.example.org/a.jpg"),), "test"),
        share_image=Fact(Image("https://mill.example.org/card.jpg"), "test"),
        authors=Fact((Person("Ann"), Person("Bob")), "test"),
    )
    article = shared_article("a.html", facts)
    assert article is not None
    assert (article.title, article.description) == ("For cards", "Of the card")
    assert article.picture == Image("https://mill.example.org/card.jpg")
    assert article.author == "Ann, Bob"


def test_a_description_that_says_the_title_again_is_left_out() -> None:
    facts = Facts(address=ADDRESS, title=Fact("The Mill", "t"), description=Fact("the mill!", "t"))
    article = shared_article("a.html", facts)
    assert article is not None
    assert article.description == ""


def test_without_a_title_or_a_public_address_nothing_is_shared() -> None:
    assert shared_article("a.html", Facts(address=ADDRESS)) is None
    assert shared_article("a.html", Facts(title=Fact("A", "t"))) is None
    assert shared_article("a.html", Facts(address=Fact("/a/", "t"), title=Fact("A", "t"))) is None
    missing = Fact((Image("https://mill.example.org/a.jpg", missing=True),), "t")
    article = shared_article("a.html", Facts(address=ADDRESS, title=Fact("A", "t"), images=missing))
    assert article is not None
    assert article.picture is None
