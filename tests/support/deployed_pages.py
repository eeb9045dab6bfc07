"""Pages as they are deployed, with which nothing is wrong apart from what is asked for."""

PUBLIC = "https://mill.example.org/"
_FAST = "{public}card.png"


def html(name: str, *, above: str = "", head: str = "", image: str = _FAST, body: str = "") -> str:
    """Write a page that nothing is wrong with, apart from what is given."""
    url = f"{PUBLIC}{name}"
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8>{above}<title>About {name}</title>"
        f'<meta name="description" content="What there is of {name}.">'
        f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">'
        f'<meta property="og:title" content="About {name}">'
        f'<meta property="og:description" content="What there is of {name}.">'
        f'<meta property="og:image" content="{image.format(public=PUBLIC)}">{head}'
        f"</head><body><h1>About {name}</h1>{body}</body></html>"
    )
