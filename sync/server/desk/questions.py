"""``questions list`` and ``questions answer``: the help desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.sharing import HelpRequest, is_about_sheet
from organiser_kit.services.sending import tidy
from organiser_kit.terminal.building import Command, option
from sync.server import sql
from sync.server.database import snapshot
from sync.server.desk.author import acting, as_option
from sync.server.desk.finding import find, hand_on
from sync.server.desk.hand import Hand
from sync.server.frame import Frame, framed

if TYPE_CHECKING:
    from sync.server.engines.base import Connection


@dataclass(frozen=True, slots=True)
class QuestionListing:
    """A question to the help desk; ``by`` is who answered."""

    id: str
    subject: str
    question: str
    context: str | None
    asked_at: str
    answer: str | None
    answered_at: str | None
    group: str
    group_name: str
    by: str | None


def list_all() -> click.Command:
    """Return the command."""

    @click.command("list", cls=Command, help=tr("Print one line for each question to the help desk."))
    @option("--waiting", is_flag=True, help=tr("Only those without an answer."))
    @framed
    def questions_list(frame: Frame, waiting: bool) -> None:
        with frame.open() as connection, snapshot(connection):
            found = _questions(connection)
        rows = [one for one in found if not (waiting and one.answer)]
        frame.say_lines(
            rows,
            lambda row: (
                f"{row.id}  {row.group_name}  {row.subject}: {row.question}"
                + (f"  → {row.answer}" if row.answer else "")
            ),
        )

    return questions_list


def answer() -> click.Command:
    """Return the command."""
    explanation = tr("Answer a question; the group reads it after its next exchange. Again: correct it.")

    @click.command("answer", cls=Command, help=explanation)
    @click.argument("question", metavar=tr("QUESTION"))
    @option("--text", required=True, metavar=tr("TEXT"), help=tr("The answer."))
    @as_option
    @framed
    def questions_answer(frame: Frame, question: str, text: str, login: str | None) -> None:
        kept = tidy(text)
        if kept is None:
            raise UserError(tr("The answer is empty: nothing was sent."))
        with acting(frame, login) as (connection, author):
            otherwise = tr(
                "“{reference}” is not the id of one question: “questions list” shows them.",
                reference=question,
            )
            stored = find(connection, HelpRequest, question, otherwise)
            author.check(connection, stored.scope)
            hand = Hand(connection, frame.environment, author, stored.scope)
            now = frame.environment.now()
            hand.change(HelpRequest, stored.state.id, answer=kept, answered_at=now)
        frame.say(
            tr("Answered: the group reads it after its next exchange."),
            {"id": stored.state.id, "answered_at": now.isoformat(), "by": author.name},
        )

    return questions_answer


def _questions(connection: Connection) -> list[QuestionListing]:
    found = connection.execute(sql.LIST_QUESTIONS).fetchall()
    return [
        QuestionListing(*(*row, hand_on(connection, row[0]))) for row in found if not is_about_sheet(row[3])
    ]
