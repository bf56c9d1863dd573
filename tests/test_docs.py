"""The pages are fresh, their links lead somewhere, and the README shows what the commands really print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rekeras.cli import commands
from rekeras.symptoms import causes
from rekeras.upgrade import rules
from scripts.make_docs import ROOT, pages

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_generated_pages_are_fresh(path: Path) -> None:
    assert path.read_text("utf-8") == pages()[path], "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(index.read_text("utf-8"))}
    assert {page for page in (ROOT / "docs").rglob("*.md") if page != index} <= linked


def test_the_first_screen_of_the_readme_is_short() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert lines.index("## Install") < 40
    assert len(lines) < 80


def test_every_rule_error_and_command_is_documented() -> None:
    reference = (ROOT / "docs/reference/rules.md").read_text("utf-8")
    errors = (ROOT / "docs/loading-errors.md").read_text("utf-8")
    cli = (ROOT / "docs/reference/cli.md").read_text("utf-8")
    assert all(f"`{rule.name}`" in reference for rule in rules())
    assert all(symptom in errors for cause in causes() for symptom in cause.symptoms)
    assert all(f"## rekeras {path.stem}\n" in cli for path in Path(commands.__path__[0]).glob("[!_]*.py"))


def test_every_rule_says_what_changed_and_where_to_read_more() -> None:
    for rule in rules():
        assert rule.summary.endswith("."), rule.name
        assert len(rule.summary) <= 120, rule.name
