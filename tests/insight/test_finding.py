"""Finding by a few words: what is found, in which order, and what is shown of it."""

from __future__ import annotations

from datetime import UTC, datetime
from zlib import crc32

import pytest

from tests.tui.harness import HOSTILE
from tuiwork.insight.findable import index_of
from tuiwork.insight.finding import CHUNK, Found, Part, find, search
from tuiwork.insight.saying import snippet
from tuiwork.model.document import Document
from tuiwork.model.kinds import Kind
from tuiwork.model.nouns import make_document
from tuiwork.model.workspace import Workspace
from tuiwork.text.folding import fold

JOBS = "spaces/operations/jobs"


def task(title: str, notes: str = "", *, log: str = "", id: str = "", **fields: object) -> Document:  # noqa: A002
    name = id or f"{crc32(title.encode()):08x}"
    made: dict[str, object] = {"id": name, "title": title, "status": "todo"} | fields
    return make_document(f"{JOBS}/{name}.md", Kind.TASK, made, notes, log)


def workspace(*documents: Document) -> Workspace:
    return Workspace({one.path: one for one in documents})


def last(found: Workspace, query: str, most: int = 300) -> Found:
    """All that a query finds."""
    *_, end = search(index_of(found), query, most)
    assert end is not None
    assert end.done
    return end


def titles(query: str, *documents: Document) -> list[str]:
    hits = last(workspace(*documents), query).hits
    return [hit.entry.title for hit in hits if hit.entry.kind is not Kind.LIST]


def at(day: int, event: str = "created") -> str:
    return f"- 2026-06-{day:02}T08:00:00Z sara {event}\n"


# What is found


def test_every_word_has_to_lie_somewhere_in_any_order() -> None:
    pump = task("Inspect pump 4", "The seal leaks.")
    assert titles("seal pump", pump) == ["Inspect pump 4"]
    assert titles("4 INSPECT", pump) == ["Inspect pump 4"]
    assert titles("pump crane", pump) == []


def test_case_accents_and_widths_make_no_difference() -> None:
    cafe = task("Café Müller, Østergade")
    for query in ("cafe", "CAFÉ", "muller ostergade", "ｃａｆｅ", "Øster"):
        assert titles(query, cafe) == ["Café Müller, Østergade"], query


def test_languages_without_blanks_between_words_are_searched_letter_by_letter() -> None:
    assert titles("修", task("水泵修理"), task("検査")) == ["水泵修理"]
    assert titles("泵", task("Pump", "更换水泵")) == ["Pump"]


def test_comments_and_reasons_are_searched_but_not_what_the_log_says_by_itself() -> None:
    log = at(1) + at(2, "status todo -> doing") + at(3, "comment Crane on Thursday.\n  Or Friday.")
    one = task("Compressor", log=log + at(4, "blocked (supplier) No boards left."))
    for query in ("crane", "friday", "boards supplier"):
        assert titles(query, one) == ["Compressor"], query
    for query in ("doing", "created", "sara"):
        assert titles(query, one) == [], query


def test_tags_and_texts_of_fields_are_searched_but_not_states_and_names() -> None:
    one = task("Compressor", tags=["roof"], outcome="A quiet night", owner="ali")
    assert titles("roof", one) == titles("#roof", one) == titles("quiet", one) == ["Compressor"]
    assert titles("ali", one) == titles("todo", one) == []


def test_what_a_task_belongs_to_narrows_a_search_but_is_none_by_itself() -> None:
    sara = make_document("people/sara.md", Kind.PERSON, {"name": "Sara Holm"})
    hers, his = task("Check pump 4", owner="sara"), task("Check pump 5", owner="ali")
    assert titles("pump holm", sara, hers, his) == ["Check pump 4"]
    assert titles("holm", sara, hers, his) == ["Sara Holm"]
    assert titles("jobs pump 5", hers, his) == ["Check pump 5"]


def test_goals_key_results_people_places_and_views_are_found_as_quick_add_names_them() -> None:
    goal = make_document(
        "goals/faster.md",
        Kind.GOAL,
        {"title": "Predictable", "key_results": [{"id": "handling", "title": "Median days"}]},
    )
    person = make_document("people/ali.md", Kind.PERSON, {"name": "A. Rahimi"})
    view = make_document("views/late.toml", Kind.VIEW, {"name": "Late parts", "query": "is:late"})
    everything = workspace(goal, person, view, task("Pump"))
    for query, title in (
        ("predictable", "Predictable"),
        ("^faster/handling", "Median days"),
        ("median", "Median days"),
        ("@ali", "A. Rahimi"),
        ("late parts", "Late parts"),
        ("/operations/jobs", "Jobs"),
    ):
        assert [one.entry.title for one in last(everything, query).hits] == [title], query


def test_a_folder_without_a_document_is_a_place_all_the_same() -> None:
    found = last(workspace(task("Pump")), "operations").hits[0]
    assert (found.entry.title, found.entry.document.folder) == ("Operations", "spaces/operations")


# In which order


def test_the_id_goes_before_everything() -> None:
    named, meant = task("Other", id="k7f3qd2m"), task("k7f in the title", id="aaaaaaaa")
    assert titles("k7f", meant, named) == ["Other", "k7f in the title"]


def test_open_goes_before_closed_and_the_title_before_the_notes() -> None:
    found = titles(
        "seal",
        task("Order a seal, done", status="done"),
        task("Pump", "a seal"),
        task("Closed pump", "a seal", status="done"),
        task("Order a seal"),
    )
    assert found == ["Order a seal", "Pump", "Order a seal, done", "Closed pump"]


