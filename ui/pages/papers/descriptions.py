"""How each paper shows on the page of papers: its picture, and what can be chosen for it.

What papers are called, and when they are used, is told by :mod:`organiser_kit.papers.kinds`. A new paper of
:data:`organiser_kit.papers.registry.PRINTABLES` joins the page by an entry there and one here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr
from organiser_kit.papers.kinds import PaperKind, Use, kinds
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.rules.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping


class Option(Enum):
    """What can be chosen for a paper besides its language."""

    LARGE_PRINT = auto()
    PEOPLE = auto()
    STOCK = auto()
    TRAINER = auto()
    TWO_SIDED = auto()
    FIRST_LABEL = auto()


@dataclass(frozen=True, slots=True)
class _Look:
    icon: str
    options: frozenset[Option] = frozenset({Option.LARGE_PRINT})
    counts_people: bool = False


_NONE: frozenset[Option] = frozenset()
_LARGE = frozenset({Option.LARGE_PRINT})
_PEOPLE = frozenset({Option.PEOPLE})
_STOCK = frozenset({Option.STOCK})
_TRAINER = frozenset({Option.TRAINER})
_TWO_SIDED = frozenset({Option.TWO_SIDED})

_LOOKS: Mapping[str, _Look] = {
    "kit": _Look("archive", _LARGE | _TRAINER | _TWO_SIDED),
    "checklist": _Look("list-checks"),
    "equipment": _Look("hard-drive"),
    "poster": _Look("file-text"),
    "arrows": _Look("map-pin", _NONE),
    "tents": _Look("user", _LARGE | _PEOPLE, counts_people=True),
    "sheet": _Look("clipboard-list", _LARGE | _TRAINER, counts_people=True),
    "sheet-recap": _Look("clipboard-list", _LARGE | _TRAINER, counts_people=True),
    "badges": _Look("id-card", _PEOPLE | _STOCK | {Option.FIRST_LABEL}, counts_people=True),
    "front-desk": _Look("door-open", counts_people=True),
    "slips": _Look("user-plus", _LARGE | _PEOPLE),
    "image-consent": _Look("camera"),
    "privacy-notice": _Look("shield-check"),
    "timeline": _Look("clock"),
    "handouts": _Look("copy"),
    "evaluation": _Look("circle-question-mark"),
    "report": _Look("pencil"),
    "statements": _Look("badge-check", _LARGE | _PEOPLE, counts_people=True),
    "calibration": _Look("printer", _LARGE | _STOCK),
    "scanner-test": _Look("scan-line"),
}


@dataclass(frozen=True, slots=True)
class PaperDescription:
    """One paper, in the language in force.

    Attributes:
        name: its name on the command line and in the registry.
        sentence: what it is for.
        counts_people: whether saying how many people it is for means anything.
        unless_chosen: what it is as long as nobody is chosen; '' where it is for everybody then.
        consequence: what making it does for good, so that somebody is asked before; '' for nothing.
        one_sided: whether the backs stay empty, for it is cut, hung up or handed out page by page.
    """

    name: str
    title: str
    sentence: str
    icon: str
    use: Use
    options: frozenset[Option] = _LARGE
    counts_people: bool = False
    unless_chosen: str = ""
    consequence: str = ""
    one_sided: bool = False

    @property
    def file_name(self) -> str:
        """Return the name proposed for a file of it: never a person's."""
        return fold(self.title).replace(" ", "-")


def offered() -> tuple[PaperDescription, ...]:
    """Return the papers that can be printed, in the order of their use."""
    return tuple(_description(kind) for kind in kinds(current()) if kind.name in PRINTABLES)


def described(name: str) -> PaperDescription:
    """Return one of the papers that can be printed."""
    return next(one for one in offered() if one.name == name)


def _description(kind: PaperKind) -> PaperDescription:
    look = _LOOKS[kind.name]
    return PaperDescription(
        kind.name,
        kind.title,
        kind.purpose,
        look.icon,
        kind.use,
        look.options,
        look.counts_people,
        tr("Blank, to fill in by hand") if kind.name == "slips" else "",
        _consequence(kind.name),
        kind.singly,
    )


def _consequence(name: str) -> str:
    if name == "statements":
        return tr("Making the statements issues them: each has a number that is given once for all.")
    return ""
