"""`smoopt completion`: prints the script that lets a shell complete commands and options."""

import click

from smoopt.cli.terminal import print_report


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    r"""Print the script with which SHELL completes commands and options.

    \b
    bash: eval "$(smoopt completion bash)"         in ~/.bashrc
    zsh:  eval "$(smoopt completion zsh)"          in ~/.zshrc, after compinit
    fish: smoopt completion fish > ~/.config/fish/completions/smoopt.fish
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"click has no completion for {shell}")
    group = ctx.find_root().command
    print_report([f"{kind(group, {}, 'smoopt', '_SMOOPT_COMPLETE').source()}\n"])
