"""Files on their way in without a window: what is promised, where they go, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.codes.sheet import together
from organiser_kit.model.meetings import MeetingStatus
from ui.pages.dropping.kinds import What
from ui.pages.dropping.places import Here, Place
from ui.pages.dropping.presenter import Arrived, DropPresenter
from ui.pages.dropping.words import MOST_REFUSED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.dropping.words import Promise


class Hands:
    """A presenter, and files to give it."""

    def __init__(self, asker: PlainAsker, view: Recorder, folder: Path) -> None:
        self.kit, self.view, self.folder = asker.kit, view, folder
        self.papers: list[str] = []
        self.presenter = DropPresenter(asker, view, self._read)
        self.first, self.second = (one.id for one in asker.kit.meetings.all())
        self.group = asker.kit.meetings.groups()[0].id

    def _read(self, files: Sequence[Path]) -> list[str]:
        assert files
        return self.papers

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def people(self, name: str = "liste.csv") -> Path:
        return self.file(name, "Nom;Prénom\nExemple;Zoé\n".encode())

    def photo(self, name: str = "photo.jpg") -> Path:
        return self.file(name, b"\xff\xd8\xff\xe0")

    def stick(self, name: str = "cle.okb") -> Path:
        return self.file(name, b"ORGKITB\n")

    @property
    def promise(self) -> Promise:
        said: Promise = self.view.last("show_promise")
        return said

    @property
    def asked(self) -> Arrived:
        arrived: Arrived = self.view.last("ask")
        return arrived

    def done(self, name: str) -> tuple[object, ...]:
        """Return with what something was done."""
        return next(arguments for called, arguments in reversed(self.view.calls) if called == name)


@pytest.fixture
def hands(asker: PlainAsker, view: Recorder, tmp_path: Path) -> Hands:
    return Hands(asker, view, tmp_path)


class TestPromise:
    def test_it_says_what_will_happen(self, hands: Hands) -> None:
        hands.presenter.hold([hands.photo("a.jpg"), hands.photo("b.jpg")])
        first = hands.view.calls[0][1][0]
        assert "Looking what it is…" in first.lines[0][1]
        assert hands.promise.title == "Let go to open these 2 files"
        ((icon, words),) = hands.promise.lines
        assert icon == "scan-line"
        assert words.startswith("2 pictures of a signed sheet")

    def test_one_kind_at_a_time(self, hands: Hands) -> None:
        hands.presenter.hold([hands.people(), hands.stick()])
        assert hands.promise.title == "Let go to open this file"
        assert [icon for icon, _ in hands.promise.lines] == ["users", "info"]

    def test_nothing_usable_is_said_a_few_at_a_time(self, hands: Hands) -> None:
        many = [hands.file(f"{n}.zip", b"\x1f\x8b\x08") for n in range(MOST_REFUSED + 2)]
        hands.presenter.hold(many)
        assert hands.promise.title == "Nothing here can use this"
        assert len(hands.promise.lines) == MOST_REFUSED + 1
        assert hands.promise.lines[-1][1] == "2 more files are left out."

    def test_what_was_looked_at_for_files_that_are_gone_is_dropped(
        self, hands: Hands, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        waiting = []
        runner = hands.presenter._asker.runner  # noqa: SLF001 - a lane that answers late
        monkeypatch.setattr(runner, "submit", lambda _view, job, done, *_, **__: waiting.append((job, done)))
        hands.presenter.hold([hands.people()])
        hands.presenter.let_go()
        ((job, done),) = waiting
        done(job())
        assert hands.view.count("show_promise") == 1


class TestPeople:
    def test_go_to_the_meeting_that_is_open(self, hands: Hands) -> None:
        file = hands.people()
        hands.presenter.take([file], Here(hands.second, "another group"))
        files, place = hands.done("import_people")
        assert files == (file,)
        assert isinstance(place, Place)
        assert (place.group_id, place.meeting_id) == (hands.group, hands.second)

    def test_a_meeting_whose_list_is_closed_is_said_at_once(self, hands: Hands) -> None:
        hands.kit.check_in.admit(hands.first, hands.kit.people.all()[0].id)
        hands.kit.sheets.validate(hands.first)
        hands.presenter.take([hands.people()], Here(hands.first))
        assert "can no longer change" in hands.view.last("refuse").sentence
        assert hands.view.count("import_people") == 0

    def test_go_to_the_group_that_is_open(self, hands: Hands) -> None:
        hands.presenter.take([hands.people()], Here(group_id=hands.group))
        _, place = hands.done("import_people")
        assert isinstance(place, Place)
        assert (place.group_id, place.meeting_id) == (hands.group, "")

    def test_are_asked_for_elsewhere(self, hands: Hands) -> None:
        hands.presenter.take([hands.people(), hands.people("b.csv")], Here())
        places = hands.asked.places
        assert [(one.meeting_id, one.group_id) for one in places] == [
            (hands.first, hands.group),
            (hands.second, hands.group),
            ("", hands.group),
        ]
        assert places[0].words.startswith("Meeting 1 of 2")
        assert places[2].when == "At no meeting yet"
        assert hands.view.count("import_people") == 0
        hands.presenter.go_on(hands.asked, places[1])
        files, place = hands.done("import_people")
        assert (len(files), place) == (2, places[1])  # type: ignore[arg-type]

    def test_a_cancelled_meeting_is_not_offered(self, hands: Hands) -> None:
        hands.kit.plan.move_to(hands.second, MeetingStatus.CANCELLED, reason="Salle fermée")
        hands.presenter.take([hands.people()], Here())
        assert hands.second not in [place.meeting_id for place in hands.asked.places]

    def test_what_is_left_out_is_said_before_going_on(self, hands: Hands) -> None:
        hands.presenter.take([hands.people(), hands.folder, hands.stick()], Here(hands.first))
        assert hands.asked.what is What.PEOPLE
        folder, other = hands.asked.problems
        assert "is a folder" in folder
        assert other == "One kind of file at a time: open cle.okb afterwards."
        assert hands.view.count("import_people") == 0


class TestSheets:
    def test_go_where_their_code_says_and_not_where_one_is(self, hands: Hands) -> None:
        hands.papers = [hands.kit.sheets.prepare(hands.second).id]
        hands.presenter.take([hands.photo()], Here(hands.first))
        _, place = hands.done("read_sheet")
        assert isinstance(place, Place)
        assert place.meeting_id == hands.second

    def test_a_paper_of_two_meetings_goes_to_the_one_that_is_open_or_is_asked_for(self, hands: Hands) -> None:
        sheets = [hands.kit.sheets.prepare(meeting).id for meeting in (hands.first, hands.second)]
        hands.papers = [together(*sheets)]
        hands.presenter.take([hands.photo()], Here(hands.second))
        assert hands.done("read_sheet")[1] == Place("", "", meeting_id=hands.second)
        hands.presenter.take([hands.photo()], Here())
        assert [place.meeting_id for place in hands.asked.places] == [hands.first, hands.second]

    def test_without_a_code_the_open_meeting_reads_them(self, hands: Hands) -> None:
        hands.presenter.take([hands.photo()], Here(hands.second))
        assert hands.done("read_sheet")[1] == Place("", "", meeting_id=hands.second)

    def test_without_a_code_or_a_meeting_it_asks_the_nearest_first(self, hands: Hands) -> None:
        hands.presenter.take([hands.photo()], Here())
        assert [place.meeting_id for place in hands.asked.places] == [hands.first, hands.second]

    def test_a_sheet_of_another_laptop_is_said(self, hands: Hands) -> None:
        hands.papers = ["00000000-0000-4000-8000-000000000000"]
        hands.presenter.take([hands.photo()], Here())
        assert "not known on this computer" in hands.view.last("refuse").sentence
        hands.presenter.take([hands.photo()], Here(hands.first))
        assert hands.done("read_sheet")[1] == Place("", "", meeting_id=hands.first), (
            "it tells of each picture"
        )


def test_sticks_are_read_wherever_one_is(hands: Hands) -> None:
    files = [hands.stick("a.okb"), hands.stick("b.okb")]
    hands.presenter.take(files, Here(hands.first))
    assert hands.done("read_sticks") == (tuple(files),)


def test_nothing_usable_does_nothing(hands: Hands) -> None:
    hands.presenter.take([hands.folder], Here(hands.first))
    assert hands.asked.what is What.NOTHING
    hands.presenter.go_on(hands.asked, None)
    assert {name for name, _ in hands.view.calls} == {"ask"}