def test_a_closed_goal_comes_with_what_is_closed() -> None:
    goal = make_document("goals/a.md", Kind.GOAL, {"title": "Pump goal", "status": "closed"})
    parts = [hit.part for hit in last(workspace(goal, task("A pump")), "pump").hits]
    assert parts == [Part.TITLE, Part.CLOSED]


def test_the_whole_title_then_its_beginning_then_words_then_middles() -> None:
    wanted = [
        "Pump",
        "Pump house",
        "The pump",
        "Heatpump",
    ]
    assert titles("pump", *map(task, reversed(wanted))) == wanted
    wanted = ["Order pump 4", "Pump order", "Reorder pumps"]
    assert titles("order pump", *map(task, reversed(wanted))) == wanted


def test_what_changed_last_goes_first_among_equals() -> None:
    old, new = task("Pump a", log=at(1)), task("Pump b", log=at(1) + at(9, "comment Hm."))
    never = task("Pump c", created=datetime(2026, 6, 5, tzinfo=UTC))
    assert titles("pump", old, never, new) == ["Pump b", "Pump c", "Pump a"]


def test_what_there_is_little_of_goes_before_tasks_that_fit_as_well() -> None:
    sara = make_document("people/sara.md", Kind.PERSON, {"name": "Sara Holm"})
    assert titles("sara", task("Sara calls"), sara) == ["Sara Holm", "Sara calls"]


# What is said of it


def shown(one: Document, query: str) -> tuple[str, str] | None:
    """Who said it, and the line with the hits in brackets."""
    found = snippet(one, [fold(word) for word in query.split()])
    if found is None:
        return None
    out, end = "", 0
    for start, stop in found.marks:
        out += f"{found.text[end:start]}[{found.text[start:stop]}]"
        end = stop
    return found.by, ("…" if found.cut else "") + out + found.text[end:]


def test_the_line_of_the_hit_is_shown_and_who_said_it() -> None:
    one = task(
        "Pump", "First line.\n\n- [ ] order the seal today", log=at(3, "comment Crane comes.")
    )
    assert shown(one, "seal pump") == ("", "order the [seal] today")
    assert shown(one, "crane") == ("sara", "[Crane] comes.")


def test_a_long_line_begins_shortly_before_the_hit() -> None:
    one = task("Pump", "It was a dark and stormy night, and the seal of the pump was leaking.")
    assert shown(one, "leaking") == ("", "…seal of the pump was [leaking].")


def test_the_search_says_in_which_part_a_hit_lies() -> None:
    found = last(workspace(task("Seal"), task("Pump", "seal")), "seal")
    assert [(hit.part, hit.in_text) for hit in found.hits] == [
        (Part.TITLE, False),
        (Part.TEXT, True),
    ]


# Empty, hostile, large


def test_nothing_typed_shows_what_changed_last_and_is_open() -> None:
    old, new = task("Old", log=at(1)), task("New", log=at(2))
    for query in ("", "   ", "\u0301"):
        assert titles(query, old, new, task("Done", status="done")) == ["New", "Old"]


def test_an_empty_workspace_has_nothing_to_find() -> None:
    assert last(Workspace({}), "pump") == last(Workspace({}), "") == Found((), 0, done=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_found_like_any_other(text: str) -> None:
    one = task(text, f"note {text}", log=at(1, f"comment {text}"))
    assert titles(text, one) == [text] or not fold(text).split()
    assert shown(one, "note") is not None


def test_a_log_that_is_none_and_wrong_values_stop_nothing() -> None:
    odd = make_document(
        f"{JOBS}/x.md", Kind.TASK, {"title": 7, "status": [], "created": "yesterday", "tags": 3},
        None, "- no entry\n- 2026-06-²²T08:00:00Z sara comment ok\nrest",
    )  # fmt: skip
    assert titles("x", odd) == ["x"]
    assert titles("ok", odd) == ["x"]


def test_an_enormous_query_and_an_enormous_note_are_looked_at_in_part() -> None:
    one = task("Pump", "é" * 100_000 + " needle")
    assert titles("needle", one) == ["Pump"]
    assert shown(one, "needle") is None
    assert titles("pump " * 10_000, one) == ["Pump"]


def test_titles_answer_first_and_texts_follow_in_steps() -> None:
    many = [task(f"Job {n}", "seal" if n % 2 else "", id=f"{n:08}") for n in range(3 * CHUNK)]
    steps = list(search(index_of(workspace(*many, task("Seal"))), "seal", most=10))
    assert [one.count for one in steps if one] == sorted(one.count for one in steps if one)
    assert steps[0] is not None
    assert steps[-1] is not None
    assert (steps[0].count, steps[0].done) == (1, False)
    assert (steps[-1].count, steps[-1].done) == (1 + 3 * CHUNK // 2, True)
    assert len(steps[-1].hits) == 10
    assert len(steps) > 3


def test_a_single_letter_is_not_looked_for_in_texts() -> None:
    assert titles("q", task("Pump", "queue")) == []


def test_an_index_keeps_what_has_not_changed() -> None:
    pump, crane = task("Pump"), task("Crane")
    first = workspace(pump, crane)
    before = index_of(first)
    assert index_of(first, before) is before
    after = index_of(first.replace({crane.path: task("Crane 2", id=crane.slug)}), before)
    assert after.by_path[pump.path] is before.by_path[pump.path]
    assert [one.title for one in after.entries if one.kind is Kind.TASK] == ["Pump", "Crane 2"]


def test_the_command_line_finds_tasks_by_phrases_in_the_same_order() -> None:
    one, two = task("Roof 2, pump"), task("Pump 2 on the roof")
    index = index_of(workspace(two, one), kinds={Kind.TASK})
    assert [entry.title for entry in find(index, ["roof 2", "pump"])] == ["Roof 2, pump"]
    assert [entry.title for entry in find(index, ["Pump"])] == [two.title, one.title]
