from __future__ import annotations

from textual.content import Content

from tests.insight.initiatives.making import initiative
from tests.text.workspaces import TODAY, task, workspace
from tests.tui.harness import HOSTILE
from tests.tui.planning.sample import sample_company
from tuiwork.insight.initiatives.portfolio import claims, portfolio
from tuiwork.insight.initiatives.standing import Standing, standing
from tuiwork.insight.why import goal_links
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.tui.planning.goals_served import served
from tuiwork.tui.planning.initiative_rows import Grouping, Head
from tuiwork.tui.planning.initiative_text import page_lines
from tuiwork.tui.planning.portfolio_text import group_lines
from tuiwork.tui.symbols import symbols

SIGNS = symbols()


def page(front: str = "", log: str = "", notes: str = "", *tasks: Task, width: int = 90) -> str:
    one = initiative(front, log, notes)
    documents = dict(workspace().documents) | {one.path: one, **{each.path: each for each in tasks}}
    return words(page_lines(Standing(Workspace(documents), one, TODAY), width, SIGNS))


def words(lines: list[Content]) -> str:
    return "\n".join(line.plain.rstrip() for line in lines)


def sample_page(slug: str) -> str:
    return words(page_lines(standing(sample_company(), slug, TODAY), 90, SIGNS))


def test_a_title_alone_is_a_page_without_empty_sections() -> None:
    told = page()
    assert told.startswith("Photos\ncandidate\n\ndecision gate  0 of 10\n")
    for section in ("owner", "adoption", "obstacles", "loops", "tasks", "goal  ", "steps"):
        assert f"\n{section} " not in told


def test_a_blank_question_names_what_has_to_be_filled() -> None:
    told = page('stage = "pilot"\ntime_per_week = "2h"')
    assert "pilot gate  0 of 7" in told
    assert "○ Which time and resources are set aside, every week?\n  blank: resources" in told


def test_what_was_forced_stays_visible_until_it_is_answered() -> None:
    log = "- 2026-06-01T09:00:00Z sara forced implementing without mandate, time: The van waits.\n"
    told = page('stage = "implementing"', log)
    assert "⚠ forced to implementing without mandate, time\n    sara: The van waits." in told
    told = page(
        'stage = "implementing"\nmandate = "All"\ntime_per_week = "2h"\nresources = "x"', log
    )
    assert "forced" not in told


def test_the_sample_pilot_tells_why_it_is_stuck() -> None:
    told = sample_page("photo-reports")
    assert "▼ stuck: pilot ended 76 days ago" in told
    assert "◆ practice: training held 2026-02-10, no practice within 30 days" in told
    assert "pilot gate  2 of 7" in told
    assert "groups       1 of 2 talked with; waiting: Caretakers" in told
    assert "? Who looks at them?" in told
    assert "obstacles    ownership 1\n             Nobody asks for the photos" in told


def test_the_sample_of_everyday_use_tells_adoption_and_effect_by_check_in() -> None:
    told = sample_page("incident-playbook")
    assert "adoption     5 of 6, target 5, met 3 times in a row, adopted" in told
    assert "effect       70 % (7 of 10) faster" in told
    assert " fri 15 may  5 of 6; 7 of 10 faster; Parts, not people." in told
    assert "● Call the customer before driving: The customer often knows" in told
    assert "went well    after the weekly replay." in told


def test_the_sample_in_steps_tells_the_first_open_one_and_its_weakest_link() -> None:
    told = sample_page("customer-status-page")
    assert "steps        6 of 14; next 6 Build general capacity" in told
    assert "weakest: time 1 of 3" in told
    assert "build, embed 9 h embed of 70 h (0.13)" in told


def test_open_loops_come_first() -> None:
    told = page(
        '[[loops]]\ndate = 2026-05-01\naction = "A"\nlearned = "Much"\n'
        '[[loops]]\ndate = 2026-06-01\naction = "B"\nnext = 2026-06-19'
    )
    assert told.index("○ B (again fri 19)") < told.index("● A: Much")


def test_tasks_are_counted_and_the_open_ones_named() -> None:
    tasks = (
        task("a", title="Cut the film", initiative="photos", owner="sam"),
        task("b", title="Wait", initiative="photos", status="parts"),
        task("c", initiative="photos", status="done"),
    )
    told = page("", "", "", *tasks)
    assert "tasks        3: 2 open, 1 blocked, 1 done" in told
    assert "○ Cut the film  sam" in told
    assert "■ Wait" in told


def test_a_goal_that_leads_nowhere_is_said() -> None:
    assert "goal         no-such, which leads nowhere" in page('goals = ["no-such"]')


def test_nothing_is_wider_than_the_pane_and_nothing_hostile_gets_through() -> None:
    hostile = " ".join(HOSTILE)
    check = {"date": TODAY, "using": 1, "expected": 2, "obstacles": hostile}
    fields = {"title": hostile, "why": "word " * 40, "next_step": hostile, "checkins": [check]}
    company = workspace({"initiatives/hostile.md": fields})
    for width in (24, 60):
        told = words(page_lines(standing(company, "hostile", TODAY), width, SIGNS))
        assert max(map(len, told.splitlines())) <= width
        assert all(char.isprintable() or char == "\n" for char in told)


def behind(name: str, grouping: Grouping) -> str:
    company = sample_company()
    found = portfolio(company, TODAY)
    return words(group_lines(Head(name, ()), grouping, found, claims(company), 90))


def test_behind_an_approach_stands_what_works_when() -> None:
    told = behind("coached", Grouping.APPROACH)
    assert told.startswith("coached\nwhere we use it     Incident playbook, quotes.")
    assert "when it works       When the hard part is doing it the third time, alone." in told
    assert "lasted              - (n=0)" in told


def test_behind_a_stage_stands_what_all_tell_together() -> None:
    told = behind("pilot", Grouping.STAGE)
    assert "candidate             2   - (n=4)" in told
    assert "hours a week        18 (ali 4 of 37" in told
    assert "   3  Move the phone number to the top of the page (ali), Customer status page" in told
    assert told == behind("", Grouping.APPROACH) == behind("all", Grouping.HEALTH)


def test_the_goals_served_are_chains_and_what_is_broken_is_said() -> None:
    company = sample_company()
    links = {name: goal_links(company, name, TODAY) for name in ("grow-contracts/contracts", "no")}
    told = "\n".join(entry.text.plain for group in served(links, SIGNS) for entry in group)
    assert "key result" in told
    assert "objective" in told
    assert "broken link: no" in told
    [[nothing]] = served({}, SIGNS)
    assert nothing.text.plain == "No goal is linked."
