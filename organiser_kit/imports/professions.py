"""Families of professions, out of the job somebody wrote."""

from __future__ import annotations

from organiser_kit.imports.heading_words import folded

# The first family with a word that starts so wins: a teacher of computing is a teacher.
_STEMS = {
    "education": "enseign educat professeur instituteur institutrice teach formateur formatrice document",
    "animation": "animat mediat loisir jeunesse periscolaire youth",
    "it": "informati developpeu developer ingenieur programmeu programmer software engineer numerique",
}


def profession_kind_of(text: str) -> str:
    """Return ``education``, ``animation``, ``it`` or ``other``; an empty text gives an empty text."""
    words = folded(text).split()
    for kind, stems in _STEMS.items():
        if any(word.startswith(tuple(stems.split())) for word in words):
            return kind
    if words == ["it"]:
        return "it"
    return "other" if text else ""
