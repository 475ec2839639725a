"""Exchanging by a USB stick: write what is known here, read what another laptop wrote. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from organiser_kit.errors import KitError
from organiser_kit.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sync.facade import BundleReport
    from ui.pages.asking import Asker
    from ui.pages.syncing.courier import Courier

SUFFIX = ".okb"


class StickView(Protocol):
    """The page, as this presenter sees it."""

    def stick_busy(self, sentence: str) -> None:
        """Say that the stick is at work; '' when it no longer is."""
        ...

    def tell(self, tone: str, sentence: str) -> None:
        """Say what was done."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class StickPresenter:
    """Writes and reads; one at a time."""

    def __init__(self, asker: Asker, view: StickView, courier: Courier) -> None:
        self._asker = asker
        self._view = view
        self._courier = courier

    def write(self, path: Path) -> None:
        """Write a file that another laptop, or the server, can take; it is read back before it counts."""
        self._write(lambda: self._courier.service.export_bundle(path), written_words)

    def seal_unsent(self, path: Path) -> None:
        """Write what was never sent, for the server alone: this laptop was put out."""
        self._write(lambda: self._courier.service.export_unsent(path), sealed_words)

    def _write(self, job: Callable[[], BundleReport], words: Callable[[BundleReport], str]) -> None:
        self._view.stick_busy(tr("Writing… do not remove the stick."))

        def done(report: BundleReport) -> None:
            self._view.stick_busy("")
            self._view.tell("success", words(report))
            self._courier.refresh()

        self._asker.runner.submit(self._view, job, done, self._failed, lane="io")

    def read(self, paths: Sequence[Path]) -> None:
        """Take what is in files that other laptops wrote, in turn; taking one twice changes nothing.

        A file that cannot be read keeps none of the others back: it is told at the end.
        """
        self._view.stick_busy(tr("Reading… do not remove the stick."))

        def job() -> tuple[list[BundleReport], list[KitError]]:
            reports: list[BundleReport] = []
            errors: list[KitError] = []
            for path in paths:
                try:
                    reports.append(self._courier.service.import_bundle(path))
                except KitError as error:
                    errors.append(error)
            return reports, errors

        def done(answer: tuple[list[BundleReport], list[KitError]]) -> None:
            reports, errors = answer
            self._view.stick_busy("")
            self._view.tell(*told(reports, errors))
            self._courier.refresh()

        self._asker.runner.submit(self._view, job, done, self._failed, lane="io")

    def _failed(self, error: KitError) -> None:
        self._view.stick_busy("")
        self._view.refuse(error)
        self._courier.refresh()


def told(reports: Sequence[BundleReport], errors: Sequence[KitError]) -> tuple[str, str]:
    """Return in which tone to say what reading files brought, and the words."""
    refused = [error.sentence for error in errors]
    if not reports:
        return "danger", "\n".join(refused)
    new, left_out = (sum(getattr(one, name) for one in reports) for name in ("new", "refused"))
    words = read_words(new, left_out)
    return ("warning" if refused or left_out else "success"), "\n".join((words, *refused))


def written_words(report: BundleReport) -> str:
    """Return what was written; the file holds everything, the count is of what only it carries so far."""
    if not report.ops:
        return tr("Written and checked. You may remove the stick.")
    return trn(
        "Written and checked, with {n} change that no server has yet. You may remove the stick.",
        "Written and checked, with {n} changes that no server has yet. You may remove the stick.",
        report.ops,
    )


def sealed_words(report: BundleReport) -> str:
    """Return what was written for the server alone."""
    return trn(
        "Written and checked: {n} change, which only the server can open. Give the file to whoever runs it.",
        "Written and checked: {n} changes, which only the server can open. Give the file to whoever runs it.",
        report.ops,
    )


def read_words(new: int, refused: int) -> str:
    """Return what reading brought: how many changes are new, and how many are not to be believed."""
    if refused:
        return trn(
            "{n} change could not be trusted and was left out; {new} new. You may remove the stick.",
            "{n} changes could not be trusted and were left out; {new} new. You may remove the stick.",
            refused,
            new=new,
        )
    if not new:
        return tr("Nothing new in this file: this laptop knew it all. You may remove the stick.")
    return trn(
        "{n} new change taken from the stick. You may remove it.",
        "{n} new changes taken from the stick. You may remove it.",
        new,
    )


def proposed_name(now: datetime) -> str:
    """Return a name for the file: the day, and nobody's name."""
    return f"organiser-kit-{now:%Y-%m-%d}{SUFFIX}"
