"""Write those pages of the reference that follow from the code.

Usage: python tools/make_reference.py
"""

import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import NoneType, UnionType
from typing import Union, get_args, get_origin

import click
import msgspec

import smoopt
from smoopt.cli import COMMANDS, cli
from smoopt.cli.plugin_list import Entry, entries
from smoopt.kit.post_networks import table
from smoopt.plugin import networks
from smoopt.site.settings import Settings

DOCS = Path(__file__).parents[1] / "docs"
_REFERENCE = DOCS / "reference"
_NOTE = "<!-- Written by tools/make_reference.py: change the code, not this file. -->"
# Plugins that another page tells of than the one of their name.
_PAGES = {
    **dict.fromkeys(("canonical", "description", "opengraph", "x"), "../pages.md"),
    **dict.fromkeys(("duplicates",), "../rules.md"),
    "indexnow": "../commands/ping.md",
    "licence": "cite.md#licence",
}
_FACTS = "../facts.md"
# Commands that another page tells of.
_COMMANDS = {
    "card": "../plugins/cards.md",
    "completion": "doctor.md#completion",
    "explain": "../facts.md",
    "init": "../configuration.md",
    "mentions": "../plugins/backlinks.md#links-to-other-sites",
    "plugin": "../../how-to/write-a-plugin.md",
    "plugins": "../configuration.md",
    "report": "check.md#the-report",
    "undo": "build.md#undo",
}

_COMMANDS_HEAD = """\
# Commands

Exit codes: 0 clean; 1 a page failed or a finding reached `--fail-on`; 2 the command could not run.
With `--json`, a command prints JSON for other programs.
"""
_PLUGINS_HEAD = """\
# Plugins

Plugins make all changes to a page. Some are on by default; `NAME = false` in `[plugins]` turns one
off. The others are on once `smoopt.toml` has a table `[plugins.NAME]`, even an empty one.
"""
_NETWORKS_HEAD = """\
# Networks

This page lists the networks of the plugins [share](plugins/share.md) and
[bookmarks](plugins/bookmarks.md), with their share addresses, and the limits of posts in
[`smoopt kit`](commands/kit.md). Each source has the day when it was read. An address is official if
the network itself documents it.
"""
_ASKED_HEAD = """\
# Page and Site

The attributes and methods that a [plugin](plugin-api.md) can use. Others are internal and may
change in any release. A page and the site are read-only.
"""


def commands() -> str:
    """Write every command with its arguments and options, as click has them."""
    parent = click.Context(cli, info_name="smoopt", **cli.context_settings)
    lines = [_head(_COMMANDS_HEAD)]
    lines += ["| command | does |", "|---|---|"]
    lines += [f"| [`{name}`](#{name}) | {_cell(what)} |" for name, what in COMMANDS.items()]
    for name in COMMANDS:
        command = cli.get_command(parent, name)
        assert command
        lines += _command(name, command, parent)
    return "\n".join(lines) + "\n"


def plugins() -> str:
    """Write every plugin with its options, as `smoopt plugins` lists them."""
    listed = [entry for entry in entries(Settings(), "") if entry.package.startswith("smoopt ")]
    lines = [_head(_PLUGINS_HEAD)]
    for title, is_on in (("On by default", True), ("Off by default", False)):
        lines += [f"## {title}", "", "| plugin | does |", "|---|---|"]
        chosen = [entry for entry in listed if entry.default is is_on]
        lines += [f"| {_linked(entry)} | {_cell(entry.summary)} |" for entry in chosen]
        lines.append("")
    lines += ["## Options", "", "Types are in the words of `smoopt plugins`, defaults as in TOML."]
    for entry in listed:
        if entry.options:
            lines += ["", f"### {entry.name}", ""]
            lines += ["| option | default | is | type |", "|---|---|---|---|"]
            lines += [
                f"| `{one.name}` | {_code(one.default)} | {_cell(one.about)} | {_cell(one.type)} |"
                for one in entry.options
            ]
    return "\n".join(lines) + "\n"


def shared() -> str:
    """Write the networks with their sources, as the tables have them."""
    data = json.loads(Path(networks.__file__).with_name("networks.json").read_text("utf-8"))
    lines = [_head(_NETWORKS_HEAD)]
    for kind, title in (("share", "To share"), ("save", "To save")):
        lines += [f"## {title}", "", "| name | network | address | official | source |"]
        lines += ["|---|---|---|---|---|"]
        for one in data["network"]:
            if one["kind"] == kind:
                source = f"[{one['checked']}]({one['source']})" if "source" in one else ""
                official = "yes" if one.get("official") else "no"
                cells = (
                    f"`{one['name']}`",
                    one["label"],
                    f"`{one.get('url') or one['server']}`",
                    official,
                    source,
                )
                lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    lines += ["## Gone", "", "| name | network | since | instead |", "|---|---|---|---|"]
    lines += [
        f"| `{one['name']}` | {one['label']} | {one['since']} | {one['instead']} |"
        for one in data["retired"]
    ]
    lines += ["", "## Posts", "", "| name | network | longest text | hashtags | source |"]
    lines += ["|---|---|---|---|---|"]
    for post in table():
        source = f"[{post.checked}]({post.source})"
        longest = f"{post.limit:,}" if post.limit else f"{post.title:,} (title)"
        lines.append(f"| `{post.name}` | {post.label} | {longest} | {post.hashtags} | {source} |")
    return "\n".join(lines) + "\n"


