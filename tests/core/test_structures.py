"""What papers tell about a host and about a meeting: kept, checked, and carried to the papers."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.imports.logos import logo_text
from organiser_kit.rules.public_words import LONGEST_ADDRESS, LONGEST_TEXT, check_address

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit

PAGE = "https://www.example.org/rencontres/nancy"


def _picture(path: Path, *, noise: bool = False) -> Path:
    image = Image.effect_noise((900, 900), 90) if noise else Image.new("RGBA", (900, 300), (0, 0, 0, 0))
    image.save(path)
    return path


def test_a_structure_is_meant_by_its_name_however_written(kit: Kit, meeting_id: str) -> None:
    (host,) = kit.structures.all()
    assert kit.structures.resolve(host.name.upper()) == host.id
    assert kit.structures.resolve(host.id) == host.id
    for nothing in ("", "Inconnue"):
        with pytest.raises(NotFoundError, match="list structures"):
            kit.structures.resolve(nothing)
    assert kit.meetings.detail(meeting_id).structure == host


def test_what_is_told_of_a_host_reaches_the_papers(kit: Kit, meeting_id: str, tmp_path: Path) -> None:
    (host,) = kit.structures.all()
    logo = logo_text(_picture(tmp_path / "logo.png"))
    kit.structures.edit(host.id, name="Autre Exemple", retention_years=3, website=PAGE, logo=logo)
    details = kit.paper.details(meeting_id)
    assert details.structure_name == "Autre Exemple"
    assert details.logo == base64.b64decode(logo)


def test_a_logo_that_came_mangled_is_none(kit: Kit, meeting_id: str) -> None:
    (host,) = kit.structures.all()
    kit.structures.edit(host.id, logo="***")
    assert kit.paper.details(meeting_id).logo is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "name"),
        ({"retention_years": 0}, "1 to 50"),
        ({"retention_years": 51}, "1 to 50"),
        ({"website": "example"}, "web address"),
        ({"logo": "A" * 20_001}, "too large"),
        ({"kind": "club"}, "no editable field"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    kit: Kit, meeting_id: str, values: dict[str, object], sentence: str
) -> None:
    (host,) = kit.structures.all()
    with pytest.raises(UserError, match=sentence):
        kit.structures.edit(host.id, **values)
    assert kit.meetings.detail(meeting_id).structure == host


def test_a_logo_is_made_small_enough_to_travel_whatever_it_shows(tmp_path: Path) -> None:
    for noise in (False, True):
        text = logo_text(_picture(tmp_path / f"logo-{noise}.png", noise=noise))
        assert len(text) <= 20_000
        with Image.open(BytesIO(base64.b64decode(text))) as logo:
            assert logo.width >= 140
            # Transparency becomes the paper's white, never black.
            assert noise or logo.convert("L").getextrema() == (255, 255)


def test_a_file_that_is_no_picture_is_no_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(UserError, match=r"logo\.png"):
        logo_text(tmp_path / "logo.png")
    with pytest.raises(UserError, match=r"absent\.png"):
        logo_text(tmp_path / "absent.png")


@pytest.mark.parametrize("address", ["http://example.org", PAGE, "https://exemple.example:8443/a?b=c#d"])
def test_a_web_address_is_taken(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "www.example.org",
        "mailto:zoe@example.org",
        "https://zoe:secret@example.org/",
        "https://example.org/?mail=zoe@example.org",
        "https://example/",
        "https:///page",
        "https://example.org/a b",
        "https://example.org:99999/",
        "https://[example.org/",
        "javascript:alert(1)",
        "https://example.org/" + "a" * LONGEST_ADDRESS,
    ],
)
def test_what_is_no_public_address_is_refused(address: str) -> None:
    with pytest.raises(UserError, match="web address"):
        check_address(address)


def test_the_public_words_of_a_meeting_are_checked_and_on_its_poster(kit: Kit, meeting_id: str) -> None:
    kit.plan.edit_meeting(meeting_id, public_url=PAGE, public_text="Entrée libre.")
    poster = kit.paper.poster(meeting_id)
    assert (poster.public_url, poster.public_text) == (PAGE, "Entrée libre.")
    with pytest.raises(UserError, match="web address"):
        kit.plan.edit_meeting(meeting_id, public_url="ici")
    with pytest.raises(UserError, match="poster"):
        kit.plan.edit_meeting(meeting_id, public_text="x" * (LONGEST_TEXT + 1))
    kit.plan.edit_meeting(meeting_id, public_url=None, public_text=None)
    assert kit.paper.poster(meeting_id).public_url == ""
