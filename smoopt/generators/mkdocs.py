"""The plugin for MkDocs: `smoopt` in the list `plugins` of mkdocs.yml.

https://www.mkdocs.org/dev-guide/plugins/ (2026-12-01)
"""

from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.utils.yaml import yaml_load

from smoopt.generators.after_build import Written, after_build
from smoopt.site.config import candidates
from smoopt.site.url_checks import is_local

_log = get_plugin_logger("smoopt")


class SmooptConfig(Config):
    """The plugin's options."""

    enabled = config_options.Type(bool, default=True)
    config = config_options.Type(str, default="")
    fail_on = config_options.Optional(config_options.Choice(("error", "warning", "never")))


class SmooptPlugin(BasePlugin[SmooptConfig]):
    """Builds what MkDocs has written."""

    @event_priority(-100)  # other plugins write files, too
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the site; raises PluginError to make MkDocs fail."""
        is_local_now = is_local(config.site_url or "")
        published = _said_address(config) if is_local_now else ""
        is_served = is_local_now and not is_local(published)
        written = Written(
            folder=Path(config.site_dir),
            beside=_folder(config),
            published=published if is_served else "",
            published_by="site_url in mkdocs.yml",
            served=is_served,
            remembers=not is_served,
        )
        said = dict(self.config)
        ended = after_build(written, said, "mkdocs.yml: smoopt", _log.log, is_strict=config.strict)
        if ended.code and is_served and not config.strict:
            _log.error(ended.why)
        elif ended.code:
            raise PluginError(f"smoopt: {ended.why}")

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, **_: object) -> None:
        """Rebuild when smoopt's configuration changes."""
        for file in filter(Path.is_file, candidates(_folder(config))):
            server.watch(str(file))


def _folder(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _said_address(config: MkDocsConfig) -> str:
    """Return the site's address from mkdocs.yml, which `mkdocs serve` overrides."""
    if not config.config_file_path:
        return ""
    with Path(config.config_file_path).open("rb") as file:
        return str(yaml_load(file).get("site_url") or "")
