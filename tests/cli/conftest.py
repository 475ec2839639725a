"""The command line, run in this process, each call answering with its status and what it said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.environment import Environment
from organiser_kit.kit import Kit, open_kit
from organiser_kit.storage.keyring_store import NoKeyring
from ui.cli.run import run

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "made-up secret"


@dataclass
class Answer:
    """What one call came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on stdout; there must be nothing else."""
        (line,) = self.lines
        return line

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The objects on stdout, one a line; every line must be one."""
        return [json.loads(line) for line in self.out.splitlines()]


class Cli:
    """One laptop and its command line."""

    def __init__(self, data: Path, capture: pytest.CaptureFixture[str], **variables: str) -> None:
        self.data = data
        self._capture = capture
        known = {
            "LANG": "en_GB.UTF-8",
            "ORGANISER_KIT_DATA": str(data),
            "ORGANISER_KIT_PASSPHRASE": PASSPHRASE,
        }
        start = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)
        self.environment = Environment.seeded(start, sum(data.name.encode()), **(known | variables))

    def __call__(self, *words: object) -> Answer:
        """Run one command; nothing else may stand on the two outputs before."""
        self._capture.readouterr()
        status = run([str(word) for word in words], self.environment)
        said = self._capture.readouterr()
        return Answer(status, said.out, said.err)

    def ok(self, *words: object) -> dict[str, Any]:
        """Run one command with ``--json``, which must be done; return its one object."""
        answer = self(*words, "--json")
        assert answer.status == 0, answer.err
        return answer.json

    def lines(self, *words: object) -> list[dict[str, Any]]:
        """Run one command with ``--json``, which must be done; return its lines."""
        answer = self(*words, "--json")
        assert answer.status == 0, answer.err
        return answer.lines

    def refused(self, *words: object) -> str:
        """Run one command, which must be refused with one sentence; return the sentence."""
        answer = self(*words, "--json")
        assert answer.status == 1, (answer.status, answer.err)
        error = answer.lines[-1]["error"]
        assert answer.err.splitlines()[-1] == error
        assert error.endswith("."), error
        assert "Traceback" not in answer.err
        return str(error)

    def open(self) -> Kit:
        """Open the local copy behind the command line's back; whoever asks closes it."""
        return open_kit(self.data, self.environment, passphrase=PASSPHRASE, keyring=NoKeyring())

    def codes(self, meeting: str = "next") -> dict[str, str]:
        """Return the badge code of everybody expected at a meeting, by person."""
        kit = self.open()
        try:
            roster = kit.registrations.roster(kit.meetings.resolve(meeting))
            return kit.badges.codes([entry.person.id for entry in roster if entry.is_expected])
        finally:
            kit.close()


MakeCli = Callable[..., Cli]


@pytest.fixture
def make_cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> MakeCli:
    """Give as many laptops as a test needs, none with a local copy yet."""

    def make(name: str = "laptop", **variables: str) -> Cli:
        return Cli(tmp_path / name, capsys, **variables)

    return make


@pytest.fixture
def cli(make_cli: MakeCli) -> Cli:
    """A laptop without a local copy."""
    return make_cli()


@pytest.fixture
def practice(make_cli: MakeCli) -> Cli:
    """A laptop with the practice group, not encrypted; its first meeting is this evening."""
    cli = make_cli("practice", ORGANISER_KIT_PASSPHRASE="")
    cli.ok("init", "--demo")
    return cli
