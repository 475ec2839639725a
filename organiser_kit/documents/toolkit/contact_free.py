"""No contact details on paper that passes from hand to hand, wherever they were typed."""

from __future__ import annotations

import re

MASK = "…"
_EMAIL = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;]+")
# A French or international number: 0 or +33 and its like, then at least eight digits, however grouped.
_PHONE = re.compile(r"(?<![\d+])(?:\+|00|\(?0)\d?(?:[\s.\-()/]{0,2}\d){8,13}(?!\d)")


def contact_free(text: str) -> str:
    """Return ``text`` with e-mail addresses and telephone numbers masked."""
    return _PHONE.sub(MASK, _EMAIL.sub(MASK, text))
