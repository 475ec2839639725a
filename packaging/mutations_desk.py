"""The ways in which what a server sends to laptops is broken on purpose."""

from __future__ import annotations

from mutation import broken

_TESTS = "tests/sync/test_coordination.py"

DESK = (
    broken(
        "sent-to-those-who-come",
        "a kit that was published reaches only laptops that enrol afterwards",
        "sync/server/scopes.py",
        "    hold(connection, scope)\n    connection.execute(sql.GRANT_ALL, everybody)",
        "    hold(connection, scope)",
        tests="tests/sync/test_open_to_all.py",
    ),
    broken(
        "sent-to-those-who-were-there",
        "a laptop that enrols later never receives what was published before",
        "sync/server/devices.py",
        "    if hold(connection, COMMON_SCOPE):",
        "    if not hold(connection, COMMON_SCOPE):",
        tests=f"{_TESTS} -k newer",
    ),
    broken(
        "written-over-by-the-future",
        "an answer never shows, for a laptop whose clock was ahead wrote last",
        "sync/server/desk/hand.py",
        "latest = max([self._instant, *map(read, stamps)])",
        "latest = self._instant",
        tests=f"{_TESTS} -k ahead",
    ),
    broken(
        "published-with-its-meeting",
        "what everybody reads of a sheet tells which meeting it comes from",
        "sync/server/desk/sheets.py",
        'set(BY_TYPE[PracticeSheet].fields) - {"meeting_id"}',
        "set(BY_TYPE[PracticeSheet].fields)",
        tests=f"{_TESTS} -k another_group",
    ),
    broken(
        "sent-back-yet-read",
        "a sheet that was sent back goes on being read by everybody",
        "sync/server/desk/sheets.py",
        "shared_copy_id(self.id), alive=False",
        "shared_copy_id(self.id), alive=True",
        tests=f"{_TESTS} -k sent_back",
    ),
    broken(
        "any-region",
        "a coordinator acts in the region of another",
        "sync/server/desk/author.py",
        "if region is None or region_scope(region) != self.region:",
        "if region is None:",
        tests=f"{_TESTS} -k recorded",
    ),
    broken(
        "any-secret",
        "whoever knows a login acts in that name",
        "sync/server/desk/author.py",
        "    account = users.recognise(connection, login, secret)\n    if account is None:",
        '    account = users.recognise(connection, login, secret or "")\n    if False:',
        tests=f"{_TESTS} -k recorded",
    ),
    broken(
        "old-edition",
        "an older edition of a kit is sent to everybody",
        "sync/server/desk/editions.py",
        "if one.kit.version <= known:",
        "if one.kit.version < known - 1_000:",
        tests=f"{_TESTS} -k no_newer",
    ),
    broken(
        "damaged-edition",
        "a kit that was damaged on its way is used",
        "organiser_kit/services/kit_editions.py",
        "if digest_of(edition.body) == edition.digest:",
        "if edition.body:",
        tests=f"{_TESTS} -k damaged",
    ),
    broken(
        "seen-twice",
        "the group that wrote a sheet sees it twice once it is published",
        "organiser_kit/services/practice_sheets.py",
        "if sheet.id not in copies]",
        "]",
        tests=f"{_TESTS} -k another_group",
    ),
)
