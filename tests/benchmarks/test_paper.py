"""What paper costs: badges beside two other programs in the same run, ten thousand of them, a sheet, a kit.

``pip install fpdf2 segno typst`` (the extra ``bench``) installs the other two; without one this says so.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib.util import find_spec
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import SeededChance
from organiser_kit.i18n import catalogue
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN
from tests.benchmarks.bars import Pair, bar, in_turn, say, shown
from tests.benchmarks.peers import badges_fpdf2, badges_typst
from tests.documents.samples import badge, badges
from tests.papers.evening import Evening, open_evening
from tests.papers.pages import codes_in, pictures
from tests.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.documents.data.badges import BadgesData

pytestmark = pytest.mark.benchmark

BADGES = 1_000
_FRENCH = catalogue("fr")
_HEAD = ("Class’Code — Module 3", "mardi 24 novembre 2026")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_NOW = datetime(2026, 11, 10, 17, 25, tzinfo=UTC)


def _crowd(people: int) -> BadgesData:
    """Return badges whose codes are as long and as random as real ones."""
    chance = SeededChance(1)
    codes = ("OK1" + "".join(_LETTERS[byte % 32] for byte in chance.token_bytes(32)) for _ in range(people))
    return badges(*(replace(badge(n, given=f"Zoé{n}"), code=code) for n, code in enumerate(codes)))


def _ours(data: BadgesData) -> bytes:
    return PRINTABLES["badges"].render(data, _FRENCH, PLAIN).pdf


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    """The evening of 25 people."""
    made = open_evening(tmp_path_factory.mktemp("evening"), 25, _NOW)
    with closing(made.kit):
        yield made


def test_badges_beside_other_programs(tmp_path: Path) -> None:
    data = _crowd(BADGES)
    people = data.badges
    bar(f"{BADGES:,} badges, file", len(_ours(data)) / 1e6, 2.0, "MB")
    peers: tuple[tuple[str, float, tuple[str, ...], Callable[[], bytes]], ...] = (
        ("fpdf2 and qrcode", 1.0, ("fpdf",), partial(badges_fpdf2.badges, people, _HEAD)),
        ("typst and segno", 2.0, ("typst", "segno"), partial(badges_typst.badges, people, _HEAD, tmp_path)),
    )
    for name, limit, modules, peer in peers:
        if not all(find_spec(module) for module in modules):
            say(f"without {name}: pip install fpdf2 segno typst")
            continue
        _check_same_codes(data, peer())
        pair = in_turn(partial(_timed, partial(_ours, data)), partial(_timed, peer), 3)
        bar(f"{BADGES:,} badges beside {name}", pair.ratio, limit, "×", _both(pair, name))


def _both(pair: Pair, name: str) -> str:
    return f"ours {shown(median(pair.kit))}, {name} {shown(median(pair.floor))}"


def _check_same_codes(data: BadgesData, pdf: bytes) -> None:
    """See that the other program did the same work: the last page, read by a camera."""
    pages = -(-len(data.badges) // 8)
    ((_, picture),) = pictures(pdf, 150, {pages})
    assert {code.text for code in codes_in(picture, 150)} == {
        one.code for one in data.badges[(pages - 1) * 8 :]
    }


def test_ten_thousand_badges_cost_ten_times_a_thousand() -> None:
    few, many = _crowd(BADGES), _crowd(10 * BADGES)
    _ours(few)
    pair = Pair(
        [_timed(partial(_ours, many)) / 10],
        [median(_timed(partial(_ours, few)) for _ in range(3))],
    )
    bar(
        "a thousand of ten thousand badges beside a thousand alone",
        pair.ratio,
        1.25,
        "×",
        _both(pair, "alone"),
    )


def test_a_sheet_of_25_people(evening: Evening) -> None:
    data, _ = evening.gather("sheet", "fr", PLAIN)
    times = [_timed(partial(PRINTABLES["sheet"].render, data, _FRENCH, PLAIN)) for _ in range(15)]
    bar("sheet of 25 people, warm", median(times) * 1000, 150, "ms", f"least {shown(min(times))}")


def test_the_kit_of_25_people(evening: Evening) -> None:
    """Everything, loading the libraries included: a process of its own draws nothing else."""
    gathered = [_timed(partial(evening.gather, name, "fr", PLAIN)) for name in PRINTABLES]
    say(f"every paper of 25 people, one after another: {shown(sum(gathered))}")
    if "kit" in PRINTABLES:
        bar("kit of 25 people, warm", _timed(partial(evening.gather, "kit", "fr", PLAIN)), 3, "s")
    loading = "import organiser_kit.documents.badges, organiser_kit.documents.sign_in_sheet"
    cold = median(
        _timed(partial(subprocess.run, [sys.executable, "-c", loading], cwd=ROOT, check=True))
        for _ in range(3)
    )
    say(f"a process that loads the drawing libraries: {shown(cold)}")
