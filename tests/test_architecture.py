"""What the import contracts of ``pyproject.toml`` cannot say, and proof that the bans bite."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import grimp
import pytest

from tests.repository import PACKAGES, ROOT, python_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and full dotted name of everything a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def cycles(edges: dict[str, set[str]]) -> list[list[str]]:
    """Return every group of modules that import one another in a circle (Tarjan's algorithm)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in edges.get(node, set()):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in edges:
        if node not in index:
            visit(node)
    return found


def test_the_search_for_circles_finds_one() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]


def test_no_module_imports_itself_through_others() -> None:
    """Imports for types only do not run, and so cannot go round."""
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=True, cache_dir=None)
    edges = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    assert len(edges) > len(PACKAGES)
    assert cycles(edges) == []


def test_the_core_opens_no_address() -> None:
    """Taking an address apart (urllib.parse) is fine; opening it is not."""
    opened = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in python_files("organiser_kit")
        for line, name in imported(path)
        if name.startswith(("urllib.request", "urllib.error", "smtplib", "ftplib"))
    ]

    assert opened == []


def test_the_server_runs_where_qt_is_not_installed() -> None:
    """A server has no screen: its modules, loaded for real, must not load Qt."""
    probe = "import sys, sync.server.app, sync.server.cli; print([m for m in sys.modules if 'PySide6' in m])"
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.stdout.strip(), done.stderr) == ("[]", "")


BANNED = {
    "from datetime import datetime\n\nA = datetime.now()": "datetime.datetime.now",
    "from datetime import datetime\n\nA = datetime.utcnow()": "datetime.datetime.utcnow",
    "from datetime import date\n\nA = date.today()": "datetime.date.today",
    "import time\n\nA = time.time()": "time.time",
    "from time import sleep\n\nsleep(1)": "time.sleep",
    "import uuid\n\nA = uuid.uuid4()": "uuid.uuid4",
    "import random\n\nA = random.random()": "random",
    "from pathlib import Path\n\nA = Path.home()": "pathlib.Path.home",
    'import os\n\nA = os.environ["HOME"]': "os.environ",
    'import os\n\nA = os.getenv("HOME")': "os.getenv",
}


def verdict(code: str, where: str) -> str:
    """Return what the linter says of ``code`` written in the file ``where``."""
    options = ["--no-cache", "--output-format=concise", "--select=TID251", "--stdin-filename", where]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *options, "-"],
        input=f"from __future__ import annotations\n\n{code}\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("code", BANNED, ids=BANNED.values())
def test_the_outside_world_has_one_door(code: str) -> None:
    for where in ("organiser_kit/services/anything.py", "ui/anything.py", "sync/server/anything.py"):
        assert f"`{BANNED[code]}` is banned" in verdict(code, where)
    assert "banned" not in verdict(code, "organiser_kit/environment.py")
