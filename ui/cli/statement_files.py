"""Statements of participation as files, one a person; their names say a number, never who it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.papers.statements import gather_one, render_one
from organiser_kit.papers.wish import PLAIN
from ui.cli.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.model.paper import ParticipationStatement
    from organiser_kit.papers.wish import PaperWish


class IssuedStatement(NamedTuple):
    """One statement and its file."""

    number: str
    person_id: str
    file: Path


def write_statements(
    kit: Kit, meeting_id: str, folder: Path, catalogue: Catalogue, wish: PaperWish = PLAIN
) -> list[IssuedStatement]:
    """Issue the statements of a validated meeting and write each into ``folder``."""
    issued = kit.statements.issue(meeting_id)
    return [write_one(kit, statement, folder, catalogue, wish) for statement in issued]


def write_one(
    kit: Kit, statement: ParticipationStatement, folder: Path, catalogue: Catalogue, wish: PaperWish = PLAIN
) -> IssuedStatement:
    """Write one statement into ``folder``."""
    rendered = render_one(gather_one(kit, statement, catalogue, wish), catalogue, wish)
    file = write_bytes(folder / f"{statement.number}.pdf", rendered.pdf)
    return IssuedStatement(statement.number, statement.person_id, file)
