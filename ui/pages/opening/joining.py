"""Joining a server at the first start: by hand, QR code or file; then the first exchange. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.errors import KitError
    from sync.facade import EnrolReport, Invite, SyncReport
    from ui.jobs import Progress, Step
    from ui.pages.asking import Asker, Notify
    from ui.pages.syncing.courier import Courier

LARGEST_FILE = 20_000_000
"""Bytes: a photo of a QR code is smaller."""


class JoiningView(Protocol):
    """The card, as its presenter sees it."""

    def show_invite(self, invite: Invite) -> None:
        """Show the address and the code that were read."""
        ...

    def show_busy(self, sentence: str) -> None:
        """Say what is under way."""
        ...

    def show_step(self, step: Step) -> None:
        """Show how far the first exchange is."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why it did not work; everything typed stays."""
        ...

    def joined(self) -> None:
        """Go on: this laptop is paired."""
        ...


class JoiningPresenter:
    """Enrols this laptop, then fetches its groups."""

    def __init__(self, asker: Asker, view: JoiningView, courier: Courier, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._courier = courier
        self._notify = notify

    def read(self, text: str) -> None:
        """Join by what a camera read."""
        from sync.facade import read_invite

        try:
            self._join_by(read_invite(text))
        except UserError as error:
            self._view.refuse(error)

    def open_file(self, path: Path) -> None:
        """Join by a file: the invitation itself, or a picture of its QR code."""
        self._view.show_busy(tr("Reading the invitation…"))
        self._asker.runner.submit(
            self._view, lambda: invite_in(path), self._join_by, self._view.refuse, lane="io"
        )

    def _join_by(self, invite: Invite) -> None:
        self._view.show_invite(invite)
        self.join(invite.url, invite.code)

    def join(self, url: str, code: str) -> None:
        """Pair this laptop with a server, then fetch what it may have."""
        if not (url.strip() and code.strip()):
            self._view.refuse(UserError(tr("Type the address and the code, or read them from a QR code.")))
            return
        self._view.show_busy(tr("Joining the server…"))

        def job() -> EnrolReport:
            return self._courier.service.enrol(url, code)

        self._asker.runner.submit(self._view, job, self._fetch, self._view.refuse, lane="io")

    def _fetch(self, _: EnrolReport) -> None:
        self._view.show_busy(tr("This laptop is in. Fetching your groups…"))

        def job(progress: Progress) -> SyncReport:
            return self._courier.service.run_once(lambda: progress.cancelled, progress)

        def done(report: SyncReport) -> None:
            self._end(report.problem or "")

        self._asker.runner.submit_with_progress(
            self._view,
            job,
            done,
            lambda error: self._end(error.sentence),
            progressed=self._view.show_step,
            lane="io",
        )

    def _end(self, problem: str) -> None:
        self._courier.tell_news()
        self._courier.sync()
        self._view.joined()
        self._notify(
            tr("This laptop is paired; your groups come with the next exchange. {problem}", problem=problem)
            if problem
            else tr("This laptop is paired, and your groups are here.")
        )


def invite_in(path: Path) -> Invite:
    """Return the invitation that a file holds.

    Raises:
        UserError: it holds none, or cannot be read.
    """
    from organiser_kit.reading.codes import codes_in_image
    from sync.facade import INVITE_LONGEST, read_invite

    try:
        size = path.stat().st_size
        if size <= INVITE_LONGEST:
            return read_invite(path.read_bytes().decode("utf-8", "replace"))
        codes = codes_in_image(path) if size <= LARGEST_FILE else []
    except OSError as error:
        raise UserError(tr("{name} cannot be read: check that it is still there.", name=path.name)) from error
    return read_invite(codes[0] if codes else "")
