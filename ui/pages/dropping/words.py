"""What will become of files, in words, before and after they are let go. No Qt here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn
from ui.pages.dropping.kinds import What

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.dropping.kinds import Recognised

ICONS = {
    What.PEOPLE: "users",
    What.SHEET: "scan-line",
    What.STICK: "usb",
    What.NOTHING: "circle-alert",
}
MOST_REFUSED = 3
"""How many refusals are told one by one; more would push the rest off the screen."""


@dataclass(frozen=True)
class Promise:
    """What happens when the files are let go: a title, and lines of a picture and a sentence each."""

    title: str
    lines: tuple[tuple[str, str], ...]


def looking(count: int) -> Promise:
    """Return what is said while the files are being looked at."""
    return Promise(_let_go(count), (("search", tr("Looking what it is…")),))


def promise(seen: Sequence[Recognised]) -> Promise:
    """Return what will become of the files: those of one kind, that of the first."""
    counts = Counter(one.what for one in seen if one.what is not What.NOTHING)
    if not counts:
        return Promise(tr("Nothing here can use this"), _refusals(seen))
    first = next(iter(counts))
    lines = [(ICONS[first], what_words(first, counts[first]))]
    if len(counts) > 1:
        lines.append(("info", tr("The others wait: one kind at a time.")))
    return Promise(_let_go(counts[first]), (*lines, *_refusals(seen)))


def _let_go(count: int) -> str:
    return trn("Let go to open this file", "Let go to open these {n} files", count)


def _refusals(seen: Sequence[Recognised]) -> tuple[tuple[str, str], ...]:
    return tuple((ICONS[What.NOTHING], sentence) for sentence in refused(seen))


def refused(seen: Sequence[Recognised]) -> list[str]:
    """Return why files cannot be used, the first few one by one."""
    sentences = [one.why for one in seen if one.what is What.NOTHING]
    rest = len(sentences) - MOST_REFUSED
    if rest <= 0:
        return sentences
    return [*sentences[:MOST_REFUSED], what_words(What.NOTHING, rest)]


def waiting(seen: Sequence[Recognised], what: What) -> list[str]:
    """Return what is said of files of another kind than the one that is opened."""
    others = [one.path.name for one in seen if one.what not in (what, What.NOTHING)]
    if not others:
        return []
    return [tr("One kind of file at a time: open {files} afterwards.", files=", ".join(others))]


def what_words(what: What, count: int) -> str:
    """Return what is done with ``count`` files of a kind."""
    match what:
        case What.PEOPLE:
            return trn(
                "A list of people: you check its columns before anybody goes in.",
                "{n} lists of people, one after the other: you check the columns before anybody goes in.",
                count,
            )
        case What.SHEET:
            return trn(
                "A picture of a signed sheet: it is read, and nothing is recorded before you confirm.",
                "{n} pictures of a signed sheet: they are read, and nothing is recorded before you confirm.",
                count,
            )
        case What.STICK:
            return trn(
                "A file from another laptop: what is new in it is taken in.",
                "{n} files from other laptops: what is new in them is taken in, one after the other.",
                count,
            )
        case What.NOTHING:
            return trn("{n} more file is left out.", "{n} more files are left out.", count)
