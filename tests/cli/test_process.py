"""The command line as a process of its own, through real pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.repository import ROOT

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


def started(cli: Cli, *words: str) -> subprocess.Popen[str]:
    """Start a command on the same local copy."""
    return subprocess.Popen(
        [sys.executable, "-m", "ui", *words, "--lang", "en", "--data", str(cli.data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_scanner_on_a_pipe_has_its_answer_before_it_types_again(practice: Cli) -> None:
    meeting = practice.lines("list", "meetings")[0]["id"]
    codes = list(practice.codes().values())[:2]
    with started(practice, "scan", meeting, "-", "--json") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for code in codes:
            process.stdin.write(f"{code}\n")
            process.stdin.flush()
            # Were the answer kept back, this would wait for ever.
            assert json.loads(process.stdout.readline())["verdict"] == "checked_in"
        process.stdin.close()
        assert process.wait() == 0
    # What was answered is what was written.
    assert practice.ok("attendance", meeting)["present"] == 2


def test_a_reader_who_has_had_enough_is_no_failure(practice: Cli) -> None:
    with started(practice, "list", "people") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(), said) == (0, "")


@pytest.mark.parametrize(("words", "status"), [(("status",), 0), (("undo", "zz", "zz"), 1), (("fly",), 2)])
def test_the_process_ends_with_the_status_of_the_command(
    practice: Cli, words: tuple[str, ...], status: int
) -> None:
    process = started(practice, *words)
    process.communicate()

    assert process.returncode == status


def test_an_answer_survives_a_pipe_with_another_encoding(
    practice: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    out, _ = started(practice, "list", "people", "--json").communicate()

    assert "Łukasz" in [json.loads(line)["given_name"] for line in out.splitlines()]
