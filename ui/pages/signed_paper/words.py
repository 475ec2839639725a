"""Sentences about a review of a signed sheet. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn

if TYPE_CHECKING:
    from organiser_kit.papers.signed_sheets import Recorded, SignedSheets


def headline(open_: int, signed: int, empty: int) -> str:
    """Return where a review stands."""
    counts = tr("{signed} signed, {empty} empty.", signed=signed, empty=empty)
    if open_:
        left = trn("{n} row is to be looked at.", "{n} rows are to be looked at.", open_)
    else:
        left = tr("Nothing is left in doubt.")
    return " ".join((counts, left, tr("Nothing is recorded before you confirm.")))


def recorded_words(done: Recorded, left_open: int) -> str:
    """Return what became of the confirmed rows."""
    said = [
        trn(
            "{n} presence recorded from the paper.",
            "{n} presences recorded from the paper.",
            len(done.recorded),
        )
    ]
    if done.known:
        said.append(trn("{n} was on the screen already.", "{n} were on the screen already.", len(done.known)))
    if done.problems:
        n = len(done.problems)
        said.append(trn("{n} person is no longer known here.", "{n} people are no longer known here.", n))
    if done.kept:
        said.append(
            trn(
                "The picture of {n} page is kept with the sheet.",
                "The pictures of {n} pages are kept with the sheet.",
                done.kept,
            )
        )
    said += dict.fromkeys(done.not_kept)
    if left_open:
        said.append(
            trn(
                "{n} row stays in doubt: nothing was recorded for it.",
                "{n} rows stay in doubt: nothing was recorded for them.",
                left_open,
            )
        )
    return " ".join(said)


def missing_words(read: SignedSheets) -> tuple[str, ...]:
    """Return one sentence for each page that no picture shows."""
    return tuple(
        tr("Page {page} of sheet {number} is missing: photograph it too.", page=page, number=paper.number)
        for paper, page in read.missing
    )
