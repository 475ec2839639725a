"""What anybody may read about a meeting: the address of its page, and a few words for its poster."""

from __future__ import annotations

from urllib.parse import urlsplit

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

LONGEST_ADDRESS = 200
"""Longer ones give codes too fine to be read from across a corridor."""
LONGEST_TEXT = 600


def check_address(address: str | None) -> None:
    """Refuse what is no public web address, so that its code leads somewhere and names nobody.

    Raises:
        UserError: it is none, it is too long, or it carries a name and a password.
    """
    if address is None:
        return
    if len(address) > LONGEST_ADDRESS:
        raise UserError(
            tr(
                "This web address has {n} characters: for a code that is easy to read, use {most} at most.",
                n=len(address),
                most=LONGEST_ADDRESS,
            )
        )
    if not _is_public(address):
        raise UserError(
            tr(
                "“{address}” is not a web address: write it like https://www.example.org/meeting.",
                address=address,
            )
        )


def check_text(text: str | None) -> None:
    """Refuse more words than a poster can show.

    Raises:
        UserError: there are too many.
    """
    if text is not None and len(text) > LONGEST_TEXT:
        raise UserError(
            tr("A poster has room for {most} characters: this text has {n}.", most=LONGEST_TEXT, n=len(text))
        )


def _is_public(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        return False
    plain = address.isprintable() and not any(character.isspace() for character in address)
    return (
        plain
        and parts.scheme in ("http", "https")
        and "." in host.strip(".")
        and "@" not in address
        and port != 0
    )
