"""Files in TOML that people may write themselves: read and checked by their types.

What is wrong comes as a :class:`TomlProblem`; whoever reads such files says it in a sentence of its own.
"""

from __future__ import annotations

import re
import tomllib
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

_AT = re.compile(r" - at `\$\.?(.*)`$")
_NAMED = re.compile(r"field `([^`]+)`")


class Fault(Enum):
    """Why a file cannot be used."""

    UNREADABLE = auto()
    NOT_TOML = auto()
    OTHER_FORMAT = auto()
    MISFIT = auto()


class TomlProblem(Exception):  # noqa: N818 - no error yet: its catcher makes one, with a sentence
    """A file that cannot be used.

    Attributes:
        detail: the words of the parser for what is no TOML, the place for what does not fit, else ''.
    """

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail


def read_toml(path: Path, shape: type[T], version: int) -> T:
    """Return the content of ``path`` as ``shape``; its field ``format`` must be ``version``.

    Raises:
        TomlProblem: the file cannot be read, is no TOML, has another format, or does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TomlProblem(Fault.UNREADABLE) from error
    return parse_toml(text, shape, version)


def parse_toml(text: str, shape: type[T], version: int) -> T:
    """Return the content of ``text`` as ``shape``; its field ``format`` must be ``version``.

    Raises:
        TomlProblem: it is no TOML, has another format, or does not fit.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlProblem(Fault.NOT_TOML, str(error)) from error
    if table.get("format") != version:
        raise TomlProblem(Fault.OTHER_FORMAT)
    try:
        return msgspec.convert(table, shape)
    except msgspec.ValidationError as error:
        raise TomlProblem(Fault.MISFIT, _place(str(error))) from error


def _place(problem: str) -> str:
    """Return where a mistake lies, e.g. ``activities[2].title.en``, from the words of the library."""
    found = _AT.search(problem)
    named = _NAMED.search(problem)
    return ".".join(part[1] for part in (found, named) if part and part[1])
