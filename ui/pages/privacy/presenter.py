"""What is kept of people on this laptop, until when, and what went by itself. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.retention import CONTACT_MONTHS, LAPTOP_DAYS, LOG_MONTHS
from organiser_kit.rules.wording import grouped, long_date
from organiser_kit.services.purge import Obstacle
from ui.pages.exporting import copied_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.outliving import Outlived
    from organiser_kit.services.purge import Due
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class KeptGroup:
    """One group and how long this laptop keeps it."""

    name: str
    until: str
    is_over: bool


@dataclass(frozen=True)
class PrivacyState:
    """What the page shows.

    Attributes:
        unsent: how many changes no server has; they would be lost with this copy.
        pictures: how many pictures of signed sheets stay although their group has left, and until when; ''
            for none.
    """

    groups: tuple[KeptGroup, ...]
    unsent: int
    pictures: str = ""


class PrivacyView(Protocol):
    """The page, as its presenter sees it."""

    def show_privacy(self, state: PrivacyState) -> None:
        """Show what is kept."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class PrivacyPresenter:
    """Reads what is kept, and lets go of what is due."""

    def __init__(self, asker: Asker, view: PrivacyView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify

    def load(self) -> None:
        """Read it again."""
        self._asker.ask(self._view, read, self._view.show_privacy, self._view.refuse)

    def save_pictures(self, folder: Path) -> None:
        """Write copies of the pictures whose group has left."""

        def done(files: tuple[Path, ...]) -> None:
            self._notify(copied_words(len(files), folder))

        self._asker.ask(
            self._view, lambda kit: kit.evidence.outliving.save_copies(folder), done, self._view.refuse
        )

    def let_go(self) -> None:
        """Let go of what is due now, and tell what went."""

        def done(due: tuple[Due, ...]) -> None:
            self._notify(gone_words(due) or tr("Nothing is due: everything here is still needed."))
            self.load()

        self._asker.ask(self._view, lambda kit: kit.purge.run(), done, self._view.refuse)


def read(kit: Kit) -> PrivacyState:
    """Return what is kept."""
    due = {one.group_id: one for one in kit.purge.due()}
    groups = tuple(
        KeptGroup(group.name, _until(at, due.get(group.id)), group.id in due)
        for group, at in kit.purge.outlook()
    )
    state = kit.sync_state()
    return PrivacyState(groups, state.pending + state.refused, pictures_words(kit.evidence.outliving.all()))


def kept_lines() -> tuple[tuple[str, str], ...]:
    """Return what is kept where and until when: a title and a sentence each."""
    return (
        (
            tr("On this laptop"),
            tr(
                "The people of your own groups, encrypted. {n} days after a group’s last meeting they leave "
                "this laptop, once the server has everything.",
                n=LAPTOP_DAYS,
            ),
        ),
        (
            tr("On the server, if there is one"),
            tr(
                "The same, for those who organise the group and their coordinator. A contact is kept for "
                "{n} months after somebody last took part.",
                n=CONTACT_MONTHS,
            ),
        ),
        (
            tr("On paper"),
            tr(
                "The signed sheet is the original: keep it locked away, as your structure asks. A picture "
                "that was read stays here, encrypted, for as long as the sheet must be proved."
            ),
        ),
        (
            tr("Who changed what"),
            tr("Kept for {n} months, to answer for it.", n=LOG_MONTHS),
        ),
    )


def _until(at: datetime | None, due: Due | None) -> str:
    if due is not None and due.obstacle is Obstacle.UNSENT:
        return tr("Its time here is over, but some of it was never sent: synchronise first.")
    if due is not None and due.obstacle is Obstacle.NO_SERVER:
        return tr("Its time here is over, but no server holds it: it would be lost, so it stays.")
    if due is not None:
        return tr("Its time here is over: it goes at the next start.")
    if at is None:
        return tr("Kept as long as its meetings go on.")
    return tr("Kept until {day}.", day=long_date(at, current()))


def pictures_words(pictures: Sequence[Outlived]) -> str:
    """Return how many pictures stay although their group has left, and until when."""
    if not pictures:
        return ""
    last = max(one.keep_until for one in pictures)
    return trn(
        "{n} picture of a signed sheet stays here, encrypted, until {day}: no server has it.",
        "{n} pictures of signed sheets stay here, encrypted, until {day} at the latest: no server has them.",
        len(pictures),
        day=long_date(last, current()),
    )


def gone_words(due: Sequence[Due]) -> str:
    """Return what went from this laptop, '' when nothing did."""
    gone = [one for one in due if one.obstacle is None]
    if not gone:
        return ""
    records = grouped(sum(one.records for one in gone), current())
    return trn(
        "{n} group is over and left this laptop ({records} records); its server keeps it.",
        "{n} groups are over and left this laptop ({records} records); their server keeps them.",
        len(gone),
        records=records,
    )
