"""``sheets list``, ``sheets publish`` and ``sheets return``: practice sheets that groups sent up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
import msgspec

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_TYPE
from organiser_kit.model.record import COMMON_SCOPE
from organiser_kit.model.sharing import (
    Attachment,
    HelpRequest,
    PracticeSheet,
    SheetState,
    about_sheet,
    shared_copy_id,
)
from organiser_kit.services.sending import tidy
from organiser_kit.terminal.building import Choice, Command, option
from sync.checks import needs_upgrade
from sync.server import sql
from sync.server.database import snapshot
from sync.server.desk.author import acting, as_option
from sync.server.desk.finding import find, hand_on
from sync.server.desk.hand import Hand
from sync.server.frame import Frame, framed
from sync.server.scopes import open_to_all

if TYPE_CHECKING:
    from datetime import datetime

    from sync.server.desk.author import Author
    from sync.server.engines.base import Connection

_STATES = (SheetState.SENT.value, SheetState.PUBLISHED.value)
"""Drafts are their authors' business."""


@dataclass(frozen=True, slots=True)
class SheetListing:
    """A practice sheet that was sent up; ``by`` is who published it."""

    id: str
    title: str
    authors: list[str]
    state: str
    module: int | None
    sent_at: str | None
    published_at: str | None
    group: str
    group_name: str
    by: str | None


def list_all() -> click.Command:
    """Return the command."""
    explanation = tr("Print one line for each practice sheet that was sent up.")

    @click.command("list", cls=Command, help=explanation)
    @option("--state", type=Choice(_STATES), help=tr("Only those in this state."))
    @framed
    def sheets_list(frame: Frame, state: str | None) -> None:
        with frame.open() as connection, snapshot(connection):
            found = _sheets(connection)
        frame.say_lines(
            [one for one in found if state in (None, one.state)],
            lambda row: "  ".join(
                (row.id, _word(row.state), row.group_name, row.title, ", ".join(row.authors))
            ),
        )

    return sheets_list


def publish() -> click.Command:
    """Return the command."""
    explanation = tr("Publish a practice sheet: every laptop receives it with its next exchange.")

    @click.command("publish", cls=Command, help=explanation)
    @click.argument("sheet", metavar=tr("SHEET"))
    @as_option
    @framed
    def sheets_publish(frame: Frame, sheet: str, login: str | None) -> None:
        now = frame.environment.now()
        with acting(frame, login) as (connection, author):
            desk = _Desk(connection, frame, author, sheet)
            desk.publish(now)
        frame.say(
            tr("Published: every laptop receives it with its next exchange."),
            {"id": desk.id, "published_at": now.isoformat(), "by": author.name},
        )

    return sheets_publish


def send_back() -> click.Command:
    """Return the command."""
    explanation = tr("Send a practice sheet back to its authors, published or not; they read why.")

    @click.command("return", cls=Command, help=explanation)
    @click.argument("sheet", metavar=tr("SHEET"))
    @option("--because", required=True, metavar=tr("TEXT"), help=tr("What its authors should change."))
    @as_option
    @framed
    def sheets_return(frame: Frame, sheet: str, because: str, login: str | None) -> None:
        reason = tidy(because)
        if reason is None:
            raise UserError(tr("Say what its authors should change: nothing was sent back."))
        with acting(frame, login) as (connection, author):
            desk = _Desk(connection, frame, author, sheet)
            desk.send_back(reason)
        frame.say(
            tr("Sent back: its authors read why after their next exchange."),
            {"id": desk.id, "because": reason, "by": author.name},
        )

    return sheets_return


