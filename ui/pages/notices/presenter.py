"""Who is still to be told about a meeting, how to reach them, and who knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.exports.mailto import Letter, in_blind_copy, mailto
from organiser_kit.i18n import tr, trn
from organiser_kit.model.preparation import HandoverState
from organiser_kit.rules.letters import body, subject
from organiser_kit.rules.wording import display_name
from organiser_kit.services.letter_facts import facts_of
from organiser_kit.services.notices import WARNINGS
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.notices import NoticeLine
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class Told:
    """One person of the list: ``mail`` opens a message to them, '' without an address."""

    notice_id: str
    name: str
    reach: str
    purpose: str
    done: bool
    mail: str


@dataclass(frozen=True)
class Batch:
    """One message to several people in blind copy."""

    mail: str
    notice_ids: tuple[str, ...]


@dataclass(frozen=True)
class NoticesState:
    """The list, what is left, and the messages to many that would empty it."""

    meeting_id: str
    people: tuple[Told, ...]
    left: int
    summary: str
    batches: tuple[Batch, ...]
    batch_words: str


class NoticesView(Protocol):
    """A list of people to tell, as its presenter sees it."""

    def show_notices(self, state: NoticesState) -> None:
        """Show the list."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class NoticesPresenter(MeetingEditor[NoticesView, NoticesState]):
    """Reads the queue of a meeting for some purposes, and ticks people off."""

    def __init__(
        self, asker: Asker, view: NoticesView, notify: Notify, purposes: tuple[str, ...] = WARNINGS
    ) -> None:
        super().__init__(asker, view, notify)
        self._purposes = purposes
        self.own_words: dict[str, str] = {}

    def load(self, then: Callable[[], None] = lambda: None) -> None:
        """Read it again with the words typed so far, show it, and do ``then``."""

        def show(state: NoticesState) -> None:
            self._show(state)
            then()

        self._load(show)

    def _question(self, meeting_id: str) -> Callable[[Kit], NoticesState]:
        purposes, own = self._purposes, dict(self.own_words)
        return lambda kit: read(kit, meeting_id, purposes, own)

    def _show(self, state: NoticesState) -> None:
        self._view.show_notices(state)

    def queue(self, purpose: str) -> None:
        """Put everybody whom ``purpose`` concerns on the list."""
        wanted = self.meeting_id

        def done(fresh: int) -> None:
            self._notify(
                trn("{n} person was added to the list.", "{n} people were added to the list.", fresh)
                if fresh
                else tr("Everybody is on the list already.")
            )

        self._do(lambda kit: kit.notices.queue(wanted, purpose), done)

    def mark(self, notice_ids: tuple[str, ...], *, done: bool) -> None:
        """Tick people off, or put them back, with a way back."""
        state = HandoverState.DONE if done else HandoverState.WAITING
        words = (
            trn("{n} person knows.", "{n} people know.", len(notice_ids))
            if done
            else trn("{n} person is to be told.", "{n} people are to be told.", len(notice_ids))
        )
        self._tell(
            lambda kit: kit.notices.mark(notice_ids, state),
            words,
            lambda: self.mark(notice_ids, done=not done),
        )


def read(
    kit: Kit, meeting_id: str, purposes: tuple[str, ...], own: Mapping[str, str] | None = None
) -> NoticesState:
    """Return a meeting's list, who is still to be told first; ``own`` words of messages, by purpose."""
    lines = kit.notices.of(meeting_id, purposes)
    letters = _letters(kit, meeting_id, purposes, own or {})
    people = [_told(line, letters[line.notice.purpose]) for line in lines]
    left = sum(not one.done for one in people)
    return NoticesState(
        meeting_id=meeting_id,
        people=tuple(sorted(people, key=lambda one: one.done)),
        left=left,
        summary=_summary(left, len(people)),
        batches=tuple(_batches(lines, letters)),
        batch_words=_objections(lines),
    )


def _letters(
    kit: Kit, meeting_id: str, purposes: tuple[str, ...], own: Mapping[str, str]
) -> dict[str, Letter]:
    facts = facts_of(kit.meetings.detail(meeting_id))
    return {
        purpose: Letter(subject(purpose, facts), own.get(purpose) or body(purpose, facts))
        for purpose in purposes
    }


def _told(line: NoticeLine, letter: Letter) -> Told:
    person = line.person
    reach = " · ".join(part for part in (person.phone, person.email) if part)
    return Told(
        notice_id=line.notice.id,
        name=display_name(person.family_name, person.given_name),
        reach=reach or tr("Neither telephone nor e-mail is known"),
        purpose=purpose_words(line.notice.purpose),
        done=not line.is_waiting,
        mail=mailto(letter, [person.email]) if person.email else "",
    )


def _summary(left: int, everybody: int) -> str:
    if not everybody:
        return tr("Nobody is on the list.")
    if not left:
        return tr("Everybody knows.")
    return trn(
        "{n} person left to tell, of {total}.", "{n} people left to tell, of {total}.", left, total=everybody
    )


def _batches(lines: tuple[NoticeLine, ...], letters: dict[str, Letter]) -> list[Batch]:
    """Return messages in blind copy to whoever waits, has an address, and does not object."""
    batches: list[Batch] = []
    for purpose, letter in letters.items():
        reached = [
            line
            for line in lines
            if line.is_waiting and line.person.email and not line.objects and line.notice.purpose == purpose
        ]
        start = 0
        for mail, count in in_blind_copy(letter, [str(line.person.email) for line in reached]):
            ids = tuple(line.notice.id for line in reached[start : start + count])
            batches.append(Batch(mail, ids))
            start += count
    return batches


def _objections(lines: tuple[NoticeLine, ...]) -> str:
    objecting = sum(line.objects and line.is_waiting for line in lines)
    if not objecting:
        return ""
    return trn(
        "{n} person objects to letters to many: write to them one by one, or call.",
        "{n} people object to letters to many: write to them one by one, or call.",
        objecting,
    )


def purpose_words(purpose: str) -> str:
    """Return what a message is about, in a few words."""
    return {
        "invitation": tr("Invitation"),
        "reminder": tr("Reminder"),
        "moved": tr("New date or place"),
        "postponed": tr("Postponed"),
        "cancelled": tr("Cancelled"),
        "seat": tr("A seat is free"),
    }[purpose]
