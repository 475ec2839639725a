"""Gathers all the papers of a meeting and binds them; one that cannot be made is left out and told about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from organiser_kit.documents.data.kit import KitCover, KitEntry
from organiser_kit.errors import UserError
from organiser_kit.papers.kinds import kinds, use_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.toolkit.binding import Leaf
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.kinds import PaperKind
    from organiser_kit.papers.registry import Printable
    from organiser_kit.papers.wish import PaperWish


@dataclass(frozen=True, slots=True)
class Gathered:
    """One paper of the kit: what it shows, or the sentence that says why it cannot be made."""

    kind: PaperKind
    printable: Printable
    data: Any = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class KitData:
    """All that a kit shows."""

    meeting: MeetingDetails
    papers: tuple[Gathered, ...]


def gather(
    printables: Mapping[str, Printable], kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish
) -> KitData:
    """Return what every paper of a meeting shows, in the order of use.

    Raises:
        UserError: the meeting has no date.
    """
    meeting = kit.paper.details(meeting_id)
    # The name of a label or of a size of paper means something to one kind of paper only.
    each = replace(wish, stock="")
    bound = (kind for kind in kinds(catalogue) if kind.is_bound and kind.name in printables)
    papers = []
    for kind in bound:
        printable = printables[kind.name]
        try:
            data = printable.gather(kit, meeting_id, catalogue, each)
        except UserError as error:
            papers.append(Gathered(kind, printable, refusal=error.sentence))
        else:
            papers.append(Gathered(kind, printable, data))
    return KitData(meeting, tuple(papers))


def render(data: KitData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Make one PDF of all papers; what is left out is told on its cover and in its notes."""
    from organiser_kit.documents import whole_kit
    from organiser_kit.documents.toolkit.binding import Leaf

    entries: list[KitEntry] = []
    leaves: list[Leaf] = []
    left_out: list[str] = []
    for paper in data.papers:
        made = _made(paper, catalogue, wish)
        if isinstance(made, str):
            left_out.append(catalogue.tr("{paper}: {reason}", paper=paper.kind.title, reason=made))
        else:
            entries.append(_entry(paper.kind, catalogue))
            leaves.append(Leaf(made, paper.kind.title, paper.kind.singly))
    cover = KitCover(data.meeting, tuple(entries), tuple(left_out), wish.two_sided)
    whole = whole_kit.render(cover, leaves, catalogue, large_print=wish.large_print)
    missing = tuple(catalogue.tr("Not in this kit — {paper}", paper=sentence) for sentence in left_out)
    return replace(whole, notes=(*missing, *whole.notes))


def _made(paper: Gathered, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument | str:
    """Return the document, or the sentence that says why there is none."""
    if paper.refusal:
        return paper.refusal
    try:
        return paper.printable.render(paper.data, catalogue, wish)
    except UserError as error:
        return error.sentence


def _entry(kind: PaperKind, catalogue: Catalogue) -> KitEntry:
    return KitEntry(use_words(kind.use, catalogue), kind.title, kind.purpose, kind.copies)
