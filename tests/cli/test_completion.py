"""Shells complete commands and options with what `smoopt completion` prints."""

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from tests.support.runs import ended, environment, smoopt


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """Give an environment in which smoopt is a command."""
    script = tmp_path / "bin" / "smoopt"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m smoopt "$@"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return environment(PATH=os.pathsep.join((str(script.parent), os.environ["PATH"])))


def test_bash_completes_commands_and_options(env: dict[str, str], tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash
    script = """
        eval "$(smoopt completion bash)"
        complete -p smoopt
        COMP_WORDS=(smoopt co); COMP_CWORD=1
        _smoopt_completion smoopt; echo "commands: ${COMPREPLY[*]}"
        COMPREPLY=(); COMP_WORDS=(smoopt check --fail); COMP_CWORD=2
        _smoopt_completion smoopt; echo "options: ${COMPREPLY[*]}"
    """
    run = ended([bash, "--norc", "-c", script], cwd=tmp_path, env=env)
    assert run.err == ""
    assert "_smoopt_completion smoopt\n" in run.out.splitlines(keepends=True)[0]
    assert "commands: compare completion\n" in run.out
    assert "options: --fail-on\n" in run.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_given_what_it_asks_smoopt_with(shell: str) -> None:
    run = smoopt("completion", shell)
    assert (run.code, run.err) == (0, "")
    assert f"_SMOOPT_COMPLETE={shell}_complete" in run.out


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_commands_come_with_what_they_do(shell: str, env: dict[str, str], tmp_path: Path) -> None:
    asked = {"_SMOOPT_COMPLETE": f"{shell}_complete", "COMP_WORDS": "smoopt und", "COMP_CWORD": "1"}
    if shell == "fish":  # it gives the last word alone
        asked["COMP_CWORD"] = "und"
    run = ended(["smoopt"], cwd=tmp_path, env={**env, **asked})
    assert "undo" in run.out
    assert "Restore the original" in run.out


def test_another_shell_is_told_which_there_are() -> None:
    run = smoopt("completion", "cmd")
    assert run.code == 2
    assert "'bash', 'zsh', 'fish'" in run.err
