"""Colours that can be read, tokens that exist, a sheet that Qt accepts, icons that follow."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QPushButton, QWidget

from assets.paths import asset
from ui import icons, theme
from ui.actions import SHORTCUTS
from ui.palettes import GROUNDS, LIGHT, PALETTES, TONES, contrast, edge_pairs, text_pairs
from ui.widgets.basics import IconLabel
from ui.widgets.big_verdict import LOOKS
from ui.widgets.panels import ICONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, theme.choose("light"))
    yield qapp
    theme.apply(qapp, theme.choose("light"))


def _colours(image: QImage) -> set[str]:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_the_ratio_is_the_one_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_can_be_read_on_its_ground(name: str) -> None:
    tokens = PALETTES[name].tokens()
    weak = [(ink, ground) for ink, ground in text_pairs() if contrast(tokens[ink], tokens[ground]) < 4.5]
    assert weak == []


@pytest.mark.parametrize("name", PALETTES)
def test_every_edge_and_focus_ring_can_be_seen(name: str) -> None:
    tokens = PALETTES[name].tokens()
    weak = [(edge, ground) for edge, ground in edge_pairs() if contrast(tokens[edge], tokens[ground]) < 3.0]
    assert weak == []


def test_high_contrast_means_seven_to_one() -> None:
    tokens = PALETTES["contrast"].tokens()
    assert [pair for pair in text_pairs() if contrast(tokens[pair[0]], tokens[pair[1]]) < 7.0] == []


def test_no_ink_escapes_the_check() -> None:
    checked = {ink for ink, _ in text_pairs()} | {ground for _, ground in text_pairs()}
    inks = {f"{tone}_{part}" for tone in TONES for part in ("on_solid", "on_soft", "text")}
    assert inks | set(GROUNDS) | {"text", "muted"} <= checked


@pytest.mark.parametrize("name", PALETTES)
def test_the_sheet_uses_only_tokens_that_exist(name: str, app: QApplication) -> None:
    sheet = theme.style_sheet(theme.choose(name))
    assert "$" not in sheet.replace("$tokens", "")
    for path in re.findall(r"url\(([^)]+)\)", sheet):
        assert asset("qss").joinpath(path).is_file()


def test_the_template_names_no_colour_itself() -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;}])", asset("qss", "desktop.qss").read_text("utf-8")) == []


@pytest.mark.parametrize("name", PALETTES)
def test_drawn_ticks_and_arrows_match_their_palette(name: str) -> None:
    palette = PALETTES[name]
    assert palette.accent.on_solid in asset("qss", f"check-{name}.svg").read_text("utf-8")
    for arrow in ("chevron-down", "chevron-up"):
        assert palette.muted in asset("qss", f"{arrow}-{name}.svg").read_text("utf-8")


def test_applying_sets_palette_font_and_sheet(app: QApplication) -> None:
    theme.apply(app, theme.choose("dark", 1.5))
    assert app.palette().color(QPalette.ColorRole.Window) == QColor(PALETTES["dark"].background)
    assert app.font().pointSizeF() == pytest.approx(16.5)
    assert app.font().family() == "Noto Sans"
    assert theme.current().name == "dark"
    assert PALETTES["dark"].surface in app.styleSheet()


def test_text_size_stays_between_once_and_twice() -> None:
    assert theme.choose("light", 0.2).text_scale == 1.0
    assert theme.choose("light", 9).text_scale == 2.0


@pytest.mark.parametrize(
    ("scheme", "wish", "expected"),
    [
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, "dark"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, "contrast"),
    ],
)
def test_the_systems_own_choice_is_followed(
    scheme: Qt.ColorScheme, wish: Qt.ContrastPreference, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accessibility = SimpleNamespace(contrastPreference=lambda: wish)
    hints = SimpleNamespace(colorScheme=lambda: scheme, accessibility=lambda: accessibility)
    monkeypatch.setattr(theme, "QGuiApplication", SimpleNamespace(styleHints=lambda: hints))
    assert theme.choose("system").name == expected
    assert theme.choose("dark").name == "dark"


def test_disabled_words_are_greyed(app: QApplication) -> None:
    made = theme.qt_palette(LIGHT)
    grey = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert grey == QColor(LIGHT.disabled)
    assert made.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText) == QColor(LIGHT.text)


def test_every_icon_named_in_the_tables_is_shipped() -> None:
    named = {row.icon for row in SHORTCUTS} | {icon for _, icon in LOOKS.values()} | set(ICONS.values())
    assert [name for name in named if not asset("icons", f"{name}.svg").is_file()] == []


def test_every_shipped_icon_draws_something_in_the_colour_asked(app: QApplication) -> None:
    empty = [
        path.stem
        for path in asset("icons").glob("*.svg")
        if "#ff0000" not in _colours(icons.pixmap(path.stem, QColor("#ff0000"), 24, 2.0).toImage())
    ]
    assert empty == []


def test_an_icon_is_sharp_on_a_dense_screen(app: QApplication) -> None:
    drawn = icons.pixmap("users", QColor("#000000"), 24, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (48, 2.0)
    assert drawn.deviceIndependentSize().width() == 24


def test_icons_follow_the_theme(app: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Imprimer")
    qtbot.addWidget(button)
    icons.bind(button, "printer")
    assert LIGHT.text in _colours(button.icon().pixmap(24, 24).toImage())
    theme.apply(app, theme.choose("dark"))
    assert PALETTES["dark"].text in _colours(button.icon().pixmap(24, 24).toImage())
    greyed = button.icon().pixmap(24, 24, QIcon.Mode.Disabled).toImage()
    assert PALETTES["dark"].disabled in _colours(greyed)


def test_a_closed_page_is_forgotten_by_the_icons(app: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    icons.bind(QPushButton("Imprimer", page), "printer")
    page.deleteLater()
    del page
    theme.apply(app, theme.choose("dark"))


def test_a_picture_beside_words_is_drawn_in_its_token(app: QApplication, qtbot: QtBot) -> None:
    shown = IconLabel("check", "danger_text", 32)
    qtbot.addWidget(shown)
    assert LIGHT.danger.text in _colours(shown.grab().toImage())


@pytest.mark.parametrize("name", PALETTES)
def test_a_box_to_tick_in_a_list_shows_before_it_is_ticked(
    name: str, app: QApplication, qtbot: QtBot
) -> None:
    theme.apply(app, theme.choose(name))
    rows = QListWidget()
    qtbot.addWidget(rows)
    row = QListWidgetItem("Exemple")
    row.setCheckState(Qt.CheckState.Unchecked)
    rows.addItem(row)
    rows.resize(200, 80)

    tokens = PALETTES[name].tokens()
    assert tokens["border_strong"] in _colours(rows.viewport().grab().toImage())
    row.setCheckState(Qt.CheckState.Checked)
    assert tokens["accent_solid"] in _colours(rows.viewport().grab().toImage())
