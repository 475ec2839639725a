"""Says what a statement's code proves, from a text or from the code alone; no network, no local copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.codes.statement.digests import bare, name_digest, words_digest
from organiser_kit.codes.statement.seal import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.codes.statement.facts import StatementFacts
    from organiser_kit.codes.statement.knowledge import CalledBack, Knowledge, KnownKey
    from organiser_kit.codes.statement.seal import Seal

_FEWEST_LETTERS = 40
"""Below this, what stands before a pasted code is a remark, not a statement's words."""
_MOST_BEGINNINGS = 80
"""Lines of a pasted text at which a statement may begin: what comes before is the mail around it."""


class Outcome(StrEnum):
    """What came out; only the first is valid."""

    GENUINE = "genuine"
    NO_STATEMENT = "no_statement"
    UNREADABLE = "unreadable"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"
    KEY_REVOKED = "key_revoked"
    KEY_RETIRED = "key_retired"
    CHANGED = "changed"
    WRONG_NAME = "wrong_name"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement as somebody shows it.

    Attributes:
        seal: its code; none when it is not whole.
        words: what stands above the code; none when only the code was seen.
        whole: whether ``words`` are all there is, so that not one word more may stand there.
    """

    seal: Seal | None
    words: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about one statement.

    Attributes:
        facts: what the code says; none when it says nothing, or when nobody vouches for it.
        key: who vouches for it.
        key_id: which key the code names, hexadecimal.
        words_checked: whether every word above the code was compared with what was signed.
        name_checked: whether the name asked for is the one that was signed; none when nobody asked.
        called_back: since when it does not count.
    """

    outcome: Outcome
    facts: StatementFacts | None = None
    key: KnownKey | None = None
    key_id: str = ""
    words_checked: bool = False
    name_checked: bool | None = None
    called_back: CalledBack | None = None

    @property
    def is_valid(self) -> bool:
        """Return whether the statement counts."""
        return self.outcome is Outcome.GENUINE


def shown_in_text(text: str) -> list[Shown]:
    """Return the statements in a text that somebody copied or typed."""
    shown = []
    for words, seal in _cut(text):
        enough = len(bare(words)) >= _FEWEST_LETTERS
        shown.append(Shown(seal, words if enough else None))
    return shown


def shown_in_pages(text: str) -> list[Shown]:
    """Return the statements in the text of a PDF: nothing may stand there but what was signed."""
    shown = [Shown(seal, words, whole=True) for words, seal in _cut(text)]
    if shown:
        rest = text[find(text)[-1].end :]
        if bare(rest):
            last = shown[-1]
            # Words added under the code belong to the statement as the reader sees it.
            shown[-1] = replace(last, words=(last.words or "") + rest)
    return shown


def _cut(text: str) -> Iterator[tuple[str, Seal | None]]:
    begin = 0
    for found in find(text):
        yield text[begin : found.start], found.seal
        begin = found.end


def check(shown: Shown, knowledge: Knowledge, name: str = "") -> Checked:
    """Return what ``knowledge`` says of a statement.

    Args:
        shown: the statement.
        knowledge: the keys that count, and the numbers called back.
        name: whose it should be; not compared when empty.
    """
    if shown.seal is None:
        return Checked(Outcome.UNREADABLE)
    key = knowledge.keys.get(shown.seal.key_id)
    unsigned = Checked(Outcome.UNKNOWN_KEY, key=key, key_id=shown.seal.key_id.hex())
    if key is None:
        return unsigned
    if not shown.seal.is_signed_by(key.key):
        return replace(unsigned, outcome=Outcome.FORGED)
    facts = shown.seal.facts
    checked = Checked(
        Outcome.GENUINE,
        facts,
        key,
        unsigned.key_id,
        words_checked=shown.words is not None and _are_signed(shown.words, facts, whole=shown.whole),
        name_checked=name_digest(name, facts.salt) == facts.name_digest if name else None,
        called_back=knowledge.called_back.get(facts.number),
    )
    return replace(checked, outcome=_outcome(checked, shown, key))


def _outcome(checked: Checked, shown: Shown, key: KnownKey) -> Outcome:
    facts = shown.seal.facts if shown.seal else None
    reasons = (
        (key.revoked_on is not None, Outcome.KEY_REVOKED),
        (
            facts is not None and key.retired_on is not None and facts.issued_on > key.retired_on,
            Outcome.KEY_RETIRED,
        ),
        (shown.words is not None and not checked.words_checked, Outcome.CHANGED),
        (checked.name_checked is False, Outcome.WRONG_NAME),
        (checked.called_back is not None, Outcome.REVOKED),
    )
    return next((outcome for holds, outcome in reasons if holds), Outcome.GENUINE)


def _are_signed(words: str, facts: StatementFacts, *, whole: bool) -> bool:
    lines = words.splitlines()
    beginnings = range(1 if whole else min(len(lines), _MOST_BEGINNINGS))
    parts = ("\n".join(lines[start:]) for start in beginnings)
    return any(words_digest(part, facts.salt) == facts.words_digest for part in parts)
