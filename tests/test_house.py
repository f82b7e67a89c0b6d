"""The plan of the house holds: imports run downward, one module knows MkDocs, rooms are small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import HOME

SOURCE = HOME / "src/styrdok"
STOREYS = {
    "model": 0, "slug": 0, "texts": 0, "swedish": 0, "__init__": 0,
    "memory": 0, "spread": 0, "table": 0, "timings": 0, "redline": 0,
    "read": 1,
    "register": 2, "rules": 2,
    "cut": 3,
    "derive": 4, "survey": 4,
    "compose": 5,
    "publish": 6,
    "cli": 7, "parser": 7, "commands": 7,
}  # fmt: skip
MODULES = sorted(SOURCE.rglob("*.py"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in MODULES]


def storey(path: Path) -> int:
    return STOREYS[path.relative_to(SOURCE).parts[0].removesuffix(".py")]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            found.add(node.module or "")
            if node.module == "styrdok":
                found |= {f"styrdok.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_run_downward(path: Path) -> None:
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "styrdok" and len(parts) > 1 and parts[1] != "__version__":
            assert STOREYS[parts[1]] <= storey(path), f"{path.name} imports {module}"


def test_one_module_imports_mkdocs() -> None:
    knowing = [p.name for p in MODULES if any(m.split(".")[0] == "mkdocs" for m in imports(p))]
    assert knowing == ["mkdocs_plugin.py"]


def test_only_the_cut_asks_who_reads() -> None:
    above = [p for p in MODULES if 4 <= storey(p) <= 5 and p.name != "survey.py"]  # it sees all
    assert above
    for path in above:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert "Audience" not in names, path.name
    for path in (HOME / "overrides").rglob("*.html"):
        assert "audience" not in path.read_text(encoding="utf-8"), path.name


def test_one_room_reads_the_date_of_today() -> None:
    for path in MODULES:
        if path.name != "survey.py":
            text = path.read_text(encoding="utf-8")
            assert "date.today" not in text and "datetime.now" not in text, path.name


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_rooms_are_small_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module opens with what it is for"
    assert text.count("\n") <= 300
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


def test_the_menu_is_short() -> None:
    assert (HOME / "macros/__init__.py").read_text(encoding="utf-8").count("\n") <= 120


def test_nothing_names_a_package_host() -> None:
    hosts = ["pythonhosted", "py" + "pi.org", "npm" + "js"]
    for name in ("requirements.lock", "requirements-test.lock", "Makefile", "pyproject.toml"):
        text = (HOME / name).read_text(encoding="utf-8")
        assert not [host for host in hosts if host in text], name


def test_locks_pin_every_package_with_hashes() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        lines = (HOME / name).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert pins and all("==" in line for line in pins)
        assert sum("--hash=sha256:" in line for line in lines) >= len(pins)
