"""The log of the door, in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.attendance import FactKind, Method
from organiser_kit.services.door_log import LogLine
from organiser_kit.services.verdicts import Verdict
from ui.pages.reception.log import LogRow, row

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker

AT = datetime(2026, 11, 24, 17, 40, tzinfo=UTC)


def told(asker: PlainAsker, line: LogLine) -> LogRow:
    return row(line, "mine", asker.kit.meetings.all()[0].meeting)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (FactKind.CHECK_IN, "Arrival"),
        (FactKind.CHECK_OUT, "Departure"),
        (FactKind.EXCUSED, "Excused"),
        (FactKind.VOID, "Taken back"),
    ],
)
def test_every_fact_has_its_word(asker: PlainAsker, kind: FactKind, what: str) -> None:
    assert told(asker, LogLine(AT, None, Method.QR, "mine", kind=kind, name="EXEMPLE Ana")) == LogRow(
        "18:40", what, "EXEMPLE Ana", "badge", "this laptop", ""
    )


def test_every_refusal_says_why(asker: PlainAsker) -> None:
    said = {told(asker, LogLine(AT, None, Method.QR, "mine", verdict=verdict)).what for verdict in Verdict}
    assert len(said) == len(Verdict)


def test_what_else_there_is_to_know_stands_last(asker: PlainAsker) -> None:
    line = LogLine(
        AT + timedelta(days=1),
        AT,
        Method.SIGNED_PAPER,
        "theirs",
        kind=FactKind.CHECK_IN,
        reason="oubli",
        taken_back=True,
    )
    assert told(asker, line) == LogRow(
        "25/11/2026 18:40", "Arrival", "", "signed sheet", "another laptop",
        "oubli · no longer counts · its clock showed 18:40",
    )  # fmt: skip
