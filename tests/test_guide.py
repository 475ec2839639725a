"""The user guide: both languages tell the same, and every picture is one that the tour draws."""

from __future__ import annotations

import re

import guide
import pytest
from PIL import Image

from tests.repository import ROOT
from ui.tour_scenes import SCENES

LARGEST = 60_000
"""Bytes: the guide is a part of the repository that everybody downloads."""


@pytest.mark.parametrize("language", guide.LANGUAGES)
def test_every_picture_is_a_scene_of_the_tour_in_the_language_of_its_page(language: str) -> None:
    shown = guide.pictures(language)
    scenes = [name for name, _ in SCENES]
    assert len(shown) >= 10
    assert [one for one in shown if one[0] != language or one[1] not in scenes] == []
    kept = {path.stem for path in (guide.GUIDE / "pictures" / language).iterdir()}
    assert kept == {scene for _, scene in shown}, "run `make guide`"


@pytest.mark.parametrize("language", guide.LANGUAGES)
def test_pictures_are_small_files_and_whole_windows(language: str) -> None:
    for path in (guide.GUIDE / "pictures" / language).iterdir():
        assert path.stat().st_size < LARGEST, path.name
        with Image.open(path) as picture:
            assert picture.width > 500, path.name
            assert len(picture.convert("RGB").getcolors(1 << 16) or []) > 8, f"{path.name} is empty"


def test_both_languages_show_the_same_scenes_in_the_same_order() -> None:
    french, english = ([scene for _, scene in guide.pictures(language)] for language in guide.LANGUAGES)
    assert french == english


def test_every_picture_says_what_it_shows() -> None:
    documents = [ROOT / "README.md", *(page for name in guide.LANGUAGES for page in guide.pages(name))]
    for document in documents:
        said = re.findall(r"!\[([^\]]*)\]", document.read_text("utf-8"))
        assert [words for words in said if len(words) < 15] == [], document.name


def test_the_readme_shows_five_pictures() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert len(shown) == 5
    assert all((ROOT / path).is_file() for path in shown)
