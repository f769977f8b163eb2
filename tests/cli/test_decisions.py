"""The commands about decisions, the roadmap, who owns what, and why-questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write


def test_a_decision_is_written_listed_reviewed_and_shown(tuiwork: Tuiwork, workspace: Path) -> None:
    words = ("--choice", "Frigoteknik", "--review", "+2w", "--option", "Five", "--option", "One")
    said = tuiwork("decision", "add", "One supplier", *words, "--context", "Five dealers.")
    assert said.out == "Decided “One supplier”\n"
    row = "one-supplier  One supplier  sara  2026-06-15  "
    assert tuiwork("decision", "list").lines == [f"{row}review 2026-06-29"]
    assert tuiwork("decision", "due").err == "no decision is due for a look\n"
    late = ("--today", "2026-07-02")
    assert tuiwork("decision", "due", *late).lines == [f"{row}! review 3 days overdue"]
    [due] = tuiwork("decision", "due", "--json", *late).json["decisions"]
    assert (due["id"], due["computed"]["days_overdue"]) == ("one-supplier", 3)
    review = ("decision", "review", "one", "Boards", "take", "nine", "days", "--learned", "Ask.")
    assert tuiwork(*review, *late).out == "Reviewed the decision “One supplier”\n"
    lines = tuiwork("decision", "show", "one").lines
    assert lines[:2] == [
        "One supplier  one-supplier",
        "sara  decided 2026-06-15  reviewed 2026-07-02",
    ]
    assert "outcome  Boards take nine days" in lines
    assert "option   Five" in lines
    found = tuiwork("decision", "show", "one", "--json").json["decision"]
    assert (found["options"], found["learned"]) == (["Five", "One"], "Ask.")
    assert git(workspace, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "x", "--choice", "y"], "when will you look at what came of it?"),
        (["add", "x", "--review", "fri"], "what was chosen?"),
        (["add", "x", "--choice", "y", "--review", "2026-06-01"], "the review on 2026-06-01 would"),
        (["show", "nothing"], "there is no decision “nothing”"),
        (["review", "nothing", "Fine."], "there is no decision “nothing”"),
    ],
)
def test_a_decision_that_cannot_be_followed_up_is_refused(
    tuiwork: Tuiwork, words: list[str], sentence: str
) -> None:
    answer = tuiwork("decision", *words)
    assert answer.code == 2
    assert answer.err.startswith(f"tuiwork: {sentence}")


def initiatives(workspace: Path) -> None:
    page = '+++\ntitle = "Page"\nstart = 2026-04-01\nend = 2026-09-30\nowner = "ali"\n+++\n'
    write(workspace, "initiatives/page.md", page)
    quote = '+++\ntitle = "Quote"\nstart = 2026-07-01\nend = 2026-10-31\nafter = ["page"]\n+++\n'
    write(workspace, "initiatives/quote.md", quote)
    write(workspace, "initiatives/idea.md", '+++\ntitle = "Idea"\n+++\n')
    git(workspace, "add", ".")
    git(workspace, "commit", "-qm", "More")


def test_the_roadmap_draws_bars_over_quarters_and_names_what_cannot_be(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    initiatives(workspace)
    lines = tuiwork("roadmap", "--months", "6").lines
    assert lines[0].split() == ["2026-Q2", "2026-Q3"]
    assert lines[1] == f"{'Page':29}{'━' * 72}"
    assert lines[2].startswith(f"{'Quote':29}┊")
    assert lines[2].endswith("━" * 37)
    assert "  ⚠ “Quote” starts on 2026-07-01, before “Page” ends on 2026-09-30" in lines
    assert "  Idea  candidate" in lines
    found = tuiwork("roadmap", "--json").json["roadmap"]
    assert [one["id"] for one in found["rows"]] == ["page", "quote", "faster-service"]
    assert [one["id"] for one in found["undated"]] == ["idea"]
    assert found["rows"][1]["flags"][0]["kind"] == "too early"
    assert found["weeks"][0]["week"] == "2026-06-15"
    assert tuiwork("roadmap", "--months", "61").code == 2


def test_initiatives_are_ordered_and_a_circle_is_refused(tuiwork: Tuiwork, workspace: Path) -> None:
    initiatives(workspace)
    assert tuiwork("initiative", "after", "idea", "quote").out == "Ordered “Idea” after Quote\n"
    answer = tuiwork("initiative", "after", "page", "idea")
    assert answer.code == 2
    assert "each would wait for the next: page → idea → quote → page" in answer.err
    assert tuiwork("initiative", "after", "idea", "quote", "--remove").code == 0
    assert "after" not in (workspace / "initiatives/idea.md").read_text()


def test_who_owns_tells_every_level_and_where_it_breaks(tuiwork: Tuiwork, workspace: Path) -> None:
    initiatives(workspace)
    assert tuiwork("who", "owns", "k7f").lines == [
        "task        Replace compressor           sara",
        "key result  Median incident handling     ali",
        "goal        Faster, predictable service  ali",
    ]
    answer = tuiwork("who", "owns", "quote", "--json").json
    assert answer["levels"] == [
        {"kind": "initiative", "id": "quote", "title": "Quote", "owner": None}
    ]
    assert answer["breaks"] == [
        "nobody owns the initiative “Quote”",
        "no goal is linked: the chain ends at the initiative",
    ]


def test_the_lens_turns_tasks_to_goals_and_back(tuiwork: Tuiwork, workspace: Path) -> None:
    initiatives(workspace)
    tuiwork("set", "p2h", "initiative=page")
    assert tuiwork("lens", "k7f", "p2h", "x5m").lines == [
        "initiative:page  Page  1",
        "goal:faster-service  Faster, predictable service  1",
        "goal:faster-service/handling-time  Median incident handling  1",
        "they serve neither goal nor initiative: x5m",
    ]
    answer = tuiwork("lens", "faster-service", "page", "--json").json
    assert answer["tasks"] == ["k7f3qd2m", "p2h8w4xn"]
    assert [one["of"] for one in answer["subjects"]] == ["goal:faster-service", "initiative:page"]
    assert [line.split()[0] for line in tuiwork("lens", "page").lines] == ["p2h"]
    assert tuiwork("lens", "k7f", "--json").json["alone"] == []
    mixed = tuiwork("lens", "k7f", "page")
    assert (mixed.code, "not both" in mixed.err) == (2, True)


def test_a_question_is_asked_counted_and_answered(tuiwork: Tuiwork, workspace: Path) -> None:
    asked = tuiwork("why", "k7f", "--ask", "Which goal?")
    assert asked.out == "k7f asked about  Replace compressor\n"
    assert "ali is asked, who owns the goal “Median incident handling”" in asked.err
    later = ("--today", "2026-06-24")
    assert tuiwork("why", "--open", *later).lines == [
        "k7f  9 days  sara asks ali  about  Replace compressor",
        "     Which goal?",
    ]
    [found] = tuiwork("why", "--open", "--json", *later).json["questions"]
    assert (found["task"], found["to"], found["days"]) == ("k7f3qd2m", "ali", 9)
    assert found["through"] == {"kind": "key result", "id": "faster-service/handling-time"}
    assert tuiwork("why", "--open", "--mine").err == "nobody waits for an answer\n"
    assert "nobody answered yet" in tuiwork("why", "k7f").lines
    assert tuiwork("why", "k7f", "--answer", "The cellars.").code == 0
    assert tuiwork("why", "k7f").lines[-2:] == [
        "sara asks: Which goal?",
        "sara answers: The cellars.",
    ]
    assert tuiwork("why", "--open", "--json").json["questions"] == []
    assert git(workspace, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "why needs ID"),
        (["--ask", "x"], "why needs the task that the words are about"),
        (["k7f", "--ask", "x", "--answer", "y"], "why takes one of --ask, --answer and --open"),
        (["k7f", "--answer", "y"], "nobody asks why “Replace compressor” is done"),
        (["k7f", "--ask", " "], "what do you want to know?"),
    ],
)
def test_nonsense_about_questions_is_refused(
    tuiwork: Tuiwork, words: list[str], sentence: str
) -> None:
    answer = tuiwork("why", *words)
    assert answer.code == 2
    assert answer.err.startswith(f"tuiwork: {sentence}")
