"""What people agreed to: asked on paper, recorded here, taken back as easily."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.people import Consent, Person, Purpose

if TYPE_CHECKING:
    from organiser_kit.services.store import Store

TEXT_VERSION = "1"
"""The edition of the words on the slip; it grows when their meaning changes."""


class Consents:
    """One answer for each person and purpose; nobody is taken to agree."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def agreed(self, purpose: Purpose) -> frozenset[str]:
        """Return the ids of those who agree now.

        Two laptops may each have recorded an answer: whoever refused or took back in any of them does not
        agree, for nobody may be shown against their will.
        """
        found = self._store.records.find(Consent, "purpose = ?", (purpose.value,))
        given = {one.person_id for one in found if _stands(one)}
        return frozenset(given - self.refused(purpose))

    def refused(self, *purposes: Purpose) -> frozenset[str]:
        """Return the ids of those who refused one of these, or took it back, on any laptop."""
        places = ", ".join("?" * len(purposes))
        found = self._store.records.find(Consent, f"purpose IN ({places})", [one.value for one in purposes])
        return frozenset(one.person_id for one in found if not _stands(one))

    def give(self, person_id: str, purpose: Purpose, channel: str = "paper") -> None:
        """Record that somebody agrees, as they ticked it.

        Raises:
            NotFoundError: there is no such person.
        """
        person, now = self._store.records.get(Person, person_id), self._store.clock.now()
        with self._store.writer.action(together=True) as action:
            known = self._of(person_id, purpose)
            for one in known:
                action.change(
                    one, given=True, at=now, withdrawn_at=None, channel=channel, text_version=TEXT_VERSION
                )
            if not known:
                action.add(
                    Consent(
                        id=self._store.environment.new_id(),
                        scope=person.scope,
                        person_id=person_id,
                        purpose=purpose,
                        given=True,
                        text_version=TEXT_VERSION,
                        at=now,
                        channel=channel,
                    )
                )

    def withdraw(self, person_id: str, purpose: Purpose) -> None:
        """Record that somebody agrees no longer; from somebody who never agreed nothing changes."""
        now = self._store.clock.now()
        with self._store.writer.action(together=True) as action:
            for one in self._of(person_id, purpose):
                if _stands(one):
                    action.change(one, withdrawn_at=now)

    def _of(self, person_id: str, purpose: Purpose) -> list[Consent]:
        return self._store.records.find(Consent, "person_id = ? AND purpose = ?", (person_id, purpose.value))


def _stands(consent: Consent) -> bool:
    return consent.given and consent.withdrawn_at is None
