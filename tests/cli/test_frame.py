# SPDX-License-Identifier: Apache-2.0
"""The frame around every command: exit statuses a job can rely on, errors that name the cure, output in UTF-8."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

# A program with one command, run behind the same boundary; BODY is what the command does.
PROGRAM = """
import sys, os, time
import click
from policydiff.cli.boundary import run
from policydiff.cli.terminal import prepare_streams
from policydiff.errors import InputError, IntegrityError

@click.command()
@click.option("--level", type=click.Choice(["low", "high"]))
def command(level):
    BODY

prepare_streams()
sys.exit(run(command, sys.argv[1:]))
"""


def run_body(
    body: str, *args: str, env: dict[str, str] | None = None, **more: Any
) -> "subprocess.CompletedProcess[str]":
    """Run a command whose body is `body` as a process of its own."""
    code = PROGRAM.replace("BODY", body)
    given = {"capture_output": "stdout" not in more, "encoding": "utf-8", "timeout": 60, **more}
    return subprocess.run([sys.executable, "-c", code, *args], env={**os.environ, **(env or {})}, check=False, **given)


STATUSES = [
    ("pass", 0),
    ("return 0", 0),
    ("return 1", 1),
    ("return 2", 2),
    ("click.get_current_context().exit(1)", 1),
    ("raise InputError('PD199', 'no')", 2),
    ("raise click.UsageError('no')", 2),
    ("raise click.ClickException('no')", 2),
    ("raise click.FileError('a.txt', 'gone')", 2),
    ("open('/nonexistent/a')", 2),
    ("raise KeyError('label')", 101),
    ("raise RecursionError('deep')", 101),
    ("raise AssertionError", 101),
    ("raise BrokenPipeError(32, 'a pipe between workers')", 101),
    ("raise KeyboardInterrupt", 130),
    ("raise click.Abort", 130),
]


@pytest.mark.parametrize(("body", "status"), STATUSES)
def test_exit_status(body: str, status: int) -> None:
    """1 means «something found» and nothing else; trouble is 2, a fault of the program 101, an interruption 130."""
    assert run_body(body).returncode == status


@pytest.mark.parametrize(
    ("body", "status"), [case for case in STATUSES if case[1] > 1 and not case[0].startswith("return")]
)
def test_no_traceback_reaches_the_user(body: str, status: int) -> None:
    """Whatever happens is said in words, on standard error."""
    done = run_body(body)

    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("interrupted" if status == 130 else "error[PD")


def test_an_error_has_code_message_and_cure() -> None:
    """The form of an error is one for all commands."""
    done = run_body("raise InputError('PD101', 'a.txt is empty', 'give a file with text')")

    assert done.stderr == "error[PD101]: a.txt is empty\n  help: give a file with text\n"


def test_a_fault_of_the_program_asks_for_a_report() -> None:
    """An internal error is one line that says so, and how to show more."""
    done = run_body("raise KeyError('label')")

    assert done.stderr.splitlines()[0].endswith("KeyError: 'label'")
    assert "report this" in done.stderr
    assert "POLICYDIFF_DEBUG=1" in done.stderr


def test_debug_shows_the_traceback() -> None:
    """Who asks for the traceback gets it."""
    done = run_body("raise KeyError('label')", env={"POLICYDIFF_DEBUG": "1"})

    assert "Traceback" in done.stderr
    assert done.returncode == 101


def test_an_error_message_cannot_command_the_terminal() -> None:
    """Control characters of a file name or a text are shown, not sent."""
    done = run_body(r"raise InputError('PD101', 'bad \x1b[31mname\x07')")

    assert done.stderr == "error[PD101]: bad ␛[31mname␇\n"


@pytest.mark.parametrize("args", [["--nonesuch"], ["--level", "middle"], ["surplus"]])
def test_usage_errors(args: list[str]) -> None:
    """What the command line gets wrong is status 2 with a way to the help page."""
    done = run_body("pass", *args)

    assert done.returncode == 2
    assert done.stderr.startswith("error[PD200]: ")
    assert "--help" in done.stderr


def test_a_misspelt_command_is_answered_with_the_nearest(run_policydiff: Run) -> None:
    """Did you mean."""
    done = run_policydiff("explian")

    assert done.returncode == 2
    assert b"did you mean `policydiff explain`?" in done.stderr


def test_a_misspelt_option_is_answered_with_the_nearest(run_policydiff: Run) -> None:
    """The same for options."""
    done = run_policydiff("--versoin")

    assert done.returncode == 2
    assert b"--version" in done.stderr


def test_without_arguments_the_help_goes_to_standard_error(run_policydiff: Run) -> None:
    """A bare call is a usage error; nothing is written where data is expected."""
    done = run_policydiff()

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"Usage: policydiff ")


def test_version(run_policydiff: Run) -> None:
    """`--version` says name and version."""
    from policydiff import __version__

    assert run_policydiff("--version").stdout == f"policydiff, version {__version__}\n".encode()


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_closed_pipe_is_no_error() -> None:
    """`policydiff … | head` ends well, however much was still to come."""
    done = run_body(
        "[click.echo('x' * 1000) for _ in range(1000)]; return 1", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert done.returncode == 1

    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = run_body(
            "[click.echo('x' * 1000) for _ in range(1000)]; return 1", stdout=closed, stderr=subprocess.PIPE
        )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_trouble() -> None:
    """What cannot be written to standard output is said, and the status is not that of a result."""
    with Path("/dev/full").open("wb") as full:
        done = run_body("print('x' * 100)", stdout=full, stderr=subprocess.PIPE)

    assert done.returncode == 2
    assert done.stderr.startswith("error[PD500]: ")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the streams")
def test_closed_streams(tmp_path: Path) -> None:
    """A job that closes the standard streams gets no output and no crash."""
    code = PROGRAM.replace("BODY", "print('x'); open('out', 'w').write('kept')")
    command = f'exec "{sys.executable}" -c "$CODE" <&- >&- 2>&-'

    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=tmp_path, env={**os.environ, "CODE": code}, timeout=60, check=False
    )

    assert done.returncode == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == "kept"


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_ctrl_c_is_130() -> None:
    """An interruption from outside ends the command with 130, at once and without a traceback."""
    code = PROGRAM.replace("BODY", "print('ready', flush=True); time.sleep(30)")
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)

    assert process.returncode == 130
    assert said == "interrupted\n"


LOCALES = [
    {"LANG": "C"},
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "latin-1"},
]


@pytest.mark.parametrize("locale", LOCALES)
def test_output_is_utf8_in_every_locale(locale: dict[str, str]) -> None:
    """Chinese text comes out as UTF-8 on a machine without a locale."""
    done = run_body(r"print('\u5de5\u4f5c'); print('\ud800')", env=locale)

    assert done.stdout == "工作\n\\ud800\n"


def test_environment_twins_do_not_reach_help_and_version(run_policydiff: Run) -> None:
    """Options have environment twins; the two that end the program do not."""
    done = run_policydiff("explian", env={"POLICYDIFF_HELP": "1", "POLICYDIFF_VERSION": "1"})

    assert done.returncode == 2


def test_an_option_has_an_environment_twin_of_its_own_name(run_policydiff: Run, corpus: dict[str, Any]) -> None:
    """What is set in the environment holds as if it had been written, and what is written wins."""
    env = {"POLICYDIFF_COMPARE_FORMAT": "json"}

    assert run_policydiff("compare", *corpus["paths"], env=env).stdout.startswith(b'{"schema":')
    assert not run_policydiff("compare", *corpus["paths"], "--format", "text", env=env).stdout.startswith(b"{")
