# SPDX-License-Identifier: Apache-2.0
"""The one place where an error becomes a line on standard error and an exit status.

click alone exits with 1 on a crash, on Ctrl-C and on a closed pipe, which a job would read as
«differences found»; here 1 means only that.
"""

import os
import sys
from collections.abc import Sequence

import click

from policydiff import __version__
from policydiff.batch.interrupt import StoppedError
from policydiff.cli.terminal import printable
from policydiff.errors import INTERNAL, INTERRUPTED, OK, TROUBLE, PolicydiffError

PROGRAM = "policydiff"
_SIGNALLED = 128
"""What a shell adds to the number of a signal that ended a program."""
_COMPLETE = "_POLICYDIFF_COMPLETE"
"""The variable by which a shell asks for completions (click's convention)."""


def say_error(code: str, message: str, cure: str = "") -> None:
    """Print one error in the form that every command shares: code, what happened, what to do."""
    print(f"error[{code}]: {printable(message, lines=True)}", file=sys.stderr)
    if cure:
        print(f"  help: {printable(cure, lines=True)}", file=sys.stderr)


def say_warning(message: str) -> None:
    """Print what is worth a word and stops nothing."""
    print(f"warning: {printable(message, lines=True)}", file=sys.stderr)


def run(command: click.Command, args: Sequence[str]) -> int:
    """Run `command` and return the exit status; whatever it raises is said, and nothing escapes but SystemExit.

    A command says its own status by returning it (None is 0) or by `ctx.exit(status)`.
    """
    try:
        return _invoke(command, args)
    except StoppedError as stopped:
        print("interrupted", file=sys.stderr)
        return _SIGNALLED + stopped.number
    except (click.Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError as error:
        return _closed_pipe(error)
    except Exception as error:  # noqa: BLE001 (the boundary)
        _show_traceback()
        status = _said(error)
        _settle_output()
        return status


def _invoke(command: click.Command, args: Sequence[str]) -> int:
    """Parse and run; not `command.main`, which ends the process with 1 on a closed pipe."""
    if instruction := os.environ.get(_COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, PROGRAM, _COMPLETE, instruction)
    try:
        with command.make_context(PROGRAM, list(args)) as context:
            status = command.invoke(context)
    except click.exceptions.Exit as leaving:
        status = leaving.exit_code
    sys.stdout.flush()
    return status if isinstance(status, int) else OK


def _said(error: Exception) -> int:
    """Say what went wrong and return the exit status that belongs to it."""
    match error:
        case PolicydiffError():
            say_error(error.code, error.message, error.cure)
            return error.exit_status
        case click.exceptions.NoArgsIsHelpError():
            print(error.format_message(), file=sys.stderr)
            return TROUBLE
        case click.UsageError():
            path = error.ctx.command_path if error.ctx else PROGRAM
            say_error("PD200", error.format_message(), f"{path} --help")
            return TROUBLE
        case click.FileError():
            say_error("PD100", error.format_message(), "check the path and its permissions")
            return TROUBLE
        case click.ClickException():
            say_error("PD200", error.format_message())
            return TROUBLE
        case OSError() if error.errno is not None:
            where = f": {os.fsdecode(error.filename)}" if isinstance(error.filename, (str, bytes)) else ""
            say_error(
                "PD500",
                f"the system refused: {error.strerror}{where}",
                "check the path, its permissions and the free space on the disk",
            )
            return TROUBLE
        case _:
            return _internal(error)


def _internal(error: Exception) -> int:
    """Say in one line that the program is at fault."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    cure = "the fault is in policydiff, please report this; POLICYDIFF_DEBUG=1 shows the traceback"
    say_error("PD001", f"internal error in policydiff {__version__}: {what}", cure)
    return INTERNAL


def _show_traceback() -> None:
    """Print the traceback where the user asked for it."""
    if os.environ.get("POLICYDIFF_DEBUG", "0") not in ("", "0"):
        import traceback

        traceback.print_exc()


def _closed_pipe(error: BrokenPipeError) -> int:
    """Return 0 where the reader of our output has left (`| head`); a pipe between processes of ours is a fault."""
    if not _reader_left():
        _show_traceback()
        return _internal(error)
    _settle_output()
    return OK


def _settle_output() -> None:
    """Flush standard output, or let go of what it cannot take: the interpreter flushes once more on its way out."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _reader_left() -> bool:
    """Return whether the other end of standard output or error is closed."""
    try:
        from select import POLLERR, poll
    except ImportError:  # a platform without poll cannot be asked; a closed reader is the likely case
        return True
    asked = poll()
    for descriptor in (1, 2):
        asked.register(descriptor, 0)
    return any(event & POLLERR for _, event in asked.poll(0))
