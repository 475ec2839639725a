"""``scanner-test``: the keyboard of a scanner, told on the command line."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from organiser_kit.codes.layouts import Caps, Layout, typed
from organiser_kit.codes.scanner_test import TEST_TEXT

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Cli


def test_a_text_tells_both_keyboards(cli: Cli) -> None:
    text = typed(TEST_TEXT, Layout.US, Layout.GERMAN)
    assert cli.ok("scanner-test", "--text", text) == {
        "outcome": "differ",
        "scanner": "us",
        "computer": "german",
        "caps": "off",
        "ending": "none",
        "missing": 0,
        "repaired": True,
        "received": text,
    }


def test_a_scan_is_read_from_the_keyboard(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed(TEST_TEXT, Layout.US, Layout.US, Caps.LOCKED) + "\n"))
    answer = cli("scanner-test")
    assert (answer.status, answer.err) == (0, "Scan the large code of the test page.\n")
    assert "same keyboard" in answer.out
    assert "Caps Lock is on" in answer.out


def test_a_scanner_that_is_beyond_repair_is_a_refusal(cli: Cli) -> None:
    answer = cli("scanner-test", "--text", TEST_TEXT.translate(str.maketrans("EDSF", ".eou")))
    assert answer.status == 1
    assert "Set the scanner to the keyboard of this computer" in answer.out
    lost = cli("scanner-test", "--text", TEST_TEXT[3:])
    assert (lost.status, "3 characters got lost" in lost.out) == (1, True)
