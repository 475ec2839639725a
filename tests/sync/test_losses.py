"""A server that takes away very many people is not believed before a person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.oplog.op import Row
from organiser_kit.storage.losses import HeldBackError
from organiser_kit.storage.rounds import Via
from sync.client import http
from sync.protocol import Page, PageEnd
from tests.sync.kits import nothing_comes_along, same, service, sync

if TYPE_CHECKING:
    from collections.abc import Generator

    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.kits import Laptops

LATE = "0fffffffffff-0000-aaaaaaaaaaaa"


def crowd(laptops: Laptops, size: int) -> tuple[Kit, str, list[str]]:
    """Return a copy with a group of ``size`` people."""
    kit = laptops.make()
    group = kit.plan.new_group("Groupe d’essai")
    people = [kit.people.add(group.id, family_name=f"P{n}", given_name="Ana") for n in range(size)]
    return kit, people[0].scope, [person.id for person in people]


def goodbye(person_id: str, seq: int, *, erased: bool = False) -> Row:
    alive = None if erased else (False, LATE)
    return Row(record="person", record_id=person_id, seq=seq, fields={}, alive=alive, erased=erased)


@pytest.mark.parametrize(("size", "limit"), [(25, 20), (100, 30)])
def test_the_limit_holds_over_pages_and_exchanges_wherever_they_are_cut(
    laptops: Laptops, size: int, limit: int
) -> None:
    kit, scope, people = crowd(laptops, size)
    first = limit // 2
    rows = [goodbye(person, seq, erased=seq % 2 == 0) for seq, person in enumerate(people, 1)]
    kit.replica.apply_page(scope, "e", rows[:first], first)
    # The same rows again count for nothing: these people are gone.
    kit.replica.apply_page(scope, "e", rows[:first], first)
    kit.replica.apply_page(scope, "e", rows[first:limit], limit)
    for _ in range(2):
        with pytest.raises(HeldBackError) as held:
            kit.replica.apply_page(scope, "e", rows[limit : limit + 1], limit + 1)
        assert (held.value.count, held.value.of) == (limit + 1, size)
    assert kit.replica.cursor(scope).seq == limit
    assert len(kit.people.all()) == size - limit
    kit.replica.apply_page(scope, "e", rows[limit:], size, accept_deletions=True)
    assert kit.people.all() == []


def test_an_exchange_that_came_to_its_end_begins_the_count_anew(laptops: Laptops) -> None:
    kit, scope, people = crowd(laptops, 50)
    for start in (0, 20, 40):
        rows = [goodbye(person, seq) for seq, person in enumerate(people[start : start + 20], start + 1)]
        kit.replica.apply_page(scope, "e", rows, start + 20)
        kit.replica.add_round(kit.environment.now(), Via.SERVER)
    assert kit.people.all() == []


def test_another_group_has_a_count_of_its_own(laptops: Laptops) -> None:
    kit, scope, people = crowd(laptops, 25)
    other = kit.plan.new_group("Autre groupe")
    more = [kit.people.add(other.id, family_name=f"Q{n}", given_name="Léo") for n in range(25)]
    kit.replica.apply_page(scope, "e", [goodbye(p, n) for n, p in enumerate(people[:20], 1)], 20)
    kit.replica.apply_page(more[0].scope, "e", [goodbye(p.id, n) for n, p in enumerate(more[:20], 1)], 20)
    assert len(kit.people.all()) == 10


def test_a_mass_deletion_stops_one_laptop_and_goes_on_when_a_person_says_so(
    server: EmbeddedServer, laptops: Laptops, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = laptops.make(), laptops.make()
    group = one.practice.create().group_id
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    service(two).enrol(server.url, server.enrol_code(group))
    sync(two)
    for person in one.people.all(group)[:22]:
        one.people.delete(person.id)
    # Their author needs no permission for what it did itself.
    assert sync(one).held_back is None
    changes = http.Api.changes

    def in_small_pages(api: http.Api, scope: str, after: int, epoch: str) -> Generator[Page, None, None]:
        for whole in changes(api, scope, after, epoch):
            for start in range(0, len(whole.rows), 7):
                rows = whole.rows[start : start + 7]
                is_last = start + 7 >= len(whole.rows)
                end = PageEnd(next=rows[-1].seq, head=whole.end.head, done=False)
                yield Page(rows, whole.end if is_last else end)

    monkeypatch.setattr(http.Api, "changes", in_small_pages)
    nothing_comes_along(monkeypatch)
    two.people.edit(two.people.all(group)[-1].id, phone="0600000001")
    for _ in range(2):
        report = service(two).run_once()
        assert report.held_back is not None
        assert (report.held_back.count, report.held_back.of) == (21, 25)
        assert report.problem is not None
        assert "--accept-deletions" in report.problem
        assert report.pending == 0
        assert len(two.people.all(group)) > 4
    report = service(two).run_once(accept_deletions=True)
    assert (report.problem, report.held_back) == (None, None)
    assert len(two.people.all(group)) == 3
    assert same(server, two, group)
    assert sync(two).requests == 1
