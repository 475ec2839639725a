"""``kit publish`` and ``kit list``: newer editions of kits d'animation, for every laptop."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr
from organiser_kit.model.preparation import KitEdition
from organiser_kit.model.record import COMMON_SCOPE
from organiser_kit.terminal.building import Command
from sync.server.database import snapshot
from sync.server.desk.author import acting, as_option
from sync.server.desk.editions import candidates, editions, is_whole, judged
from sync.server.desk.finding import hand_on
from sync.server.desk.hand import Hand
from sync.server.frame import Frame, framed
from sync.server.scopes import open_to_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.environment import Environment
    from sync.server.desk.author import Author
    from sync.server.desk.editions import Candidate
    from sync.server.engines.base import Connection


@dataclass(frozen=True, slots=True)
class EditionListing:
    """An edition that every laptop receives.

    Attributes:
        characters: how long its text is.
        whole: whether the text is the one whose digest it bears.
        by: who published it.
    """

    id: str
    kit: str
    version: int
    licence: str
    characters: int
    digest: str
    whole: bool
    by: str | None


def publish() -> click.Command:
    """Return the command."""
    explanation = tr("Send a newer edition of a kit, or of every kit of a folder, to every laptop.")

    @click.command("publish", cls=Command, help=explanation)
    @click.argument("file", metavar=tr("FILE|FOLDER"), type=click.Path(path_type=Path))
    @as_option
    @framed
    def kit_publish(frame: Frame, file: Path, login: str | None) -> None:
        found = candidates(file)
        with acting(frame, login) as (connection, author):
            new = send(connection, frame.environment, author, found)
        known = [one.kit.name for one in found if one not in new]
        sentences = [
            tr("Edition {version} of “{kit}” is published.", version=one.kit.version, kit=one.kit.name)
            for one in new
        ]
        sentences += [tr("“{kit}” is published already, word for word.", kit=name) for name in known]
        answer = {
            "published": [{"kit": one.kit.name, "version": one.kit.version} for one in new],
            "known": known,
            "by": author.name,
        }
        frame.say("\n".join(sentences), answer)

    return kit_publish


def list_all() -> click.Command:
    """Return the command."""

    @click.command("list", cls=Command, help=tr("Print one line for each edition that was published."))
    @framed
    def kit_list(frame: Frame) -> None:
        with frame.open() as connection, snapshot(connection):
            rows = [_listing(connection, one) for one in editions(connection)]
        frame.say_lines(rows, lambda row: f"{row.id}  {row.kit}  {row.version}  {row.licence}")

    return kit_list


def send(
    connection: Connection, environment: Environment, author: Author, found: Sequence[Candidate]
) -> list[Candidate]:
    """Put editions where every laptop reads them, and return those that are new.

    Raises:
        InputFileError: one of them may not be published; the caller's transaction must be undone.
    """
    open_to_all(connection, COMMON_SCOPE)
    hand = Hand(connection, environment, author, COMMON_SCOPE)
    new = judged(found, editions(connection))
    for one in new:
        hand.add(one.edition(environment.new_id()))
    return new


def _listing(connection: Connection, one: KitEdition) -> EditionListing:
    return EditionListing(
        id=one.id,
        kit=one.name,
        version=one.version,
        licence=one.licence,
        characters=sum(map(len, one.body)),
        digest=one.digest,
        whole=is_whole(one),
        by=hand_on(connection, one.id),
    )