class _Desk:
    """One sheet that was sent up, with what everybody reads of it; both are locked."""

    def __init__(self, connection: Connection, frame: Frame, author: Author, reference: str) -> None:
        otherwise = tr(
            "“{reference}” is not the id of one practice sheet: “sheets list” shows them.",
            reference=reference,
        )
        stored = find(connection, PracticeSheet, reference, otherwise)
        author.check(connection, stored.scope)
        self.id = stored.state.id
        self._connection = connection
        self._environment = frame.environment
        self._scope = stored.scope
        # Scopes are locked in the order of their names.
        open_to_all(connection, COMMON_SCOPE)
        self._common = Hand(connection, frame.environment, author, COMMON_SCOPE)
        self._group = Hand(connection, frame.environment, author, stored.scope)

    def publish(self, now: datetime) -> None:
        """Let everybody read it as it stands now."""
        state = self._state()
        if state is SheetState.DRAFT:
            raise UserError(tr("This practice sheet is a draft: its authors have not sent it up."))
        if state is SheetState.PUBLISHED and self._is_read():
            raise UserError(tr("This practice sheet is published already."))
        self._group.change(PracticeSheet, self.id, state=SheetState.PUBLISHED, published_at=now)
        self._common.put(PracticeSheet, shared_copy_id(self.id), self._for_all())
        self._publish_files()

    def send_back(self, reason: str) -> None:
        """Make it a draft again that only its group sees, and tell the group why."""
        if self._state() is SheetState.DRAFT and not self._is_read():
            raise UserError(tr("This practice sheet is a draft: its authors have it already."))
        self._group.change(PracticeSheet, self.id, state=SheetState.DRAFT, sent_at=None, published_at=None)
        self._common.show(PracticeSheet, shared_copy_id(self.id), alive=False)
        self._take_off_files(keep=frozenset())
        message = HelpRequest(
            id=self._environment.new_id(),
            scope=self._scope,
            subject=str(self._group.value(PracticeSheet, self.id, "title") or ""),
            question=tr("The coordination sent this practice sheet back to its authors."),
            context=about_sheet(self.id),
            answer=reason,
            asked_at=self._environment.now(),
            answered_at=self._environment.now(),
        )
        self._group.add(message)

    def _publish_files(self) -> None:
        """Let everybody read the files that go with it now; the laptop that has one sends its bytes."""
        names = set(BY_TYPE[Attachment].fields) - {"record_id", "device_id"}
        going = [one for one, alive in self._files(self._scope, self.id) if alive]
        for one in going:
            values = {name: self._group.value(Attachment, one, name) for name in sorted(names)}
            copy = {**values, "record_id": shared_copy_id(self.id)}
            self._common.put(Attachment, shared_copy_id(one), copy)
        self._take_off_files(keep=frozenset(map(shared_copy_id, going)))

    def _take_off_files(self, keep: frozenset[str]) -> None:
        """Hide the files that everybody read with it, but those to ``keep``."""
        for one, _ in self._files(COMMON_SCOPE, shared_copy_id(self.id)):
            if one not in keep:
                self._common.show(Attachment, one, alive=False)

    def _files(self, scope: str, record_id: str) -> list[tuple[str, bool]]:
        found = self._connection.execute(sql.FILES_OF, {"scope": scope, "record_id": record_id}).fetchall()
        return [(one, bool(alive)) for one, alive in found]

    def _state(self) -> SheetState:
        try:
            return SheetState(self._group.value(PracticeSheet, self.id, "state") or SheetState.DRAFT)
        except ValueError as error:
            raise UserError(needs_upgrade().detail) from error

    def _is_read(self) -> bool:
        copy = self._common.state(PracticeSheet, shared_copy_id(self.id))
        return copy is not None and bool(copy.alive.value)

    def _for_all(self) -> dict[str, Any]:
        """Return what everybody reads: all but the meeting, which only its group knows."""
        names = set(BY_TYPE[PracticeSheet].fields) - {"meeting_id"}
        return {name: self._group.value(PracticeSheet, self.id, name) for name in sorted(names)}


def _sheets(connection: Connection) -> list[SheetListing]:
    return [_listing(connection, *row) for row in connection.execute(sql.LIST_SHEETS).fetchall()]


def _listing(
    connection: Connection, sheet_id: str, title: str | None, authors: str | None, *rest: Any
) -> SheetListing:
    names = msgspec.json.decode(authors or "[]")
    return SheetListing(*(sheet_id, title or "", names, *rest, hand_on(connection, sheet_id)))


def _word(state: str) -> str:
    return {SheetState.SENT.value: tr("Sent up"), SheetState.PUBLISHED.value: tr("Published")}[state]
