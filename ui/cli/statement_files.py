"""Statements of participation as files, one a person; their names say a number, never who it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.papers.registry import render_statement
from ui.cli.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit


class IssuedStatement(NamedTuple):
    """One statement and its file."""

    number: str
    person_id: str
    file: Path


def write_statements(kit: Kit, meeting_id: str, folder: Path, catalogue: Catalogue) -> list[IssuedStatement]:
    """Issue the statements of a validated meeting and write each into ``folder``."""
    issued = []
    for statement in kit.statements.issue(meeting_id):
        rendered = render_statement(kit.paper.statement(statement, catalogue), catalogue)
        file = write_bytes(folder / f"{statement.number}.pdf", rendered.pdf)
        issued.append(IssuedStatement(statement.number, statement.person_id, file))
    return issued
