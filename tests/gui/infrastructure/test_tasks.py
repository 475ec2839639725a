"""The task runner with its real threads: affinity, order, dropped owners, cancelling, bugs, closing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from organiser_kit.environment import FakeClock
from organiser_kit.errors import KitError, UserError
from ui.tasks import InlineRunner, JobBrokenError, JobCancelledError, Progress, Step, TaskRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PATIENCE = 5.0


def _clock() -> FakeClock:
    return FakeClock(datetime(2026, 11, 23, 18, tzinfo=UTC))


class Heard:
    """What the runner told the application."""

    def __init__(self) -> None:
        self.bugs: list[Exception] = []
        self.failures: list[KitError] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def runner(qtbot: QtBot, heard: Heard) -> Iterator[TaskRunner]:
    made = TaskRunner(_clock(), heard.bugs.append, heard.failures.append)
    yield made
    made.shutdown()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("kit-")]


def test_the_job_runs_elsewhere_and_the_answer_comes_back_here(runner: TaskRunner, qtbot: QtBot) -> None:
    answers: list[tuple[str, int]] = []
    runner.submit(
        runner,
        lambda: threading.current_thread().name,
        lambda name: answers.append((name, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0][0].startswith("kit-db")
    assert answers[0][1] == threading.get_ident()


def test_the_db_lane_is_one_thread_and_keeps_the_order(runner: TaskRunner, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    order: list[int] = []

    def note(number: int) -> None:
        seen.append((number, threading.get_ident()))

    for number in range(20):
        runner.submit(runner, partial(note, number), lambda _: order.append(1))
    qtbot.waitUntil(lambda: len(order) == 20)
    assert [number for number, _ in seen] == list(range(20))
    assert len({thread for _, thread in seen}) == 1


def test_io_jobs_run_side_by_side(runner: TaskRunner, qtbot: QtBot) -> None:
    meeting = threading.Barrier(4)
    done: list[int] = []
    for _ in range(4):
        runner.submit(runner, lambda: meeting.wait(PATIENCE), done.append, lane="io")
    qtbot.waitUntil(lambda: len(done) == 4)


def test_an_answer_for_a_closed_page_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    page, gate = QObject(), threading.Event()
    dropped: list[Any] = []
    after: list[Any] = []
    runner.submit(page, lambda: gate.wait(PATIENCE), dropped.append)
    runner.submit(runner, lambda: 1, after.append)
    delete(page)
    gate.set()
    qtbot.waitUntil(lambda: bool(after))
    assert dropped == []


def test_a_failure_for_a_closed_page_is_still_told(runner: TaskRunner, heard: Heard, qtbot: QtBot) -> None:
    page, gate = QObject(), threading.Event()
    told: list[Any] = []

    def fail() -> None:
        gate.wait(PATIENCE)
        raise UserError("Le disque est plein.")

    runner.submit(page, fail, lambda _: None, told.append)
    delete(page)
    gate.set()
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert heard.failures[0].sentence == "Le disque est plein."
    assert told == []


def test_a_widget_is_never_let_go_by_a_worker(runner: TaskRunner, qtbot: QtBot) -> None:
    where: list[int] = []

    class Page(QObject):
        def __del__(self) -> None:
            where.append(threading.get_ident())

        def take(self, _result: object) -> None:
            pass

    for _ in range(50):
        page = Page()
        runner.submit(page, lambda: None, page.take, lane="io")
        del page
    qtbot.waitUntil(lambda: len(where) == 50)
    assert set(where) == {threading.get_ident()}


def test_a_known_failure_goes_to_the_page(runner: TaskRunner, heard: Heard, qtbot: QtBot) -> None:
    told: list[tuple[str, int]] = []

    def fail() -> None:
        raise UserError("Ce fichier est vide.")

    runner.submit(
        runner, fail, lambda _: None, lambda error: told.append((error.sentence, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("Ce fichier est vide.", threading.get_ident())]
    assert heard.failures == []


def test_a_failure_nobody_listens_to_goes_to_the_application(
    runner: TaskRunner, heard: Heard, qtbot: QtBot
) -> None:
    def fail() -> None:
        raise UserError("Ce fichier est vide.")

    runner.submit(runner, fail, lambda _: None)
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert heard.bugs == []


def test_a_bug_is_reported_and_frees_the_page(runner: TaskRunner, heard: Heard, qtbot: QtBot) -> None:
    told: list[KitError] = []

    def broken() -> None:
        raise ZeroDivisionError

    runner.submit(runner, broken, lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [type(bug) for bug in heard.bugs] == [ZeroDivisionError]
    assert isinstance(told[0], JobBrokenError)


def test_the_lane_survives_a_bug(runner: TaskRunner, heard: Heard, qtbot: QtBot) -> None:
    after: list[int] = []

    def broken() -> None:
        raise ZeroDivisionError

    runner.submit(runner, broken, lambda _: None)
    runner.submit(runner, lambda: 2, after.append)
    qtbot.waitUntil(lambda: after == [2])
    assert len(heard.bugs) == 1


def test_a_job_cancelled_while_it_waits_never_runs(runner: TaskRunner, qtbot: QtBot) -> None:
    gate = threading.Event()
    ran: list[Any] = []
    told: list[Any] = []
    runner.submit(runner, lambda: gate.wait(PATIENCE), lambda _: None)
    token = runner.submit(runner, lambda: ran.append(1), lambda _: None, told.append)
    token.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], JobCancelledError)
    assert ran == []


def test_a_running_job_stops_at_its_next_item(runner: TaskRunner, qtbot: QtBot) -> None:
    started = threading.Event()
    told: list[Any] = []
    items: list[Any] = []

    def job(progress: Progress) -> None:
        for item in range(1_000_000):
            items.append(item)
            started.set()
            progress.stop_if_cancelled()

    token = runner.submit_with_progress(runner, job, lambda _: None, told.append, progressed=lambda _: None)
    assert started.wait(PATIENCE)
    token.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], JobCancelledError)
    assert len(items) < 1_000_000


def test_progress_is_thinned_to_ten_a_second_and_keeps_the_last(runner: TaskRunner, qtbot: QtBot) -> None:
    clock = _clock()
    thinned = TaskRunner(clock, lambda _: None, lambda _: None)
    steps: list[Step] = []
    threads: set[int] = set()
    done: list[None] = []

    def show(step: Step) -> None:
        steps.append(step)
        threads.add(threading.get_ident())

    def job(progress: Progress) -> None:
        for item in range(1, 1001):
            clock.advance(milliseconds=1)
            progress(item, 1000, "lignes")

    thinned.submit_with_progress(thinned, job, done.append, progressed=show)
    qtbot.waitUntil(lambda: bool(done))
    thinned.shutdown()
    assert 10 <= len(steps) <= 12
    assert steps[0] == Step(1, 1000, "lignes")
    assert steps[-1] == Step(1000, 1000, "lignes")
    assert threads == {threading.get_ident()}


def test_an_io_job_asks_the_database_lane(runner: TaskRunner, qtbot: QtBot) -> None:
    names: list[tuple[str, str]] = []

    def job() -> tuple[str, str]:
        return threading.current_thread().name, runner.call_db(lambda: threading.current_thread().name)

    runner.submit(runner, job, names.append, lane="io")
    qtbot.waitUntil(lambda: bool(names))
    assert names[0][0].startswith("kit-io")
    assert names[0][1].startswith("kit-db")


def test_asking_the_database_from_its_own_lane_does_not_lock_up(runner: TaskRunner, qtbot: QtBot) -> None:
    answers: list[int] = []
    runner.submit(runner, lambda: runner.call_db(lambda: 7), answers.append)
    qtbot.waitUntil(lambda: answers == [7])


def test_errors_come_through_call_db(runner: TaskRunner, qtbot: QtBot) -> None:
    told: list[KitError] = []

    def fail() -> None:
        raise UserError("Personne inconnue.")

    runner.submit(runner, lambda: runner.call_db(fail), lambda _: None, told.append, lane="io")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].sentence == "Personne inconnue."


def test_the_gui_thread_may_not_wait_for_the_database(runner: TaskRunner) -> None:
    with pytest.raises(RuntimeError, match="GUI thread"):
        runner.call_db(lambda: 1)


def test_a_job_may_not_submit(runner: TaskRunner, heard: Heard, qtbot: QtBot) -> None:
    runner.submit(runner, lambda: runner.submit(runner, lambda: 1, lambda _: None), lambda _: None)
    qtbot.waitUntil(lambda: bool(heard.bugs))
    assert "call_db" in str(heard.bugs[0])


def test_closing_finishes_the_writes_then_closes_on_the_db_thread(qtbot: QtBot, heard: Heard) -> None:
    runner = TaskRunner(_clock(), heard.bugs.append, heard.failures.append)
    log: list[tuple[str, str]] = []

    def note(what: str) -> None:
        log.append((what, threading.current_thread().name))

    for number in range(5):
        runner.submit(runner, partial(note, str(number)), lambda _: None)
    runner.shutdown(lambda: note("close"))
    assert [what for what, _ in log] == ["0", "1", "2", "3", "4", "close"]
    assert len({name for _, name in log}) == 1
    assert log[0][1].startswith("kit-db")


def test_closing_stops_io_and_shows_late_failures(qtbot: QtBot, heard: Heard) -> None:
    runner = TaskRunner(_clock(), heard.bugs.append, heard.failures.append)
    started = threading.Event()
    outcome: list[bool] = []

    def job(progress: Progress) -> None:
        started.set()
        while not progress.cancelled:
            threading.Event().wait(0.001)
        outcome.append(runner.call_db(lambda: True))

    def fail() -> None:
        raise UserError("Le disque est plein.")

    runner.submit_with_progress(runner, job, lambda _: None, progressed=lambda _: None)
    assert started.wait(PATIENCE)
    runner.submit(runner, fail, lambda _: None)
    runner.shutdown()
    assert outcome == [True]
    assert [error.sentence for error in heard.failures] == ["Le disque est plein."]


def test_nothing_starts_after_closing(qtbot: QtBot, heard: Heard) -> None:
    runner = TaskRunner(_clock(), heard.bugs.append, heard.failures.append)
    runner.shutdown()
    ran: list[int] = []
    token = runner.submit(runner, lambda: ran.append(1), lambda _: None)
    assert token.cancelled
    assert ran == []


class TestInline:
    """The runner that tests use: same calls, at once."""

    def test_the_answer_is_there_at_once(self) -> None:
        answers: list[int] = []
        InlineRunner(_clock()).submit(self, lambda: 3, answers.append)
        assert answers == [3]

    def test_a_failure_is_told_or_kept(self) -> None:
        runner = InlineRunner(_clock())
        told: list[Any] = []

        def fail() -> None:
            raise UserError("Non.")

        runner.submit(self, fail, lambda _: None, told.append)
        runner.submit(self, fail, lambda _: None)
        assert len(told) == len(runner.failures) == 1

    def test_a_bug_reaches_the_test(self) -> None:
        def broken() -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            InlineRunner(_clock()).submit(self, broken, lambda _: None)

    def test_an_error_of_done_is_not_taken_for_one_of_the_job(self) -> None:
        def done(_: object) -> None:
            raise UserError("dans done")

        with pytest.raises(UserError, match="dans done"):
            InlineRunner(_clock()).submit(self, lambda: None, done, lambda _: None)

    def test_steps_are_reported(self) -> None:
        steps: list[Step] = []
        InlineRunner(_clock()).submit_with_progress(
            self, lambda progress: progress(1, 1), lambda _: None, progressed=steps.append
        )
        assert steps == [Step(1, 1)]
