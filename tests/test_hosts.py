"""The files for hosts are what their schemas ask for, and their commands do what the pages say."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner

from tests.support.host_files import HOSTS, Machine, blocks, read_yaml
from tests.support.places import ROOT
from tests.support.runs import URL, ended

pytestmark = pytest.mark.apart

ADDRESS = 'rel="canonical" href="https://example.org/"'
WORKFLOW, ACTION = "vendor.github-workflows", "vendor.github-actions"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "machine")


def schema_fault(tmp_path: Path, schema: str, text: str, *options: str) -> str:
    """Say what a schema has against a file; "" for nothing."""
    (tmp_path / "file.yaml").write_text(text, "utf-8")
    words = ["--builtin-schema", schema, *options, str(tmp_path / "file.yaml")]
    result = CliRunner().invoke(check_jsonschema, words)
    return result.output if result.exit_code else ""


def test_every_page_is_in_the_list() -> None:
    listed = (HOSTS / "index.md").read_text("utf-8")
    assert [page.name for page in HOSTS.iterdir() if f"]({page.name})" not in listed] == [
        "index.md"
    ]


@pytest.mark.parametrize(
    ("schema", "texts"),
    [
        (WORKFLOW, blocks("github-pages", "yaml")),
        (WORKFLOW, blocks("forgejo", "yaml")),
        ("vendor.readthedocs", blocks("read-the-docs", "yaml")),
        (WORKFLOW, [(ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")]),
        (ACTION, [(ROOT / "action.yml").read_text("utf-8")]),
    ],
    ids=["GitHub", "Forgejo", "Read the Docs", "CI", "action"],
)
def test_a_file_is_what_its_host_asks_for(tmp_path: Path, schema: str, texts: list[str]) -> None:
    assert texts
    assert [schema_fault(tmp_path, schema, text) for text in texts] == [""] * len(texts)


def test_the_file_for_gitlab_is_what_it_asks_for(tmp_path: Path) -> None:
    (text,) = blocks("gitlab-pages", "yaml")
    transform = "--data-transform", "gitlab-ci"
    assert schema_fault(tmp_path, "vendor.gitlab-ci", text, *transform) == ""
    assert schema_fault(tmp_path, "vendor.gitlab-ci", text.replace("script", "skript"), *transform)


# The commands do what the pages say


def commands(steps: object) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Give the commands of a workflow's steps with their environment."""
    assert isinstance(steps, list)
    for step in steps:
        if "run" in step:
            yield step["run"], step.get("env", {})


def test_netlify_and_cloudflare_build_and_check_what_hugo_writes(machine: Machine) -> None:
    (text,) = blocks("netlify", "toml")
    build = tomllib.loads(text)["build"]
    assert f"{build['command']}\n" in blocks("cloudflare-pages", "sh")
    (machine.project / "smoopt.toml").write_text(f"[site]\nurl = '{URL}'\n")
    run = machine.run(build["command"])
    assert run.code == 0, run.err
    assert machine.fetched.endswith("pip install smoopt\n")
    assert ADDRESS in (machine.project / build["publish"] / "index.html").read_text()


def test_vercel_builds_and_checks_what_eleventy_writes(machine: Machine) -> None:
    (text,) = blocks("vercel", "json")
    said = json.loads(text)
    for name in ("installCommand", "buildCommand"):
        assert len(said[name]) <= 256, "Vercel takes no more"
        run = machine.run(said[name])
        assert run.code == 0, run.err
    assert "smoopt" in (machine.project / said["outputDirectory"] / "index.html").read_text()


def test_read_the_docs_builds_what_sphinx_has_written(machine: Machine) -> None:
    (text,) = blocks("read-the-docs", "yaml")
    said: Any = read_yaml(text)
    output = machine.project / "_readthedocs"
    shutil.copytree(machine.place / "built", output / "html")
    env = {"READTHEDOCS_OUTPUT": str(output), "READTHEDOCS_CANONICAL_URL": URL}
    for job in ("post_install", "post_build"):
        for command in said["build"]["jobs"][job]:  # each in a shell of its own
            run = machine.run(command, env)
            assert run.code == 0, run.err
    assert ADDRESS in (output / "html" / "index.html").read_text()


def test_gitlab_publishes_pages_and_reports_on_merge_requests(machine: Machine) -> None:
    (text,) = blocks("gitlab-pages", "yaml")
    said: Any = read_yaml(text)
    assert said["pages"]["script"] == said["check"]["script"][: len(said["pages"]["script"])]
    env = {"CI_PAGES_URL": URL.removesuffix("/")}
    run = machine.run("\n".join(said["check"]["script"]), env)
    assert run.code == 0, run.err
    named = [*said["pages"]["artifacts"]["paths"], *said["check"]["artifacts"]["paths"]]
    named.append(said["pages"]["artifacts"]["reports"]["junit"])
    assert all((machine.project / name).exists() for name in named)
    assert ADDRESS in (machine.project / "public" / "index.html").read_text()


