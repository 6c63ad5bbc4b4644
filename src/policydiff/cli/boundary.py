# SPDX-License-Identifier: Apache-2.0
"""The one place where an error becomes a line on standard error and an exit status.

click alone exits with 1 on a crash, on Ctrl-C and on a closed pipe, which a job would read as
«differences found»; here 1 means only that.
"""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from policydiff import __version__
from policydiff.batch.interrupt import StoppedError
from policydiff.cli.language import heed, language
from policydiff.cli.terminal import printable
from policydiff.errors import INTERNAL, INTERRUPTED, OK, TROUBLE, PolicydiffError, Said

if TYPE_CHECKING:
    from policydiff.model import Problem

PROGRAM = "policydiff"
_SIGNALLED = 128
"""What a shell adds to the number of a signal that ended a program."""
_COMPLETE = "_POLICYDIFF_COMPLETE"
"""The variable by which a shell asks for completions (click's convention)."""


def say_error(code: str, said: Said, help: Said = "") -> None:  # noqa: A002 (what it is called where it is printed)
    """Print one error in the form that every command shares, in the language of the reader: code, what happened, what
    to do."""
    say_failure(PolicydiffError(code, said, help))


def say_failure(error: PolicydiffError) -> None:
    """Print an error as `say_error`."""
    from policydiff.cli.nearby import cure_of

    lang = language()
    error.help = error.help or cure_of(error)
    print(_line("error_line", error.told(lang), code=error.code), file=sys.stderr)
    if advice := error.advice(lang):
        print("  " + _line("help_line", advice), file=sys.stderr)


def say_problem(problem: "Problem") -> None:
    """Print what is wrong with one of many files; its message begins with the file's name."""
    from policydiff.reasons import say

    if problem.rule is None:
        say_error(problem.code, problem.message)
    else:
        say_error(problem.code, (problem.message.removesuffix(f": {say(problem.rule)}"), problem.rule))


def say_met(name: str, problems: "Iterable[Problem]") -> None:
    """Print what was met in a copy of which the output does not speak."""
    from policydiff.reasons import tell

    for problem in problems:
        what = tell((name, problem.rule or problem.message), language())
        print(_line("problem_line", what, code=problem.code), file=sys.stderr)


def say_warning(said: Said) -> None:
    """Print what is worth a word and stops nothing."""
    from policydiff.reasons import tell

    print(_line("warning_line", tell(said, language())), file=sys.stderr)


def _line(key: str, what: str, **more: str) -> str:
    from policydiff.reasons import because, say

    return say(because(key, what=printable(what, lines=True), **more), language())


def run(command: click.Command, args: Sequence[str]) -> int:
    """Run `command` and return the exit status; whatever it raises is said, and nothing escapes but SystemExit.

    A command says its own status by returning it (None is 0) or by `ctx.exit(status)`.
    """
    heed(args)
    try:
        return _invoke(command, args)
    except StoppedError as stopped:
        _interrupted()
        return _SIGNALLED + stopped.number
    except (click.Abort, KeyboardInterrupt):
        _interrupted()
        return INTERRUPTED
    except BrokenPipeError as error:
        return _closed_pipe(error)
    except Exception as error:  # noqa: BLE001 (the boundary)
        _show_traceback()
        status = _said(error, args)
        _settle_output()
        return status


def _interrupted() -> None:
    from policydiff.reasons import because, say

    print(say(because("interrupted"), language()), file=sys.stderr)


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


def _said(error: Exception, args: Sequence[str]) -> int:
    """Say what went wrong and return the exit status that belongs to it."""
    from policydiff.cli.nearby import cure_of_usage
    from policydiff.reasons import because

    match error:
        case PolicydiffError():
            say_failure(error)
            return error.exit_status
        case click.exceptions.NoArgsIsHelpError():
            print(error.format_message(), file=sys.stderr)
            return TROUBLE
        case click.FileError():
            say_error("PD100", because("cannot_open", file=error.ui_filename, what=error.message))
            return TROUBLE
        case click.ClickException():
            context = error.ctx if isinstance(error, click.UsageError) else None
            path = context.command_path if context else " ".join([PROGRAM, *args[:1]])
            said = because("command_misused", what=_placed(error.format_message()), command=path)
            say_error("PD200", said, cure_of_usage(error, args))
            return TROUBLE
        case OSError() if error.errno is not None:
            named = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else ""
            reason = error.strerror or str(error)
            where = {"file": named} if named else {}
            say_error("PD500", because("system_refused_file" if named else "system_refused", reason=reason, **where))
            return TROUBLE
        case _:
            return _internal(error)


def _placed(said: str) -> str:
    """What click says of an argument, with its place named as the help page names it."""
    if language() == "en":
        return said
    from policydiff.cli.translated import pages, placed

    found = pages(language())
    said = said.replace(",\n\t", "、")
    return re.sub(r"'[A-Z]+[.…]*'", lambda name: placed(name[0], found), said)


def _internal(error: Exception) -> int:
    """Say in one line that the program is at fault."""
    from policydiff.reasons import because

    what = " ".join(f"{type(error).__name__}: {error}".split())
    say_error("PD001", because("fault_of_version", version=__version__, what=what))
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
