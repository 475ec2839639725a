"""The house rules that no other tool looks after."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.repository import PACKAGES, ROOT, files, python_files

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_FILE = 500
LONGEST_CLASS = 300
CODE = (*PACKAGES, "tests", "packaging")

# Written so that this file does not match itself.
FOREIGN = {
    "the address of a package registry": re.compile(
        r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|/simple/?(?=[\s\"'])|conda[.]anaconda[.]org"
    ),
    "an option that names a registry": re.compile(
        r"(?m)^\s*(?:--index-url|--extra-index-url|--find-links|--trusted-host)\b"
    ),
    "a path of one machine": re.compile(r"(?<![\w.)}>])/(?:home|root|Users|work)/\w|\b[A-Z]:\\Users\\"),
    "a file address": re.compile(r"\bfile:///\w"),
}


def lock_names(name: str) -> set[str]:
    """Return the names of the distributions in one list of dependencies."""
    text = (ROOT / "packaging" / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    return set(re.findall(r"(?m)^([a-z0-9-]+)==", text))


def texts() -> list[tuple[Path, str]]:
    """Return every text file of the repository with what it says."""
    found = []
    for path in files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            found.append((path.relative_to(ROOT), raw.decode("utf-8", errors="replace")))
    return found


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names_a_registry_or_a_machine(what: str) -> None:
    found = [f"{path}: {match[0]!r}" for path, text in texts() for match in FOREIGN[what].finditer(text)]

    assert not found, f"{what} has no place in the repository: {found}"


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("the address of a package registry", "https://py" + "pi.org/"),
        ("an option that names a registry", "--index" + "-url https://mirror.example.org"),
        ("a path of one machine", 'open("' + "/ho" + 'me/someone/x")'),
        ("a file address", "fi" + "le:///srv/wheels"),
    ],
)
def test_the_guard_sees_what_it_is_for(what: str, line: str) -> None:
    assert FOREIGN[what].search(line)


def test_packaging_is_a_folder_and_not_a_package() -> None:
    """With an ``__init__.py`` it would hide the library of the same name, and break pip and build."""
    assert not list((ROOT / "packaging").rglob("__init__.py"))


def test_every_package_says_that_it_is_typed() -> None:
    assert [name for name in PACKAGES if not (ROOT / name / "py.typed").is_file()] == []


def test_no_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*CODE)}

    assert {str(path): n for path, n in lengths.items() if n > LONGEST_FILE} == {}
    assert len(lengths) > 10


def test_no_class_is_too_long() -> None:
    too_long = {}
    for path in python_files(*CODE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_CLASS:
                    too_long[f"{path.relative_to(ROOT)}:{node.name}"] = length

    assert too_long == {}


def test_the_changelog_starts_with_the_version_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = re.findall(r"(?m)^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))

    assert versions[0] == project["version"]


@pytest.mark.parametrize("name", ["dev", "desktop", "server"])
def test_every_locked_file_has_hashes(name: str) -> None:
    text = (ROOT / "packaging" / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[a-z0-9-]+==)", text)[1:]

    assert len(entries) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["dev", "desktop", "server"])
def test_no_list_of_dependencies_drags_a_browser_in(name: str) -> None:
    """The one-for-all Qt wheel brings WebEngine, 111 MB that nothing here uses."""
    assert not lock_names(name) & {"pyside6", "pyside6-webengine"}


def test_the_desktop_and_the_server_do_not_pay_for_each_other() -> None:
    assert not lock_names("desktop") & {"psycopg", "psycopg-binary"}
    assert not [name for name in lock_names("server") if name.startswith(("pyside6", "shiboken6"))]
    assert {"pyside6-essentials", "pyside6-addons", "pyside6-pdf"} <= lock_names("desktop")
    assert {"litestar", "uvicorn"} <= lock_names("server")


def test_what_is_shipped_is_what_is_tested() -> None:
    pins = {
        name: set(
            re.findall(r"(?m)^(\S+==[^\s\\;]+)", (ROOT / "packaging/lock" / f"{name}.txt").read_text("utf-8"))
        )
        for name in ("dev", "desktop", "server")
    }

    assert pins["desktop"] <= pins["dev"]
    assert pins["server"] <= pins["dev"]


def test_the_lock_holds_everything_the_project_asks_for() -> None:
    """A dependency added without `make lock` would be missing on the next machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "dev": project["dependencies"] + extras["desktop"] + extras["server"] + extras["dev"],
        "desktop": project["dependencies"] + extras["desktop"],
        "server": project["dependencies"] + extras["server"],
    }
    for name, requirements in wanted.items():
        asked = {re.split(r"[^A-Za-z0-9_.-]", line)[0].lower().replace("_", "-") for line in requirements}
        assert asked - lock_names(name) == set()
