"""E-mail addresses and telephone numbers as people and spreadsheets write them."""

from __future__ import annotations

import re

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\/]+\.[^\s@<>()\[\],;:\"\\/.\d]{2,}")
_WRAPPED = re.compile(r"[^<>]*<([^<>]+)>")
_MAX_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, less the two brackets

_FLOAT = re.compile(r"(\d{6,})[.,]0+")
_DIALLED = re.compile(r"\+?[\d\s.\-/()_]+")
_INTERNATIONAL = re.compile(r"[1-9]\d{7,14}")
_FRENCH = re.compile(r"[1-9]\d{8}")

# National numbers of the overseas departments have country codes of their own (French numbering plan).
_OVERSEAS = {
    "262": "262", "263": "262", "269": "262", "639": "262", "692": "262", "693": "262",
    "590": "590", "690": "590", "691": "590",
    "594": "594", "694": "594",
    "596": "596", "696": "596", "697": "596",
}  # fmt: skip

_FICTION = "63998"
"""Mobile numbers set aside for films and examples, in mainland France although 0639 is Mayotte's."""


def email_of(text: str) -> str | None:
    """Return the one address in a cleaned cell, as typed, or ``None`` when there is not exactly one."""
    wrapped = _WRAPPED.fullmatch(text)
    address = (wrapped.group(1) if wrapped else text).strip().removeprefix("mailto:")
    sound = _ADDRESS.fullmatch(address) and ".." not in address and len(address) <= _MAX_ADDRESS
    return address if sound and not address.startswith(".") and ".@" not in address else None


def phone_of(text: str) -> str | None:
    """Return a number in digits, with ``+`` and the country when that is known, or ``None`` for no number.

    A French number gives ``+33612345678``, whether or not a spreadsheet ate its first zero.
    """
    damaged = _FLOAT.fullmatch(text)
    typed = damaged.group(1) if damaged else text
    if not _DIALLED.fullmatch(typed):
        return None
    digits = "".join(c for c in typed.replace("(0)", "") if c.isdecimal())
    if typed.startswith("+"):
        return _international(digits)
    if digits.startswith("00"):
        return _international(digits[2:])
    if digits.startswith("0"):
        return _french(digits[1:])
    if len(digits) == 11 and digits.startswith("33"):
        return _french(digits[2:])
    if _FRENCH.fullmatch(digits):
        return _french(digits)
    return digits if 6 <= len(digits) <= 15 else None


def check_typed(email: str | None, phone: str | None) -> None:
    """Refuse what a person types as an address or a number and is none; ``None`` and nothing are welcome.

    A number may come with words, for those who pass a switchboard.

    Raises:
        UserError: one of them could reach nobody.
    """
    address, number = (email or "").strip(), (phone or "").strip()
    if address and email_of(address) is None:
        raise UserError(
            tr("“{text}” is not one email address: write it like name@example.org.", text=address)
        )
    if number and not any(map(str.isdecimal, number)):
        raise UserError(tr("“{text}” is not a telephone number: write it like 06 39 98 01 02.", text=number))


def _french(digits: str) -> str | None:
    if not _FRENCH.fullmatch(digits):
        return None
    country = "33" if digits.startswith(_FICTION) else _OVERSEAS.get(digits[:3], "33")
    return f"+{country}{digits}"


def _international(digits: str) -> str | None:
    if digits.startswith("33"):
        # « +33 06… »: the zero of the national form stays in too often.
        return _french(digits[2:].removeprefix("0"))
    return f"+{digits}" if _INTERNATIONAL.fullmatch(digits) else None
