from __future__ import annotations

from pathlib import Path

import pytest

from rekeras.module_file import module_file


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "package_of_somebody"
    (package / "inner").mkdir(parents=True)
    for folder in (package, package / "inner"):
        (folder / "__init__.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    (package / "inner" / "functions.py").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return package


def test_modules_and_packages_are_found_without_being_imported(package: Path) -> None:
    assert module_file("package_of_somebody.inner.functions") == package / "inner" / "functions.py"
    assert module_file("package_of_somebody") == package / "__init__.py"


def test_modules_that_python_finds_are_found() -> None:
    found = module_file("rekeras.module_file")
    assert found is not None
    assert found.parts[-2:] == ("rekeras", "module_file.py")


@pytest.mark.parametrize("name", ["package_of_somebody.nobody", "no.such.module", "", "a..b", "math", "../x"])
def test_what_has_no_python_source_is_not_found(name: str, package: Path) -> None:
    assert module_file(name) is None