def asked() -> str:
    """Write what a plugin may ask of pages and the site: what the plugin manual promises."""
    manual = (_REFERENCE / "plugin-api.md").read_text("utf-8")
    lines = [_head(_ASKED_HEAD)]
    for name, kind in (("page", smoopt.Page), ("site", smoopt.Site)):
        lines += ["", f"## {kind.__name__}"]
        for member in sorted(set(re.findall(rf"`{name}\.([a-z_]+)", manual))):
            lines += ["", *_member(name, kind, member)]
    lines += ["", "## Values", "", "The fields of values that they return, or that plugins make."]
    for value in (*_VALUES,):
        lines += ["", f"### {value.__name__}", "", _first(value), ""]
        lines += ["| field | type |", "|---|---|"]
        lines += [f"| `{field}` | `{_cell(_type(hint))}` |" for field, hint in _fields(value)]
    return "\n".join(lines) + "\n"


_VALUES = (
    *(smoopt.Fact, smoopt.Facts, smoopt.Person, smoopt.Image, smoopt.Media, smoopt.Alternate),
    *(smoopt.Publisher, smoopt.Member, smoopt.Place, smoopt.Finding, smoopt.Rule, smoopt.Fault),
    *(smoopt.Span, smoopt.Edit, smoopt.File, smoopt.FileEdit, smoopt.Network, smoopt.WantedTag),
)


def _command(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    """Write a command, and those that it has in turn."""
    context = click.Context(command, info_name=name, parent=parent)
    whole = context.command_path.removeprefix("smoopt ")
    usage = command.get_usage(context).removeprefix("Usage: ")
    yield from ("", f"## {whole}", "", "```text", " ".join(usage.split()), "```", "")
    yield from (_paragraphs(command.help or ""), "")
    if whole == name:
        page = _COMMANDS.get(name, f"{name}.md")
        if (_REFERENCE / "commands" / page.partition("#")[0]).exists():
            yield from (f"[More on `smoopt {name}`]({page})", "")
    yield from ("| option | does |", "|---|---|")
    records = (option.get_help_record(context) for option in command.get_params(context))
    told = (record for record in records if record and record[1])
    yield from (f"| `{_cell(form)}` | {_cell(what)} |" for form, what in told)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found
            yield from _command(inner, found, context)


def _head(text: str) -> str:
    """Put the note behind the heading."""
    return text.replace("\n\n", f"\n\n{_NOTE}\n\n", 1)


def _member(name: str, kind: type, member: str) -> Iterator[str]:
    found = inspect.getattr_static(kind, member, None)
    if callable(found):
        given = inspect.signature(found)
        rest = [*given.parameters.values()][1:]
        plain = [one.replace(annotation=inspect.Parameter.empty) for one in rest]
        bare = given.replace(parameters=plain, return_annotation=inspect.Signature.empty)
        shown = str(bare).replace("'", '"')
    else:
        shown = ""
    yield from (f"### {name}.{member}", "", f"```python\n{name}.{member}{shown}\n```")
    text = inspect.getdoc(found)
    if found is not None and text and not isinstance(found, str):
        yield from ("", _paragraphs(text))


def _first(value: Callable[..., object]) -> str:
    return (inspect.getdoc(value) or "").partition("\n\n")[0].replace("\n", " ")


def _fields(value: type) -> Iterable[tuple[str, object]]:
    if issubclass(value, msgspec.Struct):
        return ((field.name, field.type) for field in msgspec.structs.fields(value))
    return chain(value.__annotations__.items())


def _type(hint: object) -> str:
    if get_origin(hint) in {Union, UnionType}:  # which versions of Python write differently
        return " | ".join(map(_type, get_args(hint)))
    if hint is NoneType:
        return "None"
    words = hint if isinstance(hint, str) else inspect.formatannotation(hint)
    return re.sub(r"(?:[a-z_]+\.)+(?=[A-Z])", "", words)


def _linked(entry: Entry) -> str:
    page = _PAGES.get(entry.name)
    if page is None:
        page = f"{entry.name}.md"
        page = page if (_REFERENCE / "plugins" / page).exists() else _FACTS
    return f"[`{entry.name}`]({page})"


def _paragraphs(text: str) -> str:
    """Let the lines of a paragraph be one."""
    parts = re.split(r"\n\s*\n", inspect.cleandoc(text).replace("\b", ""))
    return "\n\n".join(" ".join(part.split()) for part in parts)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


PAGES = {
    _REFERENCE / "commands/index.md": commands,
    _REFERENCE / "plugins/index.md": plugins,
    _REFERENCE / "networks.md": shared,
    _REFERENCE / "page-and-site.md": asked,
}


def main() -> None:
    """Write the pages."""
    for place, page in PAGES.items():
        place.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
