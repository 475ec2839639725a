"""What the synchronisation's page says, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from organiser_kit.i18n import use
from organiser_kit.services.views import SyncState
from organiser_kit.storage.outbox import WaitingKind
from organiser_kit.storage.rounds import Round, Via
from ui.jobs import Step
from ui.pages.phrases import Wall
from ui.pages.syncing.exchanges import exchange_lines, sentence_of
from ui.pages.syncing.headline import headline_of, progress_words
from ui.pages.syncing.pill import LONG, Line, Standing, pill_of
from ui.pages.syncing.subjects import subject
from ui.pages.syncing.versions import value_words
from ui.pages.syncing.waiting import waiting_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.presenters.asker import PlainAsker

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
EARLIER = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)
SERVER = "https://example.org"
AWAY = "The server cannot be reached."


@pytest.fixture(autouse=True)
def _wall_in_utc() -> Iterator[None]:
    Wall.zone = UTC
    yield
    Wall.zone = None


def state(pending: int = 0, last: datetime | None = EARLIER, server: str | None = SERVER) -> SyncState:
    return SyncState(pending, 0, 0, last, server)


REFUSED = SyncState(3, 2, 1, EARLIER, SERVER)
TO_CHOOSE = SyncState(0, 0, 1, EARLIER, SERVER)


@pytest.mark.parametrize(
    ("known", "standing", "tone", "title", "sentence"),
    [
        (state(server=None), Standing(), "neutral", "No server yet", "Pair it"),
        (state(), Standing(Line.BUSY), "accent", "Exchanging with the server…", "go on working"),
        (state(3), Standing(Line.OPEN, paused=True), "neutral", "Paused", "until you resume"),
        (state(3), Standing(Line.DOWN, "Stopped.", paused=True), "neutral", "Paused", "Stopped."),
        (state(1200), Standing(Line.DOWN, AWAY), "neutral", "1,200 changes to send", AWAY),
        (state(), Standing(Line.DOWN, AWAY), "neutral", "Offline", AWAY),
        (state(last=None), Standing(), "warning", "Never synchronised", "first exchange"),
        (state(1), Standing(Line.OPEN), "info", "1 change to send", "by themselves"),
        (state(), Standing(Line.OPEN), "success", "Everything is up to date", "has everything"),
        (REFUSED, Standing(Line.OPEN), "danger", "2 changes were refused", "reasons are below"),
        (TO_CHOOSE, Standing(Line.OPEN), "success", "Everything is up to date", "1 choice"),
    ],
)
def test_the_headline(known: SyncState, standing: Standing, tone: str, title: str, sentence: str) -> None:
    shown = headline_of(known, standing, NOW)
    assert (shown.tone, shown.title) == (tone, title)
    assert sentence in shown.sentence


def test_the_headline_says_where_and_when() -> None:
    assert (
        headline_of(state(), Standing(), NOW).caption == "https://example.org · last complete exchange: 14:02"
    )
    assert "no exchange" in headline_of(state(last=None), Standing(), NOW).caption
    assert headline_of(state(server=None), Standing(), NOW).caption == ""


def test_only_a_long_exchange_says_how_far_it_is() -> None:
    short = Standing(Line.BUSY, step=Step(1, LONG - 1))
    long = Standing(Line.BUSY, step=Step(12_400, 77_000))
    assert (short.is_long, long.is_long) == (False, True)
    assert not Standing(Line.OPEN, step=Step(1, LONG)).is_long
    assert pill_of(state(), short, NOW).words == "Synchronising…"
    assert pill_of(state(), long, NOW).words == "Synchronising… 16 %"
    assert progress_words(Step(12_400, 77_000)) == "12,400 of 77,000"
    use("fr")
    assert "12\u202f400" in progress_words(Step(12_400, 77_000))


@pytest.mark.parametrize(
    ("known", "standing", "words", "tone"),
    [
        (state(3), Standing(Line.OPEN, paused=True), "Paused · 3 to send", "neutral"),
        (state(), Standing(Line.DOWN, AWAY, paused=True), "Paused", "neutral"),
        (SyncState(4, 0, 2, EARLIER, SERVER), Standing(Line.OPEN), "2 choices to make", "warning"),
        (SyncState(4, 1, 2, EARLIER, SERVER), Standing(Line.OPEN), "1 refused", "danger"),
    ],
)
def test_the_pill_knows_pauses_and_choices(
    known: SyncState, standing: Standing, words: str, tone: str
) -> None:
    pill = pill_of(known, standing, NOW)
    assert (pill.words, pill.tone) == (words, tone)


def test_what_waits_has_its_age() -> None:
    kinds = [
        WaitingKind("attendance", 1_250, EARLIER.isoformat()),
        WaitingKind("new_kind", 1, "2026-11-20T09:05:00+00:00"),
    ]
    assert [(line.kind, line.count, line.since) for line in waiting_lines(kinds, NOW)] == [
        ("Attendance", "1,250", "since 14:02"),
        ("new_kind", "1", "since 20/11/2026 09:05"),
    ]


def one(**values: object) -> Round:
    return Round(**{"at": NOW.isoformat(), "since": NOW.isoformat(), **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("exchange", "sentence"),
    [
        (one(), "Nothing new on either side."),
        (one(pushed=1, pulled=34), "1 change sent, 34 received."),
        (one(pushed=12, refused=2), "12 changes sent, 2 refused."),
        (one(problem=AWAY), AWAY),
        (one(pulled=5, problem=AWAY), f"5 received. {AWAY}"),
        (
            one(problem=AWAY, times=14, since=EARLIER.isoformat()),
            "The server cannot be reached. (14 times since 14:02)",
        ),
    ],
)
def test_an_exchange_is_one_plain_sentence(exchange: Round, sentence: str) -> None:
    assert sentence_of(exchange, NOW) == sentence


def test_an_exchange_shows_its_way_and_whether_it_went_well() -> None:
    lines = exchange_lines([one(route=Via.LAN), one(route=Via.STICK, problem=AWAY), one(refused=1)], NOW)
    assert [(line.way, line.went_well) for line in lines] == [
        ("In the room", True),
        ("USB stick", False),
        ("Server", False),
    ]


def test_a_change_names_what_it_is_about(asker: PlainAsker) -> None:
    kit = asker.kit
    person, group = kit.people.all()[0], kit.meetings.groups()[0]
    meeting, venue = kit.meetings.all()[0], kit.meetings.venues()[0]
    assert person.family_name.upper() in subject(kit, "person", person.id)
    assert subject(kit, "group", group.id) == group.name
    assert subject(kit, "venue", venue.id) == venue.name
    assert "2026" in subject(kit, "meeting", meeting.id)
    for kind, words in (
        ("person", "Person"),
        ("meeting", "Meeting"),
        ("venue", "Venue"),
        ("new_kind", "new_kind"),
    ):
        assert subject(kit, kind, "nobody") == words


def test_a_value_is_written_for_people() -> None:
    assert value_words("phone", None, NOW) == value_words("phone", "", NOW) == "(empty)"
    assert value_words("phone", "06", NOW) == "06"
    assert value_words("starts_at", NOW.isoformat(), NOW) == "24/11/2026 14:30"
