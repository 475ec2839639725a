"""Statements from the command line: written, checked by anybody, revoked, replaced; and their keys."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    from tests.cli.conftest import Cli, MakeCli

Corners = tuple[tuple[float, float], ...]


@pytest.fixture
def issued(practice: Cli, tmp_path: Path) -> list[dict[str, Any]]:
    """Three people who were there, with their statements."""
    practice.lines("scan", "next", "--text", *list(practice.codes().values())[:3])
    practice.ok("validate", "next")
    found: list[dict[str, Any]] = practice.ok("statements", "next", "--out", tmp_path / "papers")["issued"]
    return found


@pytest.fixture
def keys(practice: Cli, issued: list[dict[str, Any]], tmp_path: Path) -> Path:
    """What the group gives to those who check."""
    del issued
    return Path(practice.ok("statement-keys", "export", tmp_path / "keys.json")["file"])


@pytest.fixture
def stranger(make_cli: MakeCli) -> Cli:
    """Somebody who checks and has no local copy."""
    return make_cli("stranger", ORGANISER_KIT_PASSPHRASE="")


def verified(cli: Cli, *words: object) -> dict[str, Any]:
    """Check something; the exit status says the same as the answer."""
    answer = cli("verify", *words, "--json")
    found = answer.json
    assert answer.status == (0 if found["valid"] else 1)
    assert found["reason"].endswith(".")
    assert {"valid", "reason", "number"} <= set(found)
    return found


def text_of(pdf: object) -> str:
    """Return the text of a PDF as a viewer copies it."""
    document = pypdfium2.PdfDocument(Path(str(pdf)))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def cut(pdf: object, file: Path, words: str) -> None:
    """Write ``pdf`` to ``file`` without the line that holds ``words``, and without the code in letters."""
    document = pypdfium2.PdfDocument(Path(str(pdf)))
    page = document[0]
    lines = page.get_textpage()
    for written in list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])):
        text = lines.get_text_bounded(*written.get_bounds())
        if words in text or re.fullmatch(r"(\s*[A-Z2-7]{3,8}|OKA1[A-Z2-7]{4})+\s*", text):
            page.remove_obj(written)
    page.gen_content()
    document.save(str(file))
    document.close()


def page_of(pdf: object, dpi: int = 200) -> Image.Image:
    """Return the first page as a grey picture."""
    document = pypdfium2.PdfDocument(Path(str(pdf)))
    picture: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("L")
    document.close()
    return picture


def photo(
    page: Image.Image, *, tilt: float, blur: float, noise: float, dark: float, size: int
) -> Image.Image:
    """Return ``page`` as a phone sees it: from the side, unsharp, grainy, badly lit, ``size`` pixels high."""
    width, height = page.size
    dx, dy = width * tilt, height * tilt
    corners = ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))
    seen = ((dx, dy * 0.4), (width - dx * 0.3, 0.0), (float(width), height - dy), (0.0, height - dy * 0.2))
    tilted = page.transform(
        page.size,
        Image.Transform.PERSPECTIVE,
        plane(seen, corners),
        Image.Resampling.BICUBIC,
        fillcolor=90,
    )
    small = tilted.resize((round(width * size / height), size)).filter(ImageFilter.GaussianBlur(blur))
    light = Image.linear_gradient("L").rotate(90).resize(small.size).point(lambda v: 255 - int(v * dark))
    grain = Image.effect_noise(small.size, noise)
    grainy = ImageChops.add(ImageChops.multiply(small, light), grain, offset=-128)
    buffer = BytesIO()
    grainy.save(buffer, "JPEG", quality=70)
    return Image.open(buffer)


def plane(seen: Corners, true: Corners) -> tuple[float, ...]:
    """Return the eight numbers that take the corners ``seen`` to the ``true`` ones, by elimination."""
    table = []
    for (x, y), (u, v) in zip(seen, true, strict=True):
        table += [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]]
    for column in range(8):
        best = max(range(column, 8), key=lambda row: abs(table[row][column]))
        table[column], table[best] = table[best], table[column]
        pivot = table[column]
        for row in range(8):
            if row != column:
                factor = table[row][column] / pivot[column]
                table[row] = [value - factor * other for value, other in zip(table[row], pivot, strict=True)]
    return tuple(table[row][8] / table[row][row] for row in range(8))


class TestGenuine:
    """What was issued is believed, whichever way it is shown, by whoever has the keys."""

    def test_its_pdf(self, stranger: Cli, issued: list[dict[str, Any]], keys: Path) -> None:
        answers = [verified(stranger, one["file"], "--keys", keys) for one in issued]
        assert [found["number"] for found in answers] == [one["number"] for one in issued]
        for found in answers:
            assert (found["valid"], found["words_checked"], found["minutes"]) == (True, True, 120)
            assert [meeting["on"] for meeting in found["meetings"]] == ["2026-11-24"]
            assert found["revocations_as_of"].startswith("2026-11-24")

    def test_its_pdf_in_the_copy_that_issued_it(self, practice: Cli, issued: list[dict[str, Any]]) -> None:
        assert verified(practice, issued[0]["file"])["valid"]

    @pytest.mark.parametrize("language", ["fr", "en"])
    @pytest.mark.parametrize("large", [[], ["--large-print"]])
    def test_all_of_a_meeting_in_one_pdf(
        self,
        practice: Cli,
        stranger: Cli,
        issued: list[dict[str, Any]],
        keys: Path,
        tmp_path: Path,
        language: str,
        large: list[str],
    ) -> None:
        file = tmp_path / "all.pdf"
        printed = practice.ok("print", "statements", "next", "--out", file, "--lang", language, *large)
        assert printed["items"] == 3
        found = verified(stranger, file, "--keys", keys)
        assert found["valid"]
        assert {one["number"] for one in found["statements"]} == {one["number"] for one in issued}
        assert all(one["words_checked"] for one in found["statements"])

    def test_its_text(self, stranger: Cli, issued: list[dict[str, Any]], keys: Path, tmp_path: Path) -> None:
        text = text_of(issued[0]["file"])
        file = tmp_path / "mail.txt"
        file.write_text(f"Bonjour,\n\n{text}\n\nCordialement", encoding="utf-8")
        for shown in (text, file):
            found = verified(stranger, shown, "--keys", keys)
            assert (found["valid"], found["words_checked"]) == (True, True)

    @pytest.mark.parametrize(
        "seen",
        [
            {"tilt": 0.0, "blur": 0.0, "noise": 0.0, "dark": 0.0, "size": 1400},
            {"tilt": 0.04, "blur": 0.8, "noise": 6.0, "dark": 0.3, "size": 2000},
            {"tilt": 0.09, "blur": 1.0, "noise": 10.0, "dark": 0.5, "size": 2300},
            {"tilt": 0.14, "blur": 1.2, "noise": 14.0, "dark": 0.6, "size": 3000},
        ],
    )
    def test_a_photo_of_it(
        self, stranger: Cli, issued: list[dict[str, Any]], keys: Path, tmp_path: Path, seen: dict[str, Any]
    ) -> None:
        picture = tmp_path / "photo.jpg"
        photo(page_of(issued[0]["file"]), **seen).save(picture)
        found = verified(stranger, picture, "--keys", keys)
        assert (found["valid"], found["number"]) == (True, issued[0]["number"])
        assert (found["words_checked"], found["name_checked"]) == (False, None)
        assert "compare what is printed" in found["reason"]

    def test_a_scan_saved_as_pdf(
        self, stranger: Cli, issued: list[dict[str, Any]], keys: Path, tmp_path: Path
    ) -> None:
        scan = tmp_path / "scan.pdf"
        page_of(issued[0]["file"]).save(scan, resolution=200)
        found = verified(stranger, scan, "--keys", keys)
        assert (found["valid"], found["words_checked"]) == (True, False)

    def test_the_name_typed_in_lower_case_without_accents(
        self, practice: Cli, stranger: Cli, issued: list[dict[str, Any]], keys: Path
    ) -> None:
        (person,) = (one for one in practice.lines("list", "people") if one["id"] == issued[0]["person"])
        name = f"{person['given_name']} {person['family_name']}".lower()
        assert verified(stranger, issued[0]["file"], "--keys", keys, "--name", name)["name_checked"] is True
        other = verified(stranger, issued[0]["file"], "--keys", keys, "--name", name + "x")
        assert (other["valid"], other["name_checked"], other["outcome"]) == (False, False, "wrong_name")

    def test_a_person_reads_what_the_code_says(
        self, stranger: Cli, issued: list[dict[str, Any]], keys: Path
    ) -> None:
        said = stranger("verify", issued[0]["file"], "--keys", keys).out
        assert f"Number: {issued[0]['number']}" in said
        assert "Total time attended: 2 h" in said
        assert "Revocations are known as of 24/11/2026." in said


class TestRefused:
    """Everything else is refused, with one sentence."""

    def test_a_changed_letter_in_the_text(
        self, stranger: Cli, issued: list[dict[str, Any]], keys: Path, practice: Cli
    ) -> None:
        text = text_of(issued[0]["file"])
        (person,) = (one for one in practice.lines("list", "people") if one["id"] == issued[0]["person"])
        for was, now in (
            (person["given_name"], person["given_name"][:-1] + "q"),
            ("24 November", "25 November"),
            ("Total time attended: 2 h", "Total time attended: 3 h"),
            ("participant", "organiser"),
        ):
            assert was in text
            found = verified(stranger, text.replace(was, now, 1), "--keys", keys)
            assert (found["valid"], found["outcome"]) == (False, "changed")
            # What was signed is told, so that the reader sees what is not as it was.
            assert found["number"] == issued[0]["number"]

    def test_a_changed_name_in_the_pdf(
        self, practice: Cli, stranger: Cli, keys: Path, issued: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        """Somebody puts the code of another person's statement under their own."""
        from organiser_kit.documents.statements import render
        from organiser_kit.i18n import catalogue
        from organiser_kit.papers.statements import gather_one
        from organiser_kit.papers.wish import PLAIN

        kit = practice.open()
        statement = kit.statements.numbered(issued[0]["number"])
        data = gather_one(kit, statement, catalogue("en"), PLAIN)
        kit.close()
        from dataclasses import replace

        forged = replace(data, person=replace(data.person, given_name=data.person.given_name + "e"))
        file = tmp_path / "forged.pdf"
        file.write_bytes(render(forged, catalogue("en")).pdf)
        assert verified(stranger, file, "--keys", keys)["outcome"] == "changed"
        file.write_bytes(render(data, catalogue("en")).pdf)
        assert verified(stranger, file, "--keys", keys)["valid"]

    def test_a_pdf_whose_code_in_letters_was_taken_away_is_judged_by_its_picture(
        self, stranger: Cli, issued: list[dict[str, Any]], keys: Path, tmp_path: Path
    ) -> None:
        file = tmp_path / "cut.pdf"
        cut(issued[0]["file"], file, "OKA1")
        found = verified(stranger, file, "--keys", keys)
        assert (found["valid"], found["words_checked"]) == (True, True)
        cut(issued[0]["file"], file, "Time attended")
        assert verified(stranger, file, "--keys", keys)["outcome"] == "changed"

    def test_a_wrong_key(
        self, stranger: Cli, make_cli: MakeCli, issued: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        other = make_cli("other")
        other.ok("init", "--demo")
        other.lines("scan", "next", "--text", *list(other.codes().values())[:1])
        other.ok("validate", "next")
        other.ok("statements", "next", "--out", tmp_path / "other")
        keys = other.ok("statement-keys", "export", tmp_path / "other.json")["file"]
        found = verified(stranger, issued[0]["file"], "--keys", keys)
        assert (found["valid"], found["outcome"], found["number"]) == (False, "unknown_key", None)
        assert verified(other, issued[0]["file"])["outcome"] == "unknown_key"

    def test_a_code_with_a_wrong_sign(self, stranger: Cli, issued: list[dict[str, Any]], keys: Path) -> None:
        text = text_of(issued[0]["file"])
        place = text.index("OKA1") + 150
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        assert verified(stranger, changed, "--keys", keys)["outcome"] in ("forged", "unreadable")

    def test_a_revoked_one_wherever_the_list_is_of_today(
        self, practice: Cli, stranger: Cli, issued: list[dict[str, Any]], keys: Path, tmp_path: Path
    ) -> None:
        number = issued[0]["number"]
        done = practice.ok("revoke-statement", number, "--reason", "Wrong evening")
        assert done["number"] == number
        assert done["reason"] == "Wrong evening"
        assert done["revoked_by"]
        assert verified(practice, issued[0]["file"])["outcome"] == "revoked"
        today = practice.ok("statement-keys", "export", tmp_path / "today.json")
        assert today["revoked"] == 1
        found = verified(stranger, issued[0]["file"], "--keys", today["file"])
        assert (found["valid"], found["outcome"]) == (False, "revoked")
        assert "was revoked on 24/11/2026." in found["reason"]
        assert verified(stranger, issued[0]["file"], "--keys", keys)["valid"]
        assert (
            verified(stranger, issued[0]["file"], "--keys", keys, "--keys", today["file"])["valid"] is False
        )

    def test_without_keys_nobody_vouches(self, stranger: Cli, issued: list[dict[str, Any]]) -> None:
        found = verified(stranger, issued[0]["file"])
        assert (found["valid"], found["outcome"], found["number"]) == (False, "unknown_key", None)
        assert found["revocations_as_of"] is None
        assert not stranger.data.exists()

    def test_what_is_no_statement(self, stranger: Cli, keys: Path, tmp_path: Path, practice: Cli) -> None:
        empty = tmp_path / "empty.png"
        Image.new("L", (300, 300), 255).save(empty)
        note = tmp_path / "note.txt"
        note.write_text("Bonjour")
        practice.ok("print", "poster", "next", "--out", tmp_path / "poster.pdf")
        for given in (empty, note, tmp_path / "poster.pdf", "Bonjour"):
            found = verified(stranger, given, "--keys", keys)
            assert (found["valid"], found["outcome"], found["number"]) == (False, "no_statement", None)

    def test_what_cannot_be_looked_at(self, stranger: Cli, keys: Path, tmp_path: Path) -> None:
        damaged = tmp_path / "damaged.jpg"
        damaged.write_bytes(b"\xff\xd8\xff\0damaged")
        broken = tmp_path / "broken.pdf"
        broken.write_bytes(b"%PDF-1.4 broken")
        for given in (damaged, broken, tmp_path / "absent.pdf"):
            found = verified(stranger, given, "--keys", keys)
            assert (found["valid"], found["outcome"]) == (False, "unreadable")
            assert given.name in found["reason"]

    def test_another_file_as_keys(self, stranger: Cli, issued: list[dict[str, Any]]) -> None:
        refusal = stranger.refused("verify", issued[0]["file"], "--keys", issued[0]["file"])
        assert "is not a file of statement keys" in refusal


class TestKeeping:
    """What the group does with its statements and keys."""

    def test_a_statement_is_replaced_and_says_so(
        self, practice: Cli, issued: list[dict[str, Any]], tmp_path: Path
    ) -> None:
        old = issued[0]["number"]
        fresh = practice.ok(
            "reissue-statement", old, "--reason", "Letter missing", "--out", tmp_path / "again"
        )
        assert (fresh["supersedes"], Path(fresh["file"]).stem) == (old, fresh["number"])
        assert f"which cancels and replaces no. {old}" in " ".join(text_of(fresh["file"]).split())
        assert verified(practice, fresh["file"])["valid"]
        found = verified(practice, issued[0]["file"])
        assert (found["outcome"], found["replaced_by"]) == ("revoked", fresh["number"])

    def test_keys_are_listed_renewed_and_disowned(self, practice: Cli, issued: list[dict[str, Any]]) -> None:
        (key,) = practice.lines("statement-keys", "list")
        assert key["mine"]
        (fresh,) = practice.lines("statement-keys", "renew")
        assert fresh["key"] != key["key"]
        assert verified(practice, issued[0]["file"])["valid"]
        practice.ok("statement-keys", "revoke", key["key"], "--reason", "Stolen")
        assert verified(practice, issued[0]["file"])["outcome"] == "key_revoked"
        listed = {one["key"]: one for one in practice.lines("statement-keys", "list")}
        assert listed[key["key"]]["reason"] == "Stolen"
        said = practice("statement-keys", "list").out.splitlines()
        assert sorted(line.split(": ")[1] for line in said) == ["disowned", "this laptop signs with it"]

    def test_a_key_file_names_nobody(self, practice: Cli, keys: Path) -> None:
        content = keys.read_text("utf-8")
        assert set(json.loads(content)) == {"format", "version", "as_of", "keys", "called_back"}
        for person in practice.lines("list", "people"):
            assert person["family_name"] not in content
