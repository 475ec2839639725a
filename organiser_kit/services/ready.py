"""What the local copy knows about being ready for a place without network."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import current
from organiser_kit.meeting_kits.library import shipped
from organiser_kit.rules.readiness import Preparation

if TYPE_CHECKING:
    from organiser_kit.codes.badge import BadgeOutcome
    from organiser_kit.services.badges import Badges
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import MeetingDetail, SyncState

_TRIED = "scan_tried_at"


class Ready:
    """Journey J5: the look at everything before the door, and the test scan."""

    def __init__(
        self, store: Store, meetings: Meetings, registrations: Registrations, badges: Badges
    ) -> None:
        self._store = store
        self._meetings = meetings
        self._registrations = registrations
        self._badges = badges

    def preparation(self, meeting_id: str, state: SyncState) -> Preparation:
        """Return what is known of one meeting; ``state`` is what the kit says of its exchanges.

        Raises:
            NotFoundError: there is no such meeting.
        """
        detail = self._meetings.detail(meeting_id)
        expected = tuple(
            entry.person.id for entry in self._registrations.roster(meeting_id) if entry.is_expected
        )
        sheet = detail.sheet
        return Preparation(
            now=self._store.clock.now(),
            expected=len(expected),
            server=state.server,
            synced_at=state.last_sync_at,
            pending=state.pending,
            refused=state.refused,
            sheet_no=sheet.sheet_no if sheet else "",
            sheet_is_current=bool(sheet and (sheet.validated_at or sheet.people == expected)),
            kit=_kit_title(detail),
            clock_offset=state.clock_offset_seconds if self._store.clock.was_told else None,
            scanned_at=self._scanned_at(detail),
        )

    def try_code(self, text: str) -> BadgeOutcome:
        """Say what a code is, recording no presence; that a genuine badge was read is remembered."""
        reading = self._badges.read(text)
        if reading.token is not None:
            with self._store.database.transaction():
                self._store.device.put(_TRIED, self._store.clock.now().isoformat())
        return reading.outcome

    def _scanned_at(self, detail: MeetingDetail) -> datetime | None:
        """Return when this laptop last read a badge, at a door or to try."""
        own = self._store.device.identity().device_id
        told = [
            self._store.database.value(
                "SELECT max(at) FROM attendance_facts WHERE device_id = ? AND method = 'qr'", (own,)
            ),
            self._store.device.get(_TRIED),
        ]
        moments = [datetime.fromisoformat(str(text)) for text in told if text]
        return max(moments).astimezone(detail.meeting.zone) if moments else None


def _kit_title(detail: MeetingDetail) -> str:
    try:
        kit = shipped().for_meeting(detail.pair.module_number, detail.meeting.sequence)
    except InputFileError:
        return ""
    return kit.title.text(current().language)
