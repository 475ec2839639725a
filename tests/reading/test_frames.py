"""A camera's looks: fast first, harder only where that was in vain, and what would help."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

from organiser_kit.reading.frames import HARDER_EVERY, PATIENCE, Advice, Looker, Luma
from tests.reading.test_codes import FIRST, SECOND, drawn, page


def luma(picture: Image.Image, padding: int = 0) -> Luma:
    stride = picture.width + padding
    wide = Image.new("L", (stride, picture.height), 0)
    wide.paste(picture, (0, 0))
    return Luma(wide.tobytes(), picture.width, picture.height, stride)


def webcam(text: str, pixels_a_module: float, blur: float) -> Image.Image:
    """Return a frame of 1280 x 720 with a code in its middle, tilted, blurred and noisy."""
    side = round(33 * pixels_a_module)
    code = drawn(text, 8).resize((side, side), Image.Resampling.BICUBIC)
    frame = Image.new("L", (1280, 720), 200)
    frame.paste(code, (640 - side // 2, 360 - side // 2))
    tilted = frame.rotate(8, fillcolor=200, resample=Image.Resampling.BICUBIC)
    return tilted.filter(ImageFilter.GaussianBlur(blur))


def test_several_codes_in_one_frame_are_all_read() -> None:
    assert set(Looker().look(luma(page((FIRST, 20, 20), (SECOND, 320, 240)))).codes) == {FIRST, SECOND}


@pytest.mark.parametrize("angle", [7, 45, 90, 133, 180, 270])
def test_a_badge_may_hang_askew(angle: int) -> None:
    turned = page((FIRST, 250, 150)).rotate(angle, fillcolor=225, resample=Image.Resampling.BICUBIC)
    assert Looker().look(luma(turned)).codes == (FIRST,)


def test_a_telephone_at_night_is_read_by_the_second_look() -> None:
    dark = luma(ImageOps.invert(page((FIRST, 250, 150))))
    looker = Looker()
    assert [looker.look(dark).codes for _ in range(2)] == [(), (FIRST,)]


def test_rows_longer_than_the_picture_are_no_harm() -> None:
    assert Looker().look(luma(page((FIRST, 100, 100)), padding=64)).codes == (FIRST,)


def test_what_the_fast_look_misses_the_harder_one_reads() -> None:
    frame = luma(webcam(FIRST, 1.8, 0.8))
    looker = Looker()
    looks = [looker.look(frame) for _ in range(HARDER_EVERY)]
    assert [look.codes for look in looks] == [()] * (HARDER_EVERY - 1) + [(FIRST,)]
    assert looks[-1].advice is Advice.CLOSER


def test_a_code_in_plain_sight_asks_for_nothing() -> None:
    frame = luma(webcam(FIRST, 6, 0.6))
    looker = Looker()
    assert [looker.look(frame).advice for _ in range(4)] == [None] * 4


def test_an_empty_room_asks_for_nothing() -> None:
    room = ImageChops.add(Image.new("L", (640, 480), 120), Image.effect_noise((640, 480), 20), offset=-64)
    looker = Looker()
    assert [looker.look(luma(room)).advice for _ in range(6)] == [None] * 6


def test_a_dark_room_asks_for_a_lamp_once_looking_was_in_vain() -> None:
    night = luma(Image.new("L", (640, 480), 20))
    looker = Looker()
    assert [looker.look(night).advice for _ in range(4)] == [None, None, Advice.LIGHT, Advice.LIGHT]


def looks_at(frame: Luma, looker: Looker) -> tuple[str, ...]:
    """Return what the first harder look finds."""
    return [looker.look(frame).codes for _ in range(HARDER_EVERY)][-1]


@pytest.mark.parametrize(("pixels_a_module", "blur"), [(2.2, 1.2), (3.0, 1.4)])
def test_what_looks_like_a_code_does_not_end_a_harder_look(pixels_a_module: float, blur: float) -> None:
    """Only the second attempt, sharpened, reads these; in one of them the first sees where the code is."""
    assert looks_at(luma(webcam(FIRST, pixels_a_module, blur)), Looker()) == (FIRST,)


def test_a_harder_look_ends_when_its_time_is_over() -> None:
    """A slow machine goes to the next frame, on which the badge may be nearer."""
    frame, moments = luma(webcam(FIRST, 2.2, 1.2)), iter(range(100))
    assert looks_at(frame, Looker(lambda: next(moments) * PATIENCE / 4)) == (FIRST,)
    assert looks_at(frame, Looker(lambda: next(moments) * PATIENCE * 2)) == ()
