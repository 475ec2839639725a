"""What happens between the icon and the window, and which language is spoken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from organiser_kit.terminal.language import language_of
from tests.repository import ROOT
from ui.__main__ import main
from ui.cli.folders import data_folder

if TYPE_CHECKING:
    from tests.cli.conftest import MakeCli

Started = list[tuple[Path | None, bool, str | None]]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Note how the desktop would have been started, in place of starting it."""
    started: Started = []

    def run_desktop(data: Path | None, practice: bool, language: str | None) -> int:
        started.append((data, practice, language))
        return 7

    module = ModuleType("ui.app")
    module.run_desktop = run_desktop  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ui.app", module)
    return started


@pytest.mark.parametrize(
    ("words", "started"),
    [
        ("", (None, False, None)),
        ("--practice", (None, True, None)),
        ("--data somewhere --lang=en", (Path("somewhere"), False, "en")),
        ("--lang fr --practice --data=x", (Path("x"), True, "fr")),
    ],
)
def test_without_a_command_the_desktop_opens(
    desktop: Started, words: str, started: tuple[Path | None, bool, str | None]
) -> None:
    assert main(words.split()) == 7
    assert desktop == [started]


@pytest.mark.parametrize("words", ["--lang de", "--data", "--practice=no", "--json", "status", "--nothing"])
def test_anything_else_is_for_the_command_line(
    desktop: Started,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("ORGANISER_KIT_DATA", str(tmp_path))

    assert main(words.split()) in (1, 2)
    assert desktop == []
    assert capsys.readouterr().err


def test_the_window_waits_for_no_library_of_the_command_line() -> None:
    probe = (
        "import sys, types; app = types.ModuleType('ui.app'); app.run_desktop = lambda *_: 0\n"
        "sys.modules['ui.app'] = app\n"
        "from ui.__main__ import main; main(['--practice'])\n"
        "print({name.split('.')[0] for name in sys.modules} & {'click', 'organiser_kit', 'sync', 'httpx'})"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_commands_run_without_the_desktop_s_libraries() -> None:
    probe = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from ui.__main__ import main\n"
        "assert main(['--help']) == 0\n"
        "assert main(['list', '--help']) == 0\n"
        "sys.exit(main(['--practice', '--lang', 'en']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, "desktop" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


@pytest.mark.parametrize(
    ("words", "variables", "language"),
    [
        ("status", {}, "fr"),
        ("status", {"LANG": "en_GB.UTF-8"}, "en"),
        ("status", {"LANG": "de_DE.UTF-8"}, "fr"),
        ("status", {"LANG": "C"}, "fr"),
        ("status", {"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ("status --lang en", {"LANG": "fr_FR.UTF-8"}, "en"),
        ("--lang=fr status", {"LANG": "en_GB.UTF-8"}, "fr"),
        ("status --lang", {"LANG": "en_GB.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_system_s_or_french(
    words: str, variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))

    assert language_of(words.split(), variables) == language


def test_windows_names_its_languages_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("English_United Kingdom", "1252"))

    assert language_of([], {}) == "en"


def test_the_local_copy_lies_where_one_says(make_cli: MakeCli, tmp_path: Path) -> None:
    cli = make_cli()

    assert cli.ok("--data", tmp_path / "before", "init")["data"] == str(tmp_path / "before")
    assert cli.ok("init", "--data", tmp_path / "after")["data"] == str(tmp_path / "after")
    assert cli.ok("init")["data"] == str(cli.data)
    assert data_folder(None, {}).name == "organiser-kit"
