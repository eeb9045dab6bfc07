"""`PostWriter`: an article's posts for the chosen networks, each within its limits."""

from collections.abc import Iterator
from datetime import datetime

from smoopt.builtin.share.bar.share_address import with_parameters
from smoopt.kit.announcement import Announcement
from smoopt.kit.due_articles import DueArticle
from smoopt.kit.hashtags import hashtags
from smoopt.kit.post import Part, Post, part
from smoopt.kit.post_draft import Draft
from smoopt.kit.post_networks import PostNetwork, chosen
from smoopt.kit.post_template import PostTemplate
from smoopt.kit.shared_article import SharedArticle
from smoopt.kit.whole_words import longest, shortened
from smoopt.site.campaign import Utm
from smoopt.site.kit_settings import KitSettings


class PostWriter:
    """Writes posts according to the author's settings."""

    def __init__(self, settings: KitSettings, where: str, *, threads: bool = True) -> None:
        """Take the settings and the file that they are from; raises ConfigError.

        Without `threads`, a text that is too long is shortened.
        """
        self.networks = chosen(settings, where)
        self._settings = settings
        self._threads = threads
        self._templates = {
            network.name: PostTemplate(
                network.template, f"{where}: kit.network.{network.name}.template"
            )
            for network in self.networks
        }

    def announcement(self, due: DueArticle, at: datetime | None = None) -> Announcement:
        """Write all posts for an article that is due; raises ConfigError as `posts` does."""
        posts = tuple(self.posts(due.article))
        written = {post.network.name for post in posts}
        without = tuple(each.label for each in self.networks if each.name not in written)
        return Announcement(due, posts, at, without)

    def posts(self, article: SharedArticle) -> Iterator[Post]:
        """Yield the posts for an article; raises ConfigError for a template that is wrong.

        A network whose limits leave no room even for the article's link gets none.
        """
        tags = hashtags((*self._settings.hashtags, *article.tags))
        for network in self.networks:
            of_network = tags[: network.hashtags]
            for link in dict.fromkeys((self._link(network, article.address), article.address)):
                post = self._post(network, article, link, of_network)
                if post is not None:
                    yield post
                    break

    def _link(self, network: PostNetwork, address: str) -> str:
        utm = self._settings.utm
        if utm is False or not network.tracked:
            return address
        parameters = utm if isinstance(utm, Utm) else Utm()
        return with_parameters(address, parameters.parameters(network.name))

    def _post(
        self, network: PostNetwork, article: SharedArticle, link: str, tags: tuple[str, ...]
    ) -> Post | None:
        parts, notes = list[Part](), list[str]()
        if network.title:
            title = longest(article.title, shortened, network.of_title.fits)
            if not title:
                return None
            parts.append(part("title", title, network.of_title))
            notes += ["the title was shortened"] * (title != article.title)
        picture = article.picture if network.pictured else None
        limit = network.of_text(pictured=picture is not None)
        if limit.most:
            template = self._templates[network.name]
            fitting = Draft(template, network, article, link, tags, limit).fitted(
                threads=self._threads
            )
            if not fitting.texts:
                return None
            name = "thread" if len(fitting.texts) > 1 else "text"
            parts += [part(name, text, limit, link) for text in fitting.texts]
            notes += fitting.notes
            notes += [f"{name} may name an account there" for name in article.at_names]
        used = tuple(tag for tag in tags if any(tag in each.text.split() for each in parts))
        return Post(network, tuple(parts), link, used, picture, tuple(dict.fromkeys(notes)))
