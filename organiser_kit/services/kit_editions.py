"""Editions of kits d'animation that came with an exchange: whole ones join the shelf, others are told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.meeting_kits.editions import digest_of
from organiser_kit.model.preparation import KitEdition

if TYPE_CHECKING:
    from organiser_kit.services.store import Store

_SEEN = "kit_editions_seen"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came.

    Attributes:
        texts: the TOML of each whole edition, under words that tell which it is.
        refused: one sentence for each that is not what was sent.
    """

    texts: dict[str, str]
    refused: tuple[str, ...]


class KitEditions:
    """The editions in this copy, and which of them its organiser was told of."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def arrived(self) -> Arrived:
        """Return the editions that came, the digest of each compared with its text."""
        texts: dict[str, str] = {}
        refused: list[str] = []
        for edition in self._all():
            if digest_of(edition.body) == edition.digest:
                texts[_words(edition)] = "".join(edition.body)
            else:
                refused.append(
                    tr(
                        "The edition {version} of the kit “{kit}” is not what was sent: it was left aside. "
                        "Synchronise again.",
                        version=edition.version,
                        kit=edition.name,
                    )
                )
        return Arrived(texts, tuple(refused))

    def unseen(self) -> tuple[str, ...]:
        """Return the words for the whole editions that nobody was told of yet."""
        seen = set(json.loads(self._store.device.get(_SEEN) or "[]"))
        whole = self.arrived().texts
        return tuple(words for one in self._all() if one.id not in seen and (words := _words(one)) in whole)

    def mark_seen(self) -> None:
        """Note that the organiser was told of all that is here."""
        with self._store.database.transaction():
            self._store.device.put(_SEEN, json.dumps([edition.id for edition in self._all()]))

    def _all(self) -> list[KitEdition]:
        return self._store.records.find(KitEdition, order="name, version, id")


def _words(edition: KitEdition) -> str:
    return tr("{kit}, edition {version}", kit=edition.name, version=edition.version)
