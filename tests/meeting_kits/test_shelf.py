"""The organiser's own kits beside the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.i18n import using
from organiser_kit.meeting_kits.library import shipped
from organiser_kit.meeting_kits.shelf import shelf
from tests.meeting_kits.test_reading import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with using("en"):
        yield


def own(name: str, version: int = 1, **fields: int | str) -> str:
    """Return the text of a kit."""
    lines = [
        f'{field} = "{value}"' if isinstance(value, str) else f"{field} = {value}"
        for field, value in fields.items()
    ]
    text = WHOLE.replace('name = "any-meeting"', f'name = "{name}"')
    return text.replace("version = 1", "\n".join([f"version = {version}", *lines]))


def put(folder: Path, **texts: str) -> None:
    """Write kits as files of a folder."""
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_without_own_kits_the_shipped_ones_are_there(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        assert shelf(folder).library is shipped()
        assert shelf(folder).refused == ()


def test_an_own_kit_goes_before_a_shipped_one_for_the_same_meeting(tmp_path: Path) -> None:
    put(
        tmp_path,
        a=own("aaa", module=1, meeting=1),
        b=own("zzz", module=1, meeting=2),
        c=own("ccc", module=7, meeting=1),
    )

    library = shelf(tmp_path).library

    names = [library.for_meeting(*which).name for which in ((1, 1), (1, 2), (7, 1), (7, 2))]
    assert names == ["aaa", "zzz", "ccc", "any-meeting"]


def test_a_kit_may_extend_one_that_is_read_after_it(tmp_path: Path) -> None:
    put(tmp_path, a=own("first", extends="second", module=8, meeting=1), b=own("second"))

    found = shelf(tmp_path)

    assert found.refused == ()
    assert len(found.library.for_meeting(8, 1).checklist) == 2


def test_what_cannot_be_used_is_told_by_its_file_and_all_others_stay(tmp_path: Path) -> None:
    put(
        tmp_path,
        broken="format = 1\nname = ",
        lonely=own("lonely", extends="nowhere"),
        poorer=own("any-meeting", version=9),
        good=own("good", module=7, meeting=1),
    )

    found = shelf(tmp_path)

    told = {sentence.split("”")[0].removeprefix("“"): sentence for sentence in found.refused}
    assert sorted(told) == ["broken.toml", "lonely.toml", "poorer.toml"]
    assert all(
        "one of your own kits, was left aside. The meeting kit" in sentence for sentence in told.values()
    )
    assert "“nowhere”, which no kit describes" in told["lonely.toml"]
    # It would take from the shipped kits the materials that they name.
    assert "“module-1-meeting-1” names" in told["poorer.toml"]
    assert {kit.name for kit in found.library.kits} == {kit.name for kit in shipped().kits} | {"good"}
