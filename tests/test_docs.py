"""What the documentation says is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest

from tuiwork.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_command_has_its_line_and_its_words() -> None:
    page = (ROOT / "docs/commands.md").read_text()
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    for row in COMMANDS:
        assert f"| `{row.name}` | {row.help} |" in lines


def test_the_config_page_has_every_setting_and_every_key() -> None:
    page = (ROOT / "docs/config.md").read_text()
    made = run_path(str(ROOT / "docs/config_keys.py"))["fresh"](page)
    assert page == made, "`make keys` writes them"


def test_the_tour_of_the_readme_works_as_typed(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text()
    tour = next(
        block for block in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL) if "init" in block
    )
    command = f'tuiwork() {{ "{sys.executable}" -m tuiwork "$@"; }}\nset -e\n{tour}'
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Call the bakery" in done.stdout
    assert "Answer every customer in a day" in done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} leads to {target}"


@pytest.mark.parametrize("folder", sorted((ROOT / "src/tuiwork").rglob("__init__.py")), ids=str)
def test_every_package_says_what_it_is_for(folder: Path) -> None:
    assert folder.read_text().startswith('"""')


def test_the_map_of_the_code_names_every_package() -> None:
    page = (ROOT / "docs/architecture.md").read_text()
    for package in (ROOT / "src/tuiwork").iterdir():
        if (package / "__init__.py").exists():
            assert f"{package.name}/" in page