def test_github_builds_with_the_address_that_it_is_told(machine: Machine) -> None:
    text, _ = blocks("github-pages", "yaml")
    said: Any = read_yaml(text)
    for command, env in commands(said["jobs"]["build"]["steps"]):
        run = machine.run(command, {name: URL.removesuffix("/") for name in env})
        assert run.code == 0, run.err
    assert ADDRESS in (machine.project / "site" / "index.html").read_text()


def test_forgejo_puts_the_pages_into_their_branch(machine: Machine) -> None:
    (text,) = blocks("forgejo", "yaml")
    said: Any = read_yaml(text)
    target = machine.place / "target.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(target)], check=True)
    (machine.project / "smoopt.toml").write_text(f"[site]\nurl = '{URL}'\n")
    for command, env in commands(said["jobs"]["pages"]["steps"]):
        run = machine.run(command, dict.fromkeys(env, str(target)))
        assert run.code == 0, run.err
    words = ["git", "-C", str(target), "show", "pages:index.html"]
    assert ADDRESS in subprocess.run(words, check=True, capture_output=True, text=True).stdout


# The action


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of a workflow's expressions."""
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: values[found[1]], text)


def acted(machine: Machine, **given: str) -> tuple[list[tuple[str, int, str]], dict[str, str]]:
    """Run the steps of the action as GitHub would; give how each ended, and all values."""
    said: Any = read_yaml((ROOT / "action.yml").read_text("utf-8"))
    shutil.copytree(machine.place / "built", machine.project / "public")
    inputs = {name: str(each.get("default", "")) for name, each in said["inputs"].items()}
    inputs.update({name.replace("_", "-"): value for name, value in given.items()})
    values = {f"inputs.{name}": value for name, value in inputs.items()}
    values |= {"github.action_path": str(ROOT), "steps.python.outputs.python-path": "python"}
    ended = []
    for step in said["runs"]["steps"]:
        if "run" not in step or (step.get("if") and inputs["build"] != "true"):
            continue
        output = machine.place / "output"
        output.write_text("")
        env = {name: filled(text, values) for name, text in step["env"].items()}
        run = machine.run(step["run"], {**env, "GITHUB_OUTPUT": str(output)})
        ended.append((step["name"], run.code, run.out + run.err))
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            values[f"steps.{step['id']}.outputs.{name}"] = value
        if run.code:
            break
    return ended, values


def test_the_action_builds_reports_and_annotates(machine: Machine) -> None:
    ended, values = acted(machine, site="public", url=URL, extras="cards,copies", fail_on="warning")
    assert [(name, code) for name, code, _ in ended] == [
        ("Install smoopt", 0),
        ("Make the pages ready", 0),
        ("Write the report", 0),
        ("Annotate the pages", 1),
    ]
    assert f"install --quiet --disable-pip-version-check {ROOT}[cards,copies]\n" in machine.fetched
    assert ADDRESS in (machine.project / "public" / "index.html").read_text()
    assert (
        Path(values["steps.report.outputs.file"]).read_text("utf-8").startswith("<!doctype html>")
    )
    assert re.search(r"^::warning .*file=public/a/index\.html,", ended[-1][2], re.MULTILINE)


def test_no_input_of_the_action_is_part_of_a_script(machine: Machine) -> None:
    said: Any = read_yaml((ROOT / "action.yml").read_text("utf-8"))
    assert not [step["run"] for step in said["runs"]["steps"] if "${{" in step.get("run", "")]
    ended, _ = acted(machine, site="$(touch ../ran); touch ../ran", build="false")
    assert ended[-1][1] == 2
    assert not (machine.place / "ran").exists()


# Other machines


def test_the_hook_of_pre_commit_checks_a_folder(machine: Machine) -> None:
    (hook,) = read_yaml((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))  # type: ignore[misc]
    (text,) = blocks("pre-commit", "yaml")
    said: Any = read_yaml(text)
    (used,) = said["repos"][0]["hooks"]
    assert used["id"] == hook["id"]
    shutil.copytree(machine.place / "built", machine.project / "public")
    run = machine.run(f"{hook['entry']} {' '.join(used['args'])} --fail-on warning")
    assert run.code == 1
    assert "warning" in run.out


def test_the_container_is_made_of_all_that_it_needs_and_runs_smoopt(machine: Machine) -> None:
    lines = dict[str, list[str]]()
    for line in (ROOT / "Containerfile").read_text("utf-8").splitlines():
        word, _, rest = line.partition(" ")
        lines.setdefault(word, []).append(rest)
    for line in lines["COPY"]:
        *names, target = line.split()
        folder = machine.place / "image" / target.lstrip("/")
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder)
            else:
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder)
    found = re.search(r"'/([\w/]+)\[([\w,-]+)\]'", lines["RUN"][0])
    assert found is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {*found[2].split(",")} <= {*project["optional-dependencies"]}
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    run = ended(words, cwd=machine.place / "image" / found[1])
    assert run.code == 0, run.err
    words = [*json.loads(lines["ENTRYPOINT"][0]), *json.loads(lines["CMD"][0])]
    assert machine.run(" ".join(words)).out.startswith("Usage: smoopt ")
