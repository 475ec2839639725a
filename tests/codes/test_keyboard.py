"""Codes typed by a scanner and a computer that disagree about the keyboard.

Keyboards are simulated key by key: the tables here follow the keys and know nothing of the repairs.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.codes.badge import BadgeOutcome, BadgeReading, code_of, key_id, token_of
from organiser_kit.codes.keyboard import candidates, read_typed
from organiser_kit.codes.sheet import SheetPage, build, parse

KEY = b"made-up key of thirty-two bytes."
KEYS = {key_id(KEY): KEY}

# The same 44 keys on every keyboard, row by row: alone, then with shift.
US = (
    "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?',
)
FRENCH = (
    "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!",
    "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§",
)
BELGIAN = (
    "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmùwxcvbn,;:=",
    "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%WXCVBN?./+",
)
GERMAN = (
    "1234567890ß´qwertzuiopü+asdfghjklöäyxcvbnm,.-",
    '!"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_',
)
SWISS = (
    "1234567890'^qwertzuiopè¨asdfghjkléàyxcvbnm,.-",
    '+"*ç%&/()=?`QWERTZUIOPü!ASDFGHJKLöäYXCVBNM;:_',
)
PAIRS = {
    "agree": (US, US),
    "both French": (FRENCH, FRENCH),
    "both German": (GERMAN, GERMAN),
    "US scanner, French computer": (US, FRENCH),
    "US scanner, Belgian computer": (US, BELGIAN),
    "US scanner, German computer": (US, GERMAN),
    "US scanner, Swiss computer": (US, SWISS),
    "French scanner, US computer": (FRENCH, US),
    "German scanner, US computer": (GERMAN, US),
    "French scanner, German computer": (FRENCH, GERMAN),
    "French scanner, Swiss computer": (FRENCH, SWISS),
    "German scanner, French computer": (GERMAN, FRENCH),
    "Swiss scanner, Belgian computer": (SWISS, BELGIAN),
    "Belgian scanner, US computer": (BELGIAN, US),
}
Layout = tuple[str, str]


def typed(code: str, scanner: Layout, computer: Layout, caps: str) -> str:
    """Return what ``computer`` writes when ``scanner`` presses the keys of ``code``.

    ``caps`` is "off", "letters" (only letters change case: Linux, macOS, some Windows layouts) or "shift"
    (every key counts as shifted: French and German on Windows).
    """
    written = []
    for character in code:
        shift = character in scanner[1]
        key = scanner[shift].index(character)
        came_out = computer[shift ^ (caps == "shift")][key]
        written.append(came_out.swapcase() if caps == "letters" else came_out)
    return "".join(written)


tokens = st.integers(0, 2**64).map(lambda seed: token_of(KEY, "made-up person", seed))


@pytest.mark.parametrize("caps", ["off", "letters", "shift"])
@pytest.mark.parametrize("pair", PAIRS)
@given(token=tokens)
def test_every_badge_survives_every_pair_of_keyboards(pair: str, caps: str, token: str) -> None:
    text = typed(code_of(token, KEY), *PAIRS[pair], caps)
    assert read_typed(text, KEYS) == BadgeReading(BadgeOutcome.GENUINE, token)


@pytest.mark.parametrize("pair", PAIRS)
def test_every_character_of_ours_is_repaired(pair: str) -> None:
    alphabet = "OK1ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    assert alphabet in candidates(typed(alphabet, *PAIRS[pair], "off"))


def test_the_damage_is_the_one_people_report() -> None:
    assert typed("OK1AZQWM2", US, FRENCH, "off") == "OK&QWAZ?é"
    assert typed("OK1AZQWM2", FRENCH, US, "off") == "OK!QWAZ:@"


@pytest.mark.parametrize("pair", PAIRS)
@given(sheet=st.uuids(), page=st.integers(1, 99))
def test_sheet_codes_are_repaired_too(pair: str, sheet: object, page: int) -> None:
    meant = SheetPage(str(sheet), page)
    text = typed(build(meant), *PAIRS[pair], "off")
    assert meant in [parse(candidate) for candidate in candidates(text)]


@given(st.text())
def test_what_was_typed_comes_first_and_nothing_twice(text: str) -> None:
    tried = list(candidates(text))
    assert tried[0] == text
    assert len(set(tried)) == len(tried) <= 26


def test_a_repaired_forgery_is_still_a_forgery() -> None:
    code = code_of(token_of(KEY, "made-up person 3"), KEY)
    forged = code[:-1] + ("A" if code[-1] != "A" else "B")
    for pair in PAIRS.values():
        assert read_typed(typed(forged, *pair, "off"), KEYS) == BadgeReading(BadgeOutcome.FORGED)


def test_a_foreign_badge_is_told_through_any_keyboard() -> None:
    code = code_of(token_of(KEY, "made-up person 4"), KEY)
    for pair in PAIRS.values():
        assert read_typed(typed(code, *pair, "off"), {}).outcome is BadgeOutcome.FOREIGN


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("", BadgeOutcome.NOT_A_BADGE),
        ("Exemple-Martin", BadgeOutcome.NOT_A_BADGE),
        ("OK&ABC", BadgeOutcome.GARBLED),
        ("ok1abc", BadgeOutcome.GARBLED),
    ],
)
def test_other_texts_are_said_to_be_what_they_are(text: str, outcome: BadgeOutcome) -> None:
    assert read_typed(text, KEYS) == BadgeReading(outcome)
