"""What is written to make a meeting known, and what it still lacks before it can be announced."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.rules import lifecycle
from organiser_kit.rules.letters import body
from organiser_kit.services.letter_facts import facts_of
from organiser_kit.services.notices import INVITATION, REMINDER
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit

PURPOSES = (INVITATION, REMINDER)


@dataclass(frozen=True)
class AnnounceState:
    """The step: ``texts`` by purpose; ``words`` are the organiser's own, on the poster too."""

    meeting_id: str
    texts: dict[str, str]
    words: str
    can_announce: bool
    is_over: bool
    drafts: Mapping[str, str] = field(default_factory=dict)
    """The texts that were changed by hand, by purpose."""


class AnnounceView(Protocol):
    """The step, as its presenter sees it."""

    def show_announcement(self, state: AnnounceState) -> None:
        """Show the texts."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class AnnouncePresenter(MeetingEditor[AnnounceView, AnnounceState]):
    """Writes the texts from the meeting's facts, and keeps the organiser's own words."""

    def _question(self, meeting_id: str) -> Callable[[Kit], AnnounceState]:
        return lambda kit: read(kit, meeting_id)

    def _show(self, state: AnnounceState) -> None:
        self._view.show_announcement(state)

    def keep_words(self, meeting_id: str, words: str | None) -> None:
        """Keep what the organiser adds to the facts, with a way back."""

        def write(kit: Kit) -> str | None:
            before = kit.meetings.get(meeting_id).public_text
            kit.plan.edit_meeting(meeting_id, public_text=words)
            return before

        def done(before: str | None) -> None:
            self._notify(tr("Kept."), lambda: self.keep_words(meeting_id, before))

        self._do(write, done)

    def keep_drafts(self, meeting_id: str, drafts: Mapping[str, str]) -> None:
        """Keep on this laptop the texts that were changed by hand, and no others."""
        kept = dict(drafts)
        self._asker.ask(
            self._view,
            lambda kit: kit.drafts.keep(meeting_id, kept),
            lambda _: None,
            self._view.refuse,
        )

    def announce(self) -> None:
        """Say that the meeting is public from now on."""
        wanted = self.meeting_id
        self._tell(
            lambda kit: kit.plan.move_to(wanted, MeetingStatus.ANNOUNCED),
            tr("The meeting is now “{status}”.", status=lifecycle.label(MeetingStatus.ANNOUNCED)),
        )


def read(kit: Kit, meeting_id: str) -> AnnounceState:
    """Return the texts of a meeting."""
    detail = kit.meetings.detail(meeting_id)
    meeting, facts = detail.meeting, facts_of(detail)
    return AnnounceState(
        meeting_id=meeting.id,
        texts={purpose: body(purpose, facts) for purpose in PURPOSES},
        words=meeting.public_text or "",
        can_announce=MeetingStatus.ANNOUNCED in lifecycle.allowed(meeting.status)
        and not lifecycle.gaps(MeetingStatus.ANNOUNCED, kit.meetings.readiness(meeting)),
        is_over=meeting.status in lifecycle.OVER,
        drafts=kit.drafts.of(meeting_id),
    )
