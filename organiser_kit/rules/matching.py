"""Is this the same person? Used by imports, walk-ins and the list of duplicate suspects.

A wrong merge gives one person another's attendance and cannot be seen afterwards; a doubled person can be
merged later. So a name alone never merges two people that anything contradicts, and whatever is neither sure
nor ruled out goes to a human. Yet the same spreadsheet imported twice must not double those who gave neither
e-mail nor phone: equal names that nothing contradicts, in the same structure, are one person.

=========================  =====================================================  =========
names                      the rest                                               match
=========================  =====================================================  =========
equal                      same external reference, or same e-mail                SAME
equal                      e-mail, phone, structure or reference contradict       SUSPECT
equal                      nothing contradicts (either side may lack any)         SAME
swapped or spaced apart    any                                                    SUSPECT
different                  same e-mail (couples and offices share one)            SUSPECT
different                  otherwise, the same phone or reference included        DIFFERENT
=========================  =====================================================  =========

Two values contradict when both are there and differ once normalised.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import Protocol

from organiser_kit.rules.text import fold


class Match(Enum):
    """How two records compare."""

    SAME = "same"
    SUSPECT = "suspect"
    DIFFERENT = "different"


class Identity(Protocol):
    """What two records are compared by; a value that is not known is None or empty."""

    @property
    def family_name(self) -> str: ...
    @property
    def given_name(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def structure_name(self) -> str | None: ...
    @property
    def external_ref(self) -> str | None: ...


def match_key(family: str, given: str) -> str:
    """Return what equal names share, whatever their case, accents and punctuation; "" for no name at all."""
    family, given = fold(family), fold(given)
    return f"{family}|{given}" if family or given else ""


def email_key(email: str | None) -> str:
    """Return an e-mail address without what does not tell two addresses apart; "" for none."""
    return unicodedata.normalize("NFKC", email or "").strip().casefold()


def phone_key(phone: str | None) -> str:
    """Return the digits of a phone number, French numbers as dialled in France; "" for none."""
    plain = re.sub(r"\(0\)", "", phone or "").strip()
    digits = re.sub(r"[^0-9]", "", plain)
    if plain.startswith("+"):
        digits = f"00{digits}"
    return f"0{digits[4:]}" if digits.startswith("0033") else digits


def same_person(a: Identity, b: Identity) -> Match:
    """Say whether two records are of one person, by the table above; the order of the two does not matter."""
    references = _reference(a), _reference(b)
    emails = email_key(a.email), email_key(b.email)
    if _agree(match_key(a.family_name, a.given_name), match_key(b.family_name, b.given_name)):
        # A reference alone proves nothing: ticket shops give everybody of one order the same.
        if _agree(*references) or _agree(*emails):
            return Match.SAME
        others = (
            references,
            emails,
            (phone_key(a.phone), phone_key(b.phone)),
            (fold(a.structure_name or ""), fold(b.structure_name or "")),
        )
        return Match.SUSPECT if any(_contradict(*pair) for pair in others) else Match.SAME
    if _agree(*emails) or _agree(_loose_key(a), _loose_key(b)):
        return Match.SUSPECT
    return Match.DIFFERENT


def candidate_keys(person: Identity) -> frozenset[str]:
    """Return keys of which two records that are not ``DIFFERENT`` always share one.

    An import of thousands of rows looks its candidates up by these instead of comparing every pair.
    """
    keys = {"name": _loose_key(person), "e-mail": email_key(person.email)}
    return frozenset(f"{kind}:{key}" for kind, key in keys.items() if key)


def _reference(person: Identity) -> str:
    return (person.external_ref or "").strip()


def _loose_key(person: Identity) -> str:
    """Return the two names without spaces and in no order: columns get swapped, "Le Goff" is "Legoff"."""
    names = sorted(fold(name).replace(" ", "") for name in (person.family_name, person.given_name))
    return "|".join(names) if any(names) else ""


def _agree(a: str, b: str) -> bool:
    return a == b != ""


def _contradict(a: str, b: str) -> bool:
    return bool(a and b) and a != b
