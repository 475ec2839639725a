"""Messages handed to the mail program as ``mailto:`` addresses (RFC 6068): nothing is sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 1_900
"""Longer addresses are cut by some systems, Windows among them, at about two thousand characters."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: its subject and its words, lines ended by a line feed."""

    subject: str
    body: str


def mailto(letter: Letter, to: Sequence[str] = (), bcc: Sequence[str] = ()) -> str:
    """Return the address that opens ``letter`` in the mail program."""
    fields = [f"bcc={','.join(map(_address, bcc))}"] if bcc else []
    fields += [f"subject={quote(letter.subject, safe='')}", f"body={_body(letter.body)}"]
    return f"mailto:{','.join(map(_address, to))}?{'&'.join(fields)}"


def in_blind_copy(letter: Letter, addresses: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield addresses of messages with as many people in blind copy as fit, and how many those are.

    A letter that is too long by itself still goes out, one person at a time.
    """
    start = 0
    while start < len(addresses):
        count = len(addresses) - start
        while count > 1 and len(mailto(letter, bcc=addresses[start : start + count])) > LONGEST:
            count -= 1
        yield mailto(letter, bcc=addresses[start : start + count]), count
        start += count


def _address(address: str) -> str:
    return quote(address.strip(), safe="@")


def _body(text: str) -> str:
    return quote(text.replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
