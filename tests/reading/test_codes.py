"""QR codes in pictures and camera frames, drawn here and then treated as cameras treat them."""

from __future__ import annotations

import io
import shutil
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
import qrcode
from PIL import Image, ImageFilter, ImageOps

from organiser_kit.codes.badge import code_of, token_of
from organiser_kit.environment import SeededChance
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import using
from organiser_kit.reading import pictures
from organiser_kit.reading.codes import codes_in_image

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = b"made-up key of thirty-two bytes."
CHANCE = SeededChance(7)
FIRST, SECOND, THIRD = (code_of(token_of(KEY, f"made-up person {n}"), KEY) for n in range(3))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with using("en"):
        yield


def drawn(text: str, pixels_a_module: int = 4) -> Image.Image:
    """Return a QR code as our badges carry it, 25 modules a side and a quiet zone of 4."""
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=pixels_a_module, border=4
    )
    code.add_data(text)
    code.make(fit=True)
    picture = code.make_image().get_image()
    assert isinstance(picture, Image.Image)
    return picture.convert("L")


def page(*placed: tuple[str, int, int], pixels_a_module: int = 4) -> Image.Image:
    """Return a grey page with codes at (x, y)."""
    paper = Image.new("L", (640, 480), 225)
    for text, x, y in placed:
        paper.paste(drawn(text, pixels_a_module), (x, y))
    return paper


def saved(picture: Image.Image, path: Path, **options: Any) -> Path:
    picture.save(path, **options)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tiff", "a.webp", "a.gif", "a.bmp"])
def test_every_usual_format_is_read(tmp_path: Path, name: str) -> None:
    assert codes_in_image(saved(page((FIRST, 100, 100)), tmp_path / name)) == [FIRST]


def test_all_codes_are_read(tmp_path: Path) -> None:
    paper = page((THIRD, 20, 330), (FIRST, 400, 10), (SECOND, 200, 160))
    assert codes_in_image(saved(paper, tmp_path / "a.png")) == [FIRST, SECOND, THIRD]


def test_the_same_code_twice_is_one_code(tmp_path: Path) -> None:
    paper = page((FIRST, 20, 20), (FIRST, 300, 200))
    assert codes_in_image(saved(paper, tmp_path / "a.png")) == [FIRST]


