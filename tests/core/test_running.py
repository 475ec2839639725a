"""The timekeeper's clock survives a crash, stays on this laptop, and starts anew where it must."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.kit import open_kit
from organiser_kit.rules.running_clock import Running
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit


def moved(environment: Environment) -> Running:
    """Return a clock to which everything happened that is written down."""
    now = environment.now()
    running = Running().next(8, now).extend(5).skip(8, now + timedelta(minutes=3))
    return running.pause(now + timedelta(minutes=5)).resume(now + timedelta(minutes=6, seconds=30))


def test_it_goes_on_after_a_restart(
    kit: Kit, meeting_id: str, environment: Environment, tmp_path: Path
) -> None:
    running = moved(environment)
    kit.running.keep(meeting_id, "a-kit", 8, running)
    again = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    try:
        assert again.running.resume(meeting_id, "a-kit", 8) == running
    finally:
        again.close()


def test_it_goes_nowhere_else(kit: Kit, meeting_id: str, environment: Environment) -> None:
    before = kit.sync_state().pending
    kit.take_changes()
    kit.running.keep(meeting_id, "a-kit", 8, moved(environment))
    assert kit.sync_state().pending == before
    assert not kit.take_changes()


def test_each_meeting_and_each_timeline_has_its_own(
    kit: Kit, meeting_id: str, environment: Environment
) -> None:
    kit.running.keep(meeting_id, "a-kit", 8, moved(environment))
    assert kit.running.resume("another meeting", "a-kit", 8) == Running()
    assert kit.running.resume(meeting_id, "another-kit", 8) == Running()
    assert kit.running.resume(meeting_id, "a-kit", 7) == Running()


def test_a_clock_of_yesterday_starts_anew(kit: Kit, meeting_id: str, environment: Environment) -> None:
    running = moved(environment)
    kit.running.keep(meeting_id, "a-kit", 8, running)
    environment.clock.advance(hours=12)  # type: ignore[attr-defined]
    assert kit.running.resume(meeting_id, "a-kit", 8) == running
    environment.clock.advance(minutes=4)  # type: ignore[attr-defined]
    assert kit.running.resume(meeting_id, "a-kit", 8) == Running()


def test_it_runs_by_the_corrected_time(kit: Kit) -> None:
    assert kit.running.correction() == timedelta()
