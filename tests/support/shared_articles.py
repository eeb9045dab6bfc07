"""Articles to write posts for, with texts that tear badly."""

from hypothesis import strategies as st

from smoopt.kit.shared_article import SharedArticle
from smoopt.model.facts import Image
from smoopt.model.plain_text import tidy

LINK = "https://mill.example.org/notes/spring/"
PIECES = (
    *(
        "a",
        "Wheel ",
        "Straße ",
        "café ",
        " ",
        ". ",
        "! ",
        "。",
        "、",
        "… ",
        "\u0301",
        ": ",
        "#Tag ",
        "@ann ",
    ),
    *(
        "雨が降る",
        "第一场春雨",
        "สวัสดี",
        "नमस्ते ",
        "مرحبا ",
        "هوش‌مصنوعی ",
        "שלום ",
        "a.co",
        "日本b.co",
    ),
    *("_", "-", ",", "(", ")", "/", "https://", "http://x.org/a?b=c ", "README.md ", "v2.0 "),
    *("🎉", "👩‍💻", "👍🏽", "🇩🇪", "❤️", "1️⃣", "🇦🇦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u200d", "\ufe0f", "\u20e3", "=", "%"),
)
# Texts as facts have them: tidy, in one line.
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join).map(tidy),
    st.text(max_size=120).map(tidy),
    st.builds(str.__mul__, st.sampled_from(PIECES), st.integers(0, 700)).map(tidy),
)


def article(title: str = "Truing a wheel", description: str = "", **more: object) -> SharedArticle:
    """Make one."""
    return SharedArticle("notes/spring/index.html", LINK, title, description, **more)  # type: ignore[arg-type]


ARTICLES = st.builds(
    article,
    TEXTS.filter(bool),
    TEXTS,
    tags=st.lists(TEXTS, max_size=6).map(tuple),
    picture=st.sampled_from((None, Image("https://mill.example.org/a.jpg", "A mill"))),
)
