"""One way to break the code on purpose, and the tests that must notice."""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """A piece of text that stands exactly once in a file, and what takes its place."""

    file: str
    old: str
    new: str


class Mutant(NamedTuple):
    """One way to break the code.

    Attributes:
        harm: what people would suffer from it.
        tests: arguments of pytest.
    """

    name: str
    harm: str
    edits: tuple[Edit, ...]
    tests: str


def broken(name: str, harm: str, file: str, old: str, new: str, *, tests: str) -> Mutant:
    """Return a mutant of one edit."""
    return Mutant(name, harm, (Edit(file, old, new),), tests)
