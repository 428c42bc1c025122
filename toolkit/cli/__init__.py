"""The command line: one thin file per command, found by its name."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

from toolkit import __version__
from toolkit.errors import ToolkitError


class _Commands(click.Group):
    """Commands are the modules of this folder that hold a click command named ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        files = sorted(Path(__file__).parent.glob("[a-z]*.py"))
        return [path.stem.replace("_", "-") for path in files]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"toolkit.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="toolkit")
def cli() -> None:
    """Read French articles on AI and work: topics, claims, and what each source tells.

    \b
    Examples:
      toolkit run articles/ --out RUN         everything: tables, figures, RUN/report.html
      toolkit kwic RUN "intelligence artificielle"
      toolkit export RUN --format jsonl --out tables/
    """


def main() -> None:
    """Run the command line; an error of ours is one line and its exit code."""
    try:
        code = cli(standalone_mode=False)
    except ToolkitError as error:
        click.echo(f"Error: {error.line()}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted: tables not yet finished were left out.", err=True)
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)
