"""What a site may decide of its structured data."""

from typing import Annotated, Literal

from msgspec import Meta

from smoopt.plugin.hooks import Plugin

ArticleType = Literal["auto", "Article", "BlogPosting", "NewsArticle", "TechArticle"]


class StructuredOptions(Plugin, frozen=True):
    """The options of the plugin `structured`."""

    article_type: Annotated[
        ArticleType,
        Meta(
            description="The type of articles; auto: BlogPosting if the page is marked up as an "
            "h-entry, else Article."
        ),
    ] = "auto"
    breadcrumbs: Annotated[
        bool,
        Meta(description="Whether to add breadcrumbs, from the page's own or from its folders."),
    ] = True
    parts: Annotated[
        bool,
        Meta(description="Whether to describe the questions, steps and videos of a page."),
    ] = True
