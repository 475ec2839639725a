"""What a person must know after a backup was put back: where the former copy is, and what only it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.storage.restoring import Restored


def told_of(restored: Restored) -> Iterator[str]:
    """Yield what a person must know of the copy that was put aside."""
    if restored.aside is None:
        return
    yield tr("The former copy is in {folder}: delete it once nothing is missing.", folder=restored.aside)
    if restored.unsent is None:
        yield tr("It could not be opened to see whether it holds changes that were never sent.")
    elif restored.unsent:
        yield trn(
            "It holds {n} change that the backup does not have and that was never sent: "
            "“organiser-kit sync --data {folder}” sends it.",
            "It holds {n} changes that the backup does not have and that were never sent: "
            "“organiser-kit sync --data {folder}” sends them.",
            restored.unsent,
            folder=restored.aside,
        )
