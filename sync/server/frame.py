"""What every command of the server shares: its folder, its way to answer, its exit statuses."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec
import platformdirs

from organiser_kit.environment import Environment
from organiser_kit.errors import KitError
from organiser_kit.i18n import LANGUAGES, tr, use
from organiser_kit.terminal.building import Choice, option
from organiser_kit.terminal.language import language_of
from organiser_kit.terminal.misuse import misuse
from sync.server.database import opened
from sync.server.engines import engine_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from sync.server.engines.base import Connection, Engine

_FOLDER_VARIABLE = "ORGANISER_KIT_SERVER_DATA"
PROGRAM = "organiser-kit-server"
_DATABASE_VARIABLE = "ORGANISER_KIT_SERVER_DATABASE"
_LOG_FILE = "server-error.log"
_ADDRESS_FILE = "address"
DONE, REFUSED, WRONG_USAGE, BUG = range(4)


@dataclass(slots=True)
class Frame:
    """The folder and the way to answer that the options of a command ask for."""

    environment: Environment = field(default_factory=Environment)
    data: Path | None = None
    database: str | None = None
    as_json: bool = False

    @property
    def folder(self) -> Path:
        """Return the data folder, created if need be."""
        named = self.data or self.environment.variables.get(_FOLDER_VARIABLE)
        folder = (
            Path(named) if named else platformdirs.user_data_path("organiser-kit-server", appauthor=False)
        )
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    @property
    def engine(self) -> Engine:
        """Return the database: the one named, or a file in the data folder."""
        return engine_for(self.folder, self.database or self.environment.variables.get(_DATABASE_VARIABLE))

    def open(self) -> AbstractContextManager[Connection]:
        """Open the database for one command."""
        return opened(self.engine, self.environment)

    def say(self, sentence: str, answer: object) -> None:
        """Answer with a sentence for a person, or with one line of JSON."""
        click.echo(_json(answer) if self.as_json else sentence)

    def refuse(self, sentence: str) -> None:
        """Say why nothing, or nothing more, was done."""
        if self.as_json:
            click.echo(_json({"error": sentence}))
        click.echo(sentence, err=True)

    def say_lines(self, rows: list[Any], sentence: Callable[[Any], str]) -> None:
        """Answer with one line a row."""
        for row in rows:
            self.say(sentence(row), row)

    def note_address(self, url: str) -> None:
        """Remember where this server listens, for the commands that print its address."""
        (self.folder / _ADDRESS_FILE).write_text(url, encoding="utf-8")

    def noted_address(self) -> str | None:
        """Return where the server of this folder last listened."""
        noted = self.folder / _ADDRESS_FILE
        return noted.read_text(encoding="utf-8") if noted.exists() else None


def framed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the common options, before or after its name; it receives a :class:`Frame` first."""

    @option(
        "--data",
        metavar=tr("FOLDER"),
        type=click.Path(path_type=Path, file_okay=False),
        help=tr("The folder of the server's data."),
    )
    @option(
        "--database",
        metavar=tr("ADDRESS"),
        help=tr("sqlite:///FILE or postgresql://USER@HOST/NAME; by default a file in the data folder."),
    )
    @option("--json", "as_json", is_flag=True, help=tr("Answer in JSON."))
    @option(
        "--lang",
        type=Choice(LANGUAGES),
        help=tr("The language to speak; that of the system by default."),
        expose_value=False,
    )
    @click.pass_context
    def run(
        context: click.Context, /, data: Path | None, database: str | None, as_json: bool, **rest: Any
    ) -> None:
        frame = context.ensure_object(Frame)
        frame.data = data or frame.data
        frame.database = database or frame.database
        frame.as_json = as_json or frame.as_json
        command(frame, **rest)

    return update_wrapper(run, command)


def run(build: Callable[[], click.Group], arguments: Sequence[str]) -> int:
    """Run the command line that ``build`` makes once the language is known; return its exit status."""
    frame = Frame()
    use(language_of(arguments, frame.environment.variables))
    try:
        commands = build()
        with commands.make_context(PROGRAM, list(arguments), obj=frame) as context:
            status = commands.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        click.echo(misuse(error, PROGRAM), err=True)
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        return REFUSED
    except KitError as error:
        frame.refuse(error.sentence)
        return REFUSED
    except Exception:  # noqa: BLE001 - the last handler: a bug is told as one, with where to read about it
        frame.refuse(tr("Something went wrong in the server; details are in {file}.", file=_log_bug(frame)))
        return BUG
    return status if isinstance(status, int) else DONE


def _log_bug(frame: Frame) -> Path:
    file = frame.folder / _LOG_FILE
    with file.open("a", encoding="utf-8") as log:
        log.write(f"{frame.environment.now().isoformat()}\n{traceback.format_exc()}\n")
    return file


def _json(answer: object) -> str:
    return msgspec.json.encode(answer).decode()