def test_a_second_look_finds_what_the_first_missed(tmp_path: Path) -> None:
    paper = page((SECOND, 20, 150), pixels_a_module=6)
    paper.paste(drawn(FIRST, 2).filter(ImageFilter.GaussianBlur(0.9)), (500, 100))
    paper.paste(drawn(THIRD, 2).filter(ImageFilter.GaussianBlur(0.9)), (500, 400))
    assert codes_in_image(saved(paper, tmp_path / "a.png")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("angle", [7, 45, 90, 133, 180, 270])
def test_rotated_codes_are_read(tmp_path: Path, angle: int) -> None:
    turned = page((FIRST, 250, 150)).rotate(angle, fillcolor=225, resample=Image.Resampling.BICUBIC)
    assert codes_in_image(saved(turned, tmp_path / "a.png")) == [FIRST]


@pytest.mark.parametrize(("pixels_a_module", "blur"), [(1, 0), (2, 0.9), (3, 1.75), (4, 2.3)])
def test_small_and_blurred_codes_are_read(tmp_path: Path, pixels_a_module: int, blur: float) -> None:
    paper = page((FIRST, 250, 150), pixels_a_module=pixels_a_module).filter(ImageFilter.GaussianBlur(blur))
    assert codes_in_image(saved(paper, tmp_path / "a.png")) == [FIRST]


def test_a_small_blurred_code_in_a_large_photo_is_read(tmp_path: Path) -> None:
    photo = Image.new("L", (3000, 2000), 225)
    photo.paste(page((FIRST, 250, 150), pixels_a_module=2).filter(ImageFilter.GaussianBlur(0.9)), (900, 700))
    assert codes_in_image(saved(photo, tmp_path / "a.jpg", quality=95)) == [FIRST]


def test_a_code_light_on_dark_is_read(tmp_path: Path) -> None:
    dark = ImageOps.invert(page((FIRST, 250, 150)))
    assert codes_in_image(saved(dark, tmp_path / "a.png")) == [FIRST]


def test_a_photo_is_read_the_way_the_camera_was_held(tmp_path: Path) -> None:
    upright = page((FIRST, 250, 20), (SECOND, 250, 300))
    exif = Image.Exif()
    exif[0x0112] = 3  # held upside down
    lying = saved(upright.rotate(180), tmp_path / "a.jpg", exif=exif)
    assert codes_in_image(lying) == [FIRST, SECOND]


def test_a_transparent_background_is_paper(tmp_path: Path) -> None:
    ink = drawn(FIRST)
    picture = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    picture.putalpha(ImageOps.invert(ink))
    assert codes_in_image(saved(picture, tmp_path / "a.png")) == [FIRST]


def test_sixteen_bit_scans_are_read(tmp_path: Path) -> None:
    light = page((FIRST, 250, 150)).point(lambda value: 90 + value // 2)
    deep = light.convert("I").point(lambda value: value * 256).convert("I;16")
    assert codes_in_image(saved(deep, tmp_path / "a.png")) == [FIRST]


def test_every_page_of_a_scan_is_read(tmp_path: Path) -> None:
    pages = [page((text, 250, 150)) for text in (SECOND, FIRST)]
    scan = saved(pages[0], tmp_path / "a.tiff", save_all=True, append_images=pages[1:])
    assert codes_in_image(scan) == [SECOND, FIRST]


def test_a_picture_without_a_code_has_none(tmp_path: Path) -> None:
    assert codes_in_image(saved(Image.effect_noise((640, 480), 90), tmp_path / "a.png")) == []
    assert codes_in_image(saved(Image.new("L", (1, 1)), tmp_path / "b.png")) == []


def refusal(path: Path) -> str:
    with pytest.raises(InputFileError) as refused:
        codes_in_image(path)
    return refused.value.sentence


def test_an_absent_file_is_said_to_be_absent(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.png") == "The picture a.png is not there: check its place."


@pytest.mark.parametrize("content", [b"", b"family name;given name\n", b"%PDF-1.7\n"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    assert "a.png is neither a picture nor a PDF that can be read" in refusal(path)


def test_a_format_that_starts_another_program_is_refused(tmp_path: Path) -> None:
    assert "is neither a picture nor a PDF that can be read" in refusal(saved(page(), tmp_path / "a.eps"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP"])
def test_a_damaged_picture_is_refused(tmp_path: Path, kind: str) -> None:
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(whole, kind)
    path = tmp_path / "a.picture"
    path.write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    assert "a.picture" in refusal(path)


def claiming(path: Path, width: int, height: int) -> Path:
    """Write a few bytes that claim to be a picture of that size, as an attack would."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")))
    return path


@pytest.mark.parametrize("size", [(100_000, 100_000), (9_500, 9_500), (8_900, 9_000), (40_000, 10)])
def test_a_picture_too_large_is_refused_before_it_is_unpacked(tmp_path: Path, size: tuple[int, int]) -> None:
    assert "is too large" in refusal(claiming(tmp_path / "a.png", *size))


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(page((FIRST, 250, 150)), tmp_path / "a.png")
    monkeypatch.setattr(pictures, "MOST_BYTES", path.stat().st_size - 1)
    assert "is too large" in refusal(path)
    monkeypatch.setattr(pictures, "MOST_BYTES", path.stat().st_size)
    assert codes_in_image(path) == [FIRST]


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    pages = [Image.new("1", (8, 8)) for _ in range(51)]
    scan = saved(pages[0], tmp_path / "a.tiff", save_all=True, append_images=pages[1:])
    assert refusal(scan) == "a.tiff has more than 50 pages: split it."


def test_the_file_is_let_go_of(tmp_path: Path) -> None:
    folder = tmp_path / "card"
    folder.mkdir()
    codes_in_image(saved(page((FIRST, 250, 150)), folder / "a.png"))
    shutil.rmtree(folder)
    assert not folder.exists()
