"""Statements of participation: issued, then told as they will be printed, then signed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.services.statements import SaidOfMeeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.documents.data.statement import StatementData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.model.paper import ParticipationStatement
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> tuple[StatementData, ...]:
    """Issue the statements of a validated meeting and return what goes on each, with its code.

    Raises:
        UserError: the sheet is not validated, or nobody is to have a statement.
    """
    issued = kit.statements.issue(meeting_id)
    wanted = [one for one in issued if wish.people is None or one.person_id in wish.people]
    if not wanted:
        raise UserError(tr("There is no statement to print: nobody chosen stands on the validated sheet."))
    return tuple(gather_one(kit, one, catalogue, wish) for one in wanted)


def gather_one(
    kit: Kit, statement: ParticipationStatement, catalogue: Catalogue, wish: PaperWish
) -> StatementData:
    """Return what goes on one statement, with the code that binds all its words.

    Raises:
        UserError: a value lies outside what a code can say.
    """
    from organiser_kit.documents.statements import words_of

    data = kit.paper.statement(statement, catalogue)
    meeting = data.meetings[0].meeting
    said = SaidOfMeeting(meeting.starts_at, meeting.module_number or 0, meeting.sequence)
    words = words_of(data, catalogue, large_print=wish.large_print)
    return replace(data, verify_code=kit.statements.code(statement, said, data.issued_at, words))


def render_all(data: Sequence[StatementData], catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Make one PDF of several statements."""
    from organiser_kit.documents import statements

    return statements.render_all(data, catalogue, large_print=wish.large_print)


def render_one(data: StatementData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Make the PDF of one statement."""
    return render_all((data,), catalogue, wish)
