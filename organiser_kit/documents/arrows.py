"""Direction arrows from the street to the room, A4 landscape, one a page, in black and white.

Each says in words what its drawing says, what for, and the room. The last one is for the room's own door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.data.arrows import Direction
from organiser_kit.documents.toolkit.box import A4_LANDSCAPE, Box
from organiser_kit.documents.toolkit.canvas import Align, drafting
from organiser_kit.documents.toolkit.fonts import Face
from organiser_kit.rules.wording import long_date, time_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.documents.data.arrows import ArrowsData
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.documents.toolkit.canvas import Paper, RenderedDocument
    from organiser_kit.i18n import Catalogue

_MARGIN = 18.0
_AREA = Box(_MARGIN, _MARGIN, A4_LANDSCAPE[0] - 2 * _MARGIN, A4_LANDSCAPE[1] - 2 * _MARGIN)
_DRAWING = 80.0
_STEPS = 4

Corner = tuple[float, float]
# An arrow that points right, in a square of side 1 around its middle.
_ARROW: tuple[Corner, ...] = (
    (-0.5, -0.13),
    (0.04, -0.13),
    (0.04, -0.36),
    (0.5, 0.0),
    (0.04, 0.36),
    (0.04, 0.13),
    (-0.5, 0.13),
)


def render(data: ArrowsData, catalogue: Catalogue) -> RenderedDocument:
    """Return one page for each direction, in the order given; its letters are large for everybody."""
    title = catalogue.tr("Arrows — {meeting}", meeting=phrases.training(data.meeting, catalogue))
    with drafting(title, data.meeting.structure_name, A4_LANDSCAPE, catalogue) as draft:
        for direction in data.directions:
            draft.paper.next_page()
            _draw_sign(draft.paper, direction, data.meeting, catalogue)
    return draft.finished(len(data.directions))


def words(direction: Direction, catalogue: Catalogue) -> str:
    """Return what an arrow tells people to do."""
    return {
        Direction.LEFT: catalogue.tr("To the left"),
        Direction.RIGHT: catalogue.tr("To the right"),
        Direction.AHEAD: catalogue.tr("Straight on"),
        Direction.UPSTAIRS: catalogue.tr("Up the stairs"),
        Direction.DOWNSTAIRS: catalogue.tr("Down the stairs"),
        Direction.LIFT: catalogue.tr("By the lift"),
        Direction.HERE: catalogue.tr("It is here"),
    }[direction]


def _draw_sign(paper: Paper, direction: Direction, meeting: MeetingDetails, catalogue: Catalogue) -> None:
    drawing, said, line, title, room, when = _AREA.rows(_DRAWING, 20.0, 2.0, 0, 18.0, 9.0, gap=3.5)
    if direction is Direction.HERE:
        everything = Box(drawing.x, drawing.y, drawing.w, said.bottom - drawing.y)
        paper.text(
            words(direction, catalogue),
            everything,
            points=130,
            face=Face.BOLD,
            align=Align.CENTRE,
            middle=True,
            keep=60,
        )
    else:
        for shape in _shapes(direction, drawing):
            paper.polygon(shape)
        paper.text(words(direction, catalogue), said, points=40, align=Align.CENTRE, middle=True, keep=20)
    paper.fill([line])
    shown = phrases.training_short(meeting, catalogue)
    paper.text(shown, title, points=48, face=Face.BOLD, align=Align.CENTRE, middle=True, keep=30)
    place = ", ".join(part for part in (meeting.room, meeting.venue_name) if part)
    paper.text(place, room, points=32, align=Align.CENTRE, middle=True, keep=20)
    hours = time_range(meeting.starts_at, meeting.ends_at, catalogue)
    text = catalogue.tr("{day}, {hours}", day=long_date(meeting.starts_at, catalogue), hours=hours)
    paper.text(text, when, points=18, align=Align.CENTRE, middle=True, keep=14)


def _shapes(direction: Direction, box: Box) -> Iterator[list[Corner]]:
    """Yield the black shapes of a direction's drawing, centred in ``box``."""
    middle = (box.x + box.w / 2, box.y + box.h / 2)
    match direction:
        case Direction.RIGHT:
            yield _arrow(middle, (1, 0), 1.55 * box.h, box.h)
        case Direction.LEFT:
            yield _arrow(middle, (-1, 0), 1.55 * box.h, box.h)
        case Direction.AHEAD:
            yield _arrow(middle, (0, -1), box.h, box.h)
        case Direction.UPSTAIRS | Direction.DOWNSTAIRS:
            yield from _stairs(box, up=direction is Direction.UPSTAIRS)
        case Direction.LIFT:
            yield from _lift(box)


def _arrow(middle: Corner, towards: Corner, length: float, breadth: float) -> list[Corner]:
    """Return an arrow around ``middle`` that points along the unit vector ``towards``."""
    (x, y), (dx, dy) = middle, towards
    return [
        (x + along * length * dx - across * breadth * dy, y + along * length * dy + across * breadth * dx)
        for along, across in _ARROW
    ]


def _stairs(box: Box, *, up: bool) -> Iterator[list[Corner]]:
    """Yield a flight of steps that rises to the right, and an arrow that climbs or descends along it."""
    width = box.h * 1.6
    left, step, rise = box.x + (box.w - width) / 2, width / (_STEPS + 1), box.h * 0.62 / _STEPS
    outline: list[Corner] = [(left, box.bottom)]
    for index in range(_STEPS):
        top = box.bottom - rise * (index + 1)
        outline += [(left + step * (index + 1), top + rise), (left + step * (index + 1), top)]
    right = left + width
    outline += [(right, box.bottom - rise * _STEPS), (right, box.bottom)]
    yield outline
    slope = (step**2 + rise**2) ** 0.5
    along = (step / slope, -rise / slope)
    middle = (left + width * 0.36, box.bottom - box.h * 0.70)
    yield _arrow(middle, along if up else (-along[0], -along[1]), box.h * 0.95, box.h * 0.52)


def _lift(box: Box) -> Iterator[list[Corner]]:
    """Yield a lift: the frame of its door, and an arrow up and one down."""
    width, wall = box.h * 0.95, box.h * 0.06
    left, right = box.x + (box.w - width) / 2, box.x + (box.w + width) / 2
    for wall_x in (left, right - wall):
        yield _corners(Box(wall_x, box.y, wall, box.h))
    for wall_y in (box.y, box.bottom - wall):
        yield _corners(Box(left, wall_y, width, wall))
    middle = box.y + box.h / 2
    yield _arrow((left + width * 0.3, middle), (0, -1), box.h * 0.62, box.h * 0.42)
    yield _arrow((left + width * 0.7, middle), (0, 1), box.h * 0.62, box.h * 0.42)


def _corners(box: Box) -> list[Corner]:
    return [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
