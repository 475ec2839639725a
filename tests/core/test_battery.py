"""The battery, as three systems tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.battery import from_linux, from_pmset, from_power_status, read_battery
from organiser_kit.rules.readiness import Battery

if TYPE_CHECKING:
    from pathlib import Path


def supply(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir()
    for file, text in files.items():
        (folder / name / file).write_text(f"{text}\n", "ascii")


def test_linux_tells_charge_and_cable(tmp_path: Path) -> None:
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "BAT0", type="Battery", capacity="40", status="Discharging")
    supply(tmp_path, "BAT1", type="Battery", capacity="80", status="Discharging")
    supply(tmp_path, "hidpp", type="Battery", capacity="5", scope="Device")
    assert from_linux(tmp_path) == Battery(60, plugged_in=False)
    (tmp_path / "AC" / "online").write_text("1", "ascii")
    assert from_linux(tmp_path) == Battery(60, plugged_in=True)


def test_linux_without_battery_or_without_a_word_of_it(tmp_path: Path) -> None:
    assert from_linux(tmp_path / "nowhere") is None
    supply(tmp_path, "AC", type="Mains", online="1")
    assert from_linux(tmp_path) is None
    supply(tmp_path, "BAT0", type="Battery")
    assert from_linux(tmp_path) == Battery(None, plugged_in=True)


@pytest.mark.parametrize(
    ("status", "battery"),
    [
        ((1, 8, 73), Battery(73, plugged_in=True)),
        ((0, 0, 12), Battery(12, plugged_in=False)),
        ((0, 0, 255), Battery(None, plugged_in=False)),
        ((1, 128, 255), None),
        ((255, 255, 255), None),
    ],
)
def test_windows_tells_it_in_three_numbers(status: tuple[int, int, int], battery: Battery | None) -> None:
    assert from_power_status(*status) == battery


def test_macos_tells_it_in_a_sentence() -> None:
    text = "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t87%; discharging; 4:21 remaining\n"
    assert from_pmset(text) == Battery(87, plugged_in=False)
    assert from_pmset(text.replace("Battery Power", "AC Power")) == Battery(87, plugged_in=True)
    assert from_pmset("Now drawing from 'AC Power'\n") is None


def test_a_system_nobody_knows_tells_nothing() -> None:
    assert read_battery("Test") is None
