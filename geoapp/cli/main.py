"""The ``geoapp`` command: ``geoapp CASE`` opens a window, everything else has a name."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from geoapp import portable
from geoapp.case.errors import CaseError
from geoapp.cli import (
    attaching,
    backing_up,
    copying,
    erasing,
    identities,
    key_commands,
    merging,
    reading_commands,
    salvaging,
    verifying,
    writing_commands,
)
from geoapp.cli.frame import plain_answers, say
from geoapp.cli.passphrases import FILE, given_passphrase


def _version() -> str:
    try:
        return version("geoapp")
    except PackageNotFoundError:
        return "not installed"


_PORTABLE = "--portable"


class _Commands(click.Group):
    """A first word that is no command is the case to open."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``open`` before a lone path, and where there is nothing at all."""
        first = [_PORTABLE] if args[:1] == [_PORTABLE] else []
        rest = args[len(first) :]
        if not rest or (rest[0] not in self.commands and not rest[0].startswith("-")):
            rest = ["open", *rest]
        return super().parse_args(ctx, [*first, *rest])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(_version(), prog_name="geoapp")
@click.option(
    _PORTABLE,
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=lambda _context, _parameter, given: portable.turn_on() if given else None,
    help="Leave nothing on this computer. A file named geoapp-portable beside a case does it too.",
)
def main_group() -> None:
    """Tie testimony to places: penal facilities, border walls and repatriations."""


@main_group.command(name="open")
@click.argument("case", type=click.Path(path_type=Path), required=False)
@FILE
@click.option("--read-only", is_flag=True, help="Look without writing; others can go on writing.")
@plain_answers
def open_window(case: Path | None, read_only: bool) -> None:
    """Open the window, on CASE or on the welcome page."""
    if case is not None and not case.exists():
        raise CaseError(f"There is neither a file nor a command “{case}”. See: geoapp --help")
    if read_only and case is None:
        raise CaseError("Say which case is to be opened for reading only.")
    from geoapp.app import run

    sys.exit(run(case, given_passphrase(), read_only=read_only))


for command in (
    *reading_commands.COMMANDS,
    *writing_commands.COMMANDS,
    *attaching.COMMANDS,
    *erasing.COMMANDS,
    *merging.COMMANDS,
    verifying.verify,
    backing_up.backup,
    backing_up.list_backups,
    backing_up.restore,
    salvaging.salvage,
    key_commands.keys,
    copying.copy,
    identities.identity,
):
    main_group.add_command(command)


def main() -> None:
    """Run the command line. Never ends in a traceback."""
    portable.heed_start(sys.argv[1:])
    try:
        main_group(prog_name="geoapp")
    except RecursionError:
        say("The input is nested too deeply to be read.")
        sys.exit(2)
    except MemoryError:
        say("There is not enough memory for this. Nothing was changed.")
        sys.exit(2)
    except Exception as error:  # noqa: BLE001 - the last stop before a traceback
        # Only the kind of error is named: its text could quote what somebody said.
        say(f"An unexpected error stopped the program ({type(error).__name__}). ")
        say("Every confirmed change is in the case file.")
        sys.exit(2)
