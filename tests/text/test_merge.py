"""Two people's versions of a document become one, and what is at odds is kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.text.edits import (
    GOAL,
    GOAL_PATH,
    START,
    TASK,
    TASK_LINES,
    TASK_PATH,
    Edit,
    Split,
    apply,
    dropping_visits,
    entering,
    front_edits,
    rewriting,
    scalar_edits,
    setting,
    splits,
    task_edits,
)
from tests.text.fronts import fronts
from tuiwork.model.document import Document
from tuiwork.text import toml
from tuiwork.text.document import read_document
from tuiwork.text.front import Item, parse_front
from tuiwork.text.log import parse_log
from tuiwork.text.merging.conflicts import Conflict, conflicts_in
from tuiwork.text.merging.documents import Merged, merge
from tuiwork.text.source import cut

SETS = ("tags", "goals", "blocked_by")


def task(ours: Sequence[Edit], theirs: Sequence[Edit], base: str = TASK) -> Merged:
    return merge(TASK_PATH, base, apply(base, ours), apply(base, theirs))


def set_to(key: str, value: Any, minute: int | None = None) -> Edit:
    return setting(TASK_PATH, key, value, minute)


def read(path: str, text: str | None) -> Document:
    assert text is not None
    document, problems = read_document(path, text)
    assert document is not None, problems
    return document


def fields(merged: Merged, path: str = TASK_PATH) -> dict[str, Any]:
    return dict(read(path, merged.text).fields)


def items(text: str) -> dict[str, Item]:
    front = parse_front(cut(TASK_PATH, text).front)
    return {f"{one.name}.{item.key}": item for one in front.sections for item in one.items}


def log_of(path: str, text: str | None) -> set[str]:
    return {item.raw for item in parse_log(read(path, text).log or "")}


# Fields


def test_different_fields_are_both_taken() -> None:
    merged = task([set_to("status", "doing")], [set_to("due", START.date())])
    assert merged.text == apply(TASK, [set_to("status", "doing"), set_to("due", START.date())])
    assert merged.conflicts == ()


def test_the_same_value_on_both_sides_is_no_conflict() -> None:
    merged = task([set_to("status", "doing", 1)], [set_to("status", "doing", 2)])
    assert merged.conflicts == ()
    assert fields(merged)["status"] == "doing"


def test_of_two_values_the_one_logged_later_is_shown_and_the_other_kept() -> None:
    merged = task([set_to("status", "waiting", 1)], [set_to("status", "doing", 2)])
    other = START.replace(minute=1)
    conflict = Conflict(TASK_PATH, "status", "todo", "doing", "waiting", "p1", other)
    assert merged.conflicts == (conflict,)
    assert conflicts_in(read(TASK_PATH, merged.text)) == [conflict]
    assert merged.text is not None
    assert (
        '\n[[conflicts]]\nfield = "status"\nbase = "todo"\nother = "waiting"\nby = "p1"\n'
        "at = 2026-06-12T00:01:00Z\n+++\n"
    ) in merged.text


def test_without_a_log_entry_the_greater_value_is_shown() -> None:
    merged = task([set_to("title", "Alpha")], [set_to("title", "Beta")])
    assert fields(merged)["title"] == "Beta"
    assert [(one.kept, one.other, one.by) for one in merged.conflicts] == [("Beta", "Alpha", None)]


def test_a_value_is_shown_rather_than_its_removal() -> None:
    merged = task([set_to("priority", None)], [set_to("priority", "low")])
    assert fields(merged)["priority"] == "low"
    assert [(one.base, one.kept, one.other) for one in merged.conflicts] == [("high", "low", None)]


def test_a_removal_of_what_nobody_else_touched_is_done() -> None:
    merged = task([set_to("priority", None)], [set_to("status", "doing")])
    assert "priority" not in fields(merged)
    assert merged.conflicts == ()


def test_one_is_not_true_and_not_a_fraction() -> None:
    for ours, theirs in [(1, True), (1, 1.0), (0, False)]:
        merged = task([set_to("fields.size", ours)], [set_to("fields.size", theirs)])
        assert [one.field for one in merged.conflicts] == ["fields.size"]


def test_fields_of_a_unit_come_from_one_side() -> None:
    base = apply(TASK, [set_to("recur", "every friday"), set_to("series", "s1")])
    merged = task([set_to("recur", "every monday")], [set_to("series", "s2")], base)
    shown = fields(merged)
    assert (shown["recur"], shown["series"]) == ("every monday", "s1")
    assert [(one.field, one.kept, one.other) for one in merged.conflicts] == [
        ("series", "s1", "s2")
    ]


def test_sets_merge_by_element() -> None:
    base = apply(TASK, [set_to("tags", ["a", "b", "c"])])
    merged = task([set_to("tags", ["z", "b"])], [set_to("tags", ["a", "b", "c", "d"])], base)
    assert fields(merged)["tags"] == ["b", "d", "z"]
    assert merged.conflicts == ()


def test_a_set_written_on_several_lines_keeps_its_lines_and_comments() -> None:
    ours = TASK.replace('  "fewer-visits",\n', "")
    theirs = TASK.replace("goals = [\n", 'goals = [\n  "happier", # new\n')
    merged = merge(TASK_PATH, TASK, ours, theirs)
    assert merged.text is not None
    written = 'goals = [\n  "happier", # new\n  "faster-service", # the one that counts\n]\n'
    assert written in merged.text


def test_custom_fields_and_unknown_keys_merge_by_key() -> None:
    merged = task(
        [set_to("fields.phone", "1"), set_to("mood", "angry")],
        [set_to("fields.region", "south"), set_to("fields.size", 3)],
    )
    assert fields(merged)["fields"] == {"phone": "1", "region": "south", "size": 3}
    assert fields(merged)["mood"] == "angry"
    assert merged.conflicts == ()


def test_rows_of_a_table_merge_by_their_key() -> None:
    ours = GOAL.replace("current = 3.1", "current = 2.5").replace("target = 4", "target = 3")
    theirs = GOAL.replace("current = 3.1", "current = 2.8").replace("start = 5.0", "start = 6.0")
    merged = merge(GOAL_PATH, GOAL, ours, theirs)
    rows = fields(merged, GOAL_PATH)["key_results"]
    assert rows == [
        {"id": "handling-time", "start": 6.0, "target": 2.0, "current": 2.8},
        {"id": "visits", "start": 10, "target": 3},
    ]
    found = [(one.field, one.kept, one.other) for one in merged.conflicts]
    assert found == [("key_results.handling-time.current", 2.8, 2.5)]


def test_rows_and_tables_written_inline_merge_by_key_and_are_then_written_out() -> None:
    rows = '  { id = "a", target = 2 },\n  { id = "b", target = 3 },\n'
    head = GOAL[: GOAL.index("\n[[key_results]]")]
    base = f"{head}key_results = [ # both count\n{rows}]\n\n+++\n"
    ours = base.replace("target = 2", "target = 1").replace("target = 3", "target = 4")
    theirs = base.replace("target = 2", "target = 5").replace(
        '{ id = "b"', '{ id = "c" },\n  { id = "b"'
    )
    merged = merge(GOAL_PATH, base, ours, theirs)
    assert merged.text is not None
    assert (
        '\n# both count\n[[key_results]]\nid = "a"\ntarget = 5\n'
        '\n[[key_results]]\nid = "c"\n\n[[key_results]]\nid = "b"\ntarget = 4\n'
    ) in merged.text
    [conflict] = merged.conflicts
    assert (conflict.field, conflict.other) == ("key_results.a.target", 1)
    assert conflicts_in(read(GOAL_PATH, merged.text)) == [conflict]
    assert merge(GOAL_PATH, base, ours, base.replace("jonas", "mia")).text == ours.replace(
        "jonas", "mia"
    )


@pytest.mark.parametrize("spelt", ['fields = { phone = "33 12" }\n', 'fields.phone = "33 12"\n'])
def test_a_table_is_one_however_each_side_spells_it(spelt: str) -> None:
    base = f'+++\ntitle = "A"\n{spelt}+++\n'
    ours = base.replace("fields", "# new\nfields").replace('"33 12"', '"33 13"')
    theirs = '+++\ntitle = "A"\n\n[fields]\nphone = "33 12"\nregion = "north"\n+++\n'
    merged = merge(TASK_PATH, base, ours, theirs)
    assert fields(merged)["fields"] == {"phone": "33 13", "region": "north"}
    assert merged.conflicts == ()
    assert "\n# new\n[fields]\n" in (merged.text or "")


def test_kept_values_written_inline_are_kept_too() -> None:
    base = TASK.replace("[fields]", 'conflicts = [{ field = "title", other = "X" }]\n\n[fields]')
    merged = task([set_to("status", "waiting", 1)], [set_to("status", "doing", 2)], base)
    kept = [(one.field, one.other) for one in conflicts_in(read(TASK_PATH, merged.text))]
    assert kept == [("status", "waiting"), ("title", "X")]


def test_the_newer_check_in_is_shown() -> None:
    entry = "- 2026-06-01T08:00:00Z sara checkin handling-time 2.5 confidence 0.7\n"
    ours = GOAL.replace("current = 3.1", "current = 2.5") + entry
    theirs = GOAL.replace("current = 3.1", "current = 2.8")
    merged = merge(GOAL_PATH, GOAL, ours, theirs)
    assert [(one.kept, one.other) for one in merged.conflicts] == [(2.5, 2.8)]


def test_a_row_removed_here_and_changed_there_stays_with_a_record() -> None:
    ours = dropping_visits(GOAL)
    theirs = GOAL.replace("target = 4", "target = 3")
    merged = merge(GOAL_PATH, GOAL, ours, theirs)
    assert fields(merged, GOAL_PATH)["key_results"][1] == {"id": "visits", "start": 10, "target": 3}
    found = [(one.field, one.other) for one in merged.conflicts]
    assert found == [("key_results.visits", None)]
    elsewhere = GOAL + "- 2026-06-01T08:00:00Z ali comment x\n"
    assert merge(GOAL_PATH, GOAL, ours, elsewhere).conflicts == ()


def test_a_comment_in_a_row_or_table_that_the_other_side_removed_stays() -> None:
    commented = GOAL.replace("start = 10", "# a guess\nstart = 10")
    merged = merge(GOAL_PATH, GOAL, dropping_visits(GOAL), commented)
    assert merged.text == dropping_visits(GOAL).replace("\n+++\n\nC", "\n# a guess\n+++\n\nC")
    base = "a = 1\n\n[t]\nb = 2\n"
    assert merge("views/x.toml", base, "a = 1\n", base + "# why\n").text == "a = 1\n# why\n"
    ours = base.replace("[t]", "# why\n[t]")
    assert merge("views/x.toml", base, "a = 1\n", ours).text == "a = 1\n# why\n"


def test_a_table_inside_a_row_stays_with_its_row() -> None:
    base = GOAL.replace("# hard", '[key_results.source]\nfrom = "log"\n\n# hard')
    end = "\n+++\n\nCustomers"
    ours = base.replace(end, f'\n[[key_results]]\nid = "calls"{end}')
    theirs = base.replace('"log"', '"mail"').replace(end, f"\n[key_results.source]\nx = 1{end}")
    merged = merge(GOAL_PATH, base, ours, theirs)
    rows = {row["id"]: row.get("source") for row in fields(merged, GOAL_PATH)["key_results"]}
    assert rows == {"handling-time": {"from": "mail"}, "visits": {"x": 1}, "calls": None}


def test_rows_without_a_key_are_a_set() -> None:
    base = "[[holiday]]\nday = 1\n\n[[holiday]]\nday = 2\n"
    merged = merge(
        "views/x.toml", base, base + "\n[[holiday]]\nday = 3\n", base.replace("day = 1", "day = 4")
    )
    assert sorted(row["day"] for row in fields(merged, "views/x.toml")["holiday"]) == [2, 3, 4]
    assert merged.conflicts == ()


def test_comments_stay_with_their_keys_and_none_is_lost() -> None:
    base = "a = 1 # old\nb = 2\n"
    ours = "# why a\na = 1 # ours\nb = 2\n"
    theirs = "a = 3 # theirs\nb = 2 # of b\n"
    merged = merge("views/x.toml", base, ours, theirs)
    assert merged.text == "# why a\n# ours\na = 3 # theirs\nb = 2 # of b\n"


def test_a_comment_put_above_a_key_that_the_other_side_removed_stays() -> None:
    ours, theirs = "# new\na = 1\n# old\nb = 2\n# newer\nc = 3\n", "a = 1\nc = 3\n"
    base = "a = 1\n# old\nb = 2\nc = 3\n"
    assert merge("views/x.toml", base, ours, theirs).text == "# new\na = 1\n# newer\nc = 3\n"
    ours = base.replace("b =", "# why b\nb =")
    assert merge("views/x.toml", base, ours, theirs).text == "a = 1\n# why b\nc = 3\n"
    ours = base.replace("c =", "# why c\nc =")
    merged = merge("views/x.toml", base, ours, base.replace("c = 3\n", "").replace("1", "4"))
    assert merged.text == "a = 4\n# old\nb = 2\n# why c\n"


def test_comments_behind_a_table_s_name_are_kept() -> None:
    base, ours, theirs = (f"[t]{word}\na = 1\n" for word in ("", " # ours", " # theirs"))
    merged = merge("views/x.toml", base, ours, theirs)
    assert merged.text == "# ours\n[t] # theirs\na = 1\n"


def test_keys_stay_where_the_side_that_moved_them_put_them() -> None:
    ours = TASK.replace('mood = "calm"\n', "").replace("title =", 'mood = "calm"\ntitle =')
    merged = merge(TASK_PATH, TASK, ours, apply(TASK, [set_to("status", "doing")]))
    assert merged.text == ours.replace('"todo"', '"doing"')


# Notes and log


def test_two_people_tick_neighbouring_boxes_and_a_third_thing_is_added() -> None:
    ours = [rewriting("- [ ] tell the janitor", "- [x] tell the janitor", False)]
    theirs = [
        rewriting("- [ ] take pictures", "- [x] take pictures", False),
        rewriting("- [x] take pictures", "- [ ] pay", True),
    ]
    merged = task(ours, theirs)
    assert merged.text == apply(TASK, [*ours, *theirs])
    assert merged.conflicts == ()


def test_lines_that_one_or_both_took_out_are_gone() -> None:
    def without(*lines: str) -> str:
        return apply(TASK, [rewriting(line, None, False) for line in lines])

    janitor, pictures, order = TASK_LINES[3], TASK_LINES[4], TASK_LINES[2]
    for ours, theirs in [((janitor,), (pictures,)), ((order, janitor), (janitor, pictures))]:
        merged = merge(TASK_PATH, TASK, without(*ours), without(*theirs))
        assert merged == Merged(without(*ours, *theirs))


def test_a_sentence_changed_on_both_sides_is_kept_twice() -> None:
    line = "Crane booked for Thursday."
    merged = task(
        [rewriting(line, "Crane booked for Friday.", False)],
        [rewriting(line, "Crane comes on Monday.", False)],
    )
    kept, other = "Crane comes on Monday.", "Crane booked for Friday."
    assert merged.conflicts == (Conflict(TASK_PATH, "notes", line, kept, other),)
    assert conflicts_in(read(TASK_PATH, merged.text)) == list(merged.conflicts)
    assert kept in (read(TASK_PATH, merged.text).notes or "")


def test_a_first_log_entry_does_not_clash_with_the_last_line_of_the_notes() -> None:
    base = TASK.partition("\n## Log\n")[0]
    ours = entering(TASK_PATH, 1, "Called.")
    theirs = rewriting("The roof is slippery.", "The roof is dry.", False)
    merged = task([ours], [theirs], base)
    assert merged.text == apply(base, [theirs, ours])
    assert merged.conflicts == ()


def test_logs_are_united_in_time_order() -> None:
    merged = task(
        [entering(TASK_PATH, 1, "one"), entering(TASK_PATH, 4, "four\nlines")],
        [entering(TASK_PATH, 2, "two"), entering(TASK_PATH, 3, "three")],
    )
    assert merged.text is not None
    assert merged.text.endswith(
        "- 2026-06-12T00:01:00Z p1 comment one\n"
        "- 2026-06-12T00:02:00Z p2 comment two\n"
        "- 2026-06-12T00:03:00Z p3 comment three\n"
        "- 2026-06-12T00:04:00Z p4 comment four\n  lines\n"
    )


def test_a_line_of_the_log_that_cannot_be_read_stays_behind_the_one_above_it() -> None:
    base = TASK.replace("- 2026-06-03T08:00:00Z ali", "see the mail\n- 2026-06-03T08:00:00Z ali")
    merged = task([entering(TASK_PATH, 1, "x")], [entering(TASK_PATH, 2, "y")], base)
    assert merged.text == apply(base, [entering(TASK_PATH, 1, "x"), entering(TASK_PATH, 2, "y")])


# Undo: base is what the change made, theirs what was before it


def test_undo_takes_back_a_field_and_its_entry_and_keeps_what_came_since() -> None:
    after = apply(TASK, [set_to("status", "doing", 1)])
    later = [entering(TASK_PATH, 2, "Called."), set_to("due", START.date(), 3)]
    merged = merge(TASK_PATH, after, apply(after, later), TASK)
    assert merged == Merged(apply(TASK, later))


def test_undo_of_the_first_comment_takes_the_log_with_it() -> None:
    base = TASK.partition("\n## Log\n")[0]
    after = apply(base, [entering(TASK_PATH, 1, "x")])
    now = apply(after, [set_to("status", "doing")])
    assert merge(TASK_PATH, after, now, base).text == apply(base, [set_to("status", "doing")])


def test_undo_of_a_field_that_was_changed_again_is_a_conflict() -> None:
    after = apply(TASK, [set_to("status", "doing", 1)])
    now = apply(after, [set_to("status", "done", 2)])
    merged = merge(TASK_PATH, after, now, TASK)
    assert [(one.field, one.kept, one.other) for one in merged.conflicts] == [
        ("status", "done", "todo")
    ]


@given(st.lists(front_edits, max_size=2), st.lists(front_edits, max_size=2))
def test_undo_leaves_what_later_edits_made(undone: list[Edit], later: list[Edit]) -> None:
    assume(not {one.about for one in undone} & {one.about for one in later})
    assume({"recur", "series"} - {one.about for one in [*undone, *later]})
    after = apply(TASK, undone)
    merged = merge(TASK_PATH, after, apply(after, later), TASK)
    wanted = read(TASK_PATH, apply(TASK, later))
    assert merged.conflicts == ()
    assert read(TASK_PATH, merged.text).fields == wanted.fields
    assert log_of(TASK_PATH, merged.text) == log_of(TASK_PATH, apply(TASK, later))


# Documents made, removed, unreadable


def test_a_document_made_on_both_sides_is_merged_from_nothing() -> None:
    ours = '+++\nname = "Sara"\nhours = 37\n+++\n'
    theirs = '+++\nname = "Sara Holm"\nemails = ["s@n.example"]\n+++\n\nMechanic.\n'
    merged = merge("people/sara.md", None, ours, theirs)
    shown = fields(merged, "people/sara.md")
    assert shown["name"] == "Sara"
    assert shown["hours"] == 37
    assert shown["emails"] == ["s@n.example"]
    assert [(one.base, one.other) for one in merged.conflicts] == [(None, "Sara Holm")]
    assert "Mechanic." in (merged.text or "")


def test_a_document_removed_here_and_edited_there_stays_and_says_so() -> None:
    ours = apply(TASK, [set_to("status", "doing")])
    merged = merge(TASK_PATH, TASK, ours, None)
    assert merged.conflicts == (Conflict(TASK_PATH, "deleted"),)
    assert fields(merged)["status"] == "doing"
    assert conflicts_in(read(TASK_PATH, merged.text)) == [Conflict(TASK_PATH, "deleted")]


def test_a_document_removed_here_and_left_alone_there_goes() -> None:
    assert merge(TASK_PATH, TASK, TASK, None) == Merged(None)
    assert merge(TASK_PATH, TASK, None, None) == Merged(None)


@pytest.mark.parametrize(
    "broken",
    ["", "no front matter", "+++\nid = \n+++\n", TASK.replace("status", "<<<<<<< ours\nstatus")],
)
def test_a_side_that_cannot_be_read_is_not_guessed_at(broken: str) -> None:
    ours = apply(TASK, [set_to("status", "doing")])
    assert merge(TASK_PATH, TASK, ours, broken) == Merged(None, apart=True)
    assert merge(TASK_PATH, TASK, broken, ours) == Merged(None, apart=True)
    assert merge(TASK_PATH, TASK, TASK, broken) == Merged(broken)


def test_a_conflict_too_big_to_keep_in_the_front_matter_keeps_the_texts_apart() -> None:
    long = [f"line {number} of a long story\n" for number in range(3_000)]
    ours, theirs = (TASK.replace("Crane booked", "".join(long) + word) for word in ("A", "B"))
    assert merge(TASK_PATH, TASK, ours, theirs) == Merged(None, apart=True)


def test_newlines_and_byte_order_mark_stay_as_a_side_has_them() -> None:
    crlf = TASK.replace("\n", "\r\n")
    ours = apply(TASK, [set_to("status", "doing")])
    theirs = "\ufeff" + apply(TASK, [set_to("priority", "low")]).replace("\n", "\r\n")
    merged = merge(TASK_PATH, TASK, ours, theirs)
    both = apply(TASK, [set_to("status", "doing"), set_to("priority", "low")])
    assert merged.text == "\ufeff" + both.replace("\n", "\r\n")
    edited = apply(crlf, [set_to("status", "doing")])
    other = apply(crlf, [entering(TASK_PATH, 1, "x")])
    assert "\n" not in (merge(TASK_PATH, crlf, edited, other).text or "").replace("\r\n", "")


def test_a_document_without_a_last_newline_keeps_it_so() -> None:
    base = '+++\ntitle = "A"\n+++\n\none\n\ntwo'
    merged = merge("docs/a.md", base, base.replace("A", "B"), base.replace("one", "1"))
    assert merged.text == '+++\ntitle = "B"\n+++\n\n1\n\ntwo'


# Records are merged too


def test_a_resolved_conflict_stays_resolved() -> None:
    clash = task([set_to("status", "waiting", 1)], [set_to("status", "doing", 2)]).text
    assert clash is not None
    front, _, rest = clash.partition("\n[[conflicts]]")
    resolved = front + rest[rest.index("+++\n") :]
    merged = merge(TASK_PATH, clash, resolved, apply(clash, [set_to("priority", "low")]))
    assert conflicts_in(read(TASK_PATH, merged.text)) == []


def test_a_kept_value_that_is_shown_again_is_no_conflict_any_more() -> None:
    one, two, three = (
        apply(TASK, [set_to("status", word, minute)])
        for word, minute in [("a", 1), ("b", 2), ("a", 3)]
    )
    merged = merge(TASK_PATH, TASK, merge(TASK_PATH, TASK, one, two).text, three)
    found = conflicts_in(read(TASK_PATH, merged.text))
    assert [(each.kept, each.other) for each in found] == [("a", "b")]


def test_of_very_many_conflicts_the_newest_are_kept() -> None:
    def forged(first: int) -> str:
        rows = (
            f'\n[[conflicts]]\nfield = "title"\nother = "{number}"\n'
            f"at = {START.replace(second=number % 60, minute=number // 60).isoformat()}\n"
            for number in range(first, first + 60)
        )
        return TASK.replace("\n+++\n\nCrane", "".join(rows) + "\n+++\n\nCrane")

    kept = conflicts_in(read(TASK_PATH, merge(TASK_PATH, TASK, forged(0), forged(60)).text))
    assert sorted(int(one.other) for one in kept) == list(range(70, 120))


def test_a_comment_in_a_record_stays() -> None:
    base = task([set_to("title", "A")], [set_to("title", "B")]).text or ""
    ours = base.replace("other =", "# ask Ali\nother =")
    merged = merge(TASK_PATH, base, ours, apply(base, [set_to("status", "doing")]))
    assert merged.text == apply(ours, [set_to("status", "doing")])


def test_three_texts_of_one_line_make_one_shown_and_two_kept() -> None:
    one, two, three = (
        apply(TASK, [rewriting("Crane booked for Thursday.", word, False)]) for word in "ABC"
    )
    merged = merge(TASK_PATH, TASK, merge(TASK_PATH, TASK, one, two).text, three)
    found = conflicts_in(read(TASK_PATH, merged.text))
    assert [(each.kept, each.other) for each in found] == [("C", "A"), ("C", "B")]


def test_notes_of_the_side_that_logged_them_later_are_shown() -> None:
    ours, theirs = (
        TASK.replace("Crane booked", word) + f"- 2026-06-12T00:0{minute}:00Z ali notes\n"
        for word, minute in [("Aaa", 2), ("Bbb", 1)]
    )
    assert [one.other for one in merge(TASK_PATH, TASK, ours, theirs).conflicts] == [
        "Bbb for Thursday."
    ]


def test_three_values_make_one_shown_and_two_kept() -> None:
    one, two, three = (
        apply(TASK, [set_to("status", word, minute)])
        for word, minute in [("a", 1), ("b", 2), ("c", 3)]
    )
    first = merge(TASK_PATH, TASK, one, three).text
    merged = merge(TASK_PATH, TASK, first, two)
    found = conflicts_in(read(TASK_PATH, merged.text))
    assert [(each.kept, each.other, each.by) for each in found] == [
        ("c", "a", "p1"),
        ("c", "b", "p2"),
    ]


# Laws


@given(splits())
def test_the_sides_can_be_swapped(split: Split) -> None:
    ours = merge(split.path, split.base, split.ours, split.theirs)
    assert ours == merge(split.path, split.base, split.theirs, split.ours)


@given(splits())
def test_what_one_side_left_alone_is_as_the_other_has_it(split: Split) -> None:
    assert merge(split.path, split.base, split.ours, split.ours) == Merged(split.ours)
    assert merge(split.path, split.base, split.ours, split.base) == Merged(split.ours)
    assert merge(split.path, split.base, split.base, split.ours) == Merged(split.ours)


@given(splits())
def test_no_value_is_lost(split: Split) -> None:
    merged = merge(split.path, split.base, split.ours, split.theirs)
    result, base = read(split.path, merged.text), read(split.path, split.base)
    kept = {(one.field, toml.canonical(one.other)) for one in conflicts_in(result)}
    for side in (read(split.path, split.ours), read(split.path, split.theirs)):
        for key, value in _flat(side).items():
            if key.partition(".")[0] in SETS:
                assert {*value} - {*_flat(base).get(key, [])} <= {*_flat(result)[key]}
            elif toml.canonical(value) != toml.canonical(_flat(base).get(key)):
                shown = (key, toml.canonical(_flat(result).get(key)))
                assert (key, toml.canonical(value)) in {*kept, shown}


def _flat(document: Document) -> dict[str, Any]:
    """A document's fields by the addresses that conflicts use."""
    flat: dict[str, Any] = {}
    for key, value in document.fields.items():
        if key == "key_results":
            rows = {row["id"]: row for row in value}
            flat |= {f"{key}.{id_}.{k}": v for id_, row in rows.items() for k, v in row.items()}
        elif isinstance(value, dict):
            flat |= {f"{key}.{inner}": one for inner, one in value.items()}
        elif key != "conflicts":
            flat[key] = value
    return flat


@given(splits())
def test_no_line_of_the_notes_is_lost(split: Split) -> None:
    merged = merge(split.path, split.base, split.ours, split.theirs)
    result = read(split.path, merged.text)
    texts = [result.notes, *(one.other for one in conflicts_in(result) if one.field == "notes")]
    kept = {line.rstrip() for text in texts for line in str(text).split("\n")}
    old = {line.rstrip() for line in (read(split.path, split.base).notes or "").split("\n")}
    for side in (split.ours, split.theirs):
        new = {line.rstrip() for line in (read(split.path, side).notes or "").split("\n")}
        assert new - old <= kept


@given(splits())
def test_no_entry_of_the_log_is_lost(split: Split) -> None:
    merged = merge(split.path, split.base, split.ours, split.theirs)
    base, ours, theirs = (log_of(split.path, one) for one in (split.base, split.ours, split.theirs))
    assert log_of(split.path, merged.text) == (ours & theirs) | (ours - base) | (theirs - base)


@given(splits())
def test_a_merged_document_reads_and_joins_back(split: Split) -> None:
    merged = merge(split.path, split.base, split.ours, split.theirs)
    assert merged.text is not None
    source = cut(split.path, merged.text)
    assert source.join() == merged.text
    assert parse_front(source.front).join() == source.front


@given(st.lists(task_edits, max_size=3), st.lists(task_edits, max_size=3))
def test_untouched_keys_keep_their_bytes(ours: list[Edit], theirs: list[Edit]) -> None:
    merged = task(ours, theirs)
    before, after = items(TASK), items(merged.text or "")
    touched = {one.about.removeprefix("# ") for one in [*ours, *theirs]}
    for key, item in before.items():
        if key.removeprefix(".") not in touched and item.key not in touched:
            assert after[key].body == item.body


@given(st.lists(task_edits, max_size=4), st.lists(task_edits, max_size=4))
def test_edits_of_different_things_do_not_clash(ours: list[Edit], theirs: list[Edit]) -> None:
    assume(not {one.about for one in ours} & {one.about for one in theirs} - {"log", *SETS})
    assume(not {"recur", "series"} <= {one.about for one in [*ours, *theirs]})
    assert task(ours, theirs).conflicts == ()


@given(st.lists(st.lists(front_edits, max_size=4), min_size=3, max_size=3))
def test_three_heads_merge_alike_in_any_order(heads: list[list[Edit]]) -> None:
    a, b, c = (apply(TASK, edits) for edits in heads)

    def both(one: str | None, other: str | None) -> str | None:
        return merge(TASK_PATH, TASK, one, other).text

    assert both(both(a, b), c) == both(a, both(b, c)) == both(both(a, c), b)


@given(st.lists(st.tuples(scalar_edits, st.sampled_from(["x", "y", "z"])), min_size=3, max_size=3))
def test_three_heads_that_edit_different_lines_merge_alike_in_any_order(
    heads: list[tuple[Edit, str]],
) -> None:
    a, b, c = (
        apply(TASK, [edit, rewriting(TASK_LINES[at * 2], word, False)])
        for at, (edit, word) in enumerate(heads)
    )

    def both(one: str | None, other: str | None) -> str | None:
        return merge(TASK_PATH, TASK, one, other).text

    assert both(both(a, b), c) == both(a, both(b, c)) == both(both(a, c), b)


@given(st.lists(st.sampled_from(TASK_LINES), min_size=3, max_size=3), st.booleans())
def test_three_heads_that_each_rewrite_a_line_or_take_one_out_merge_alike_in_any_order(
    lines: list[str], rewrite: bool
) -> None:
    words = "xyz" if rewrite else (None, None, None)
    heads = [rewriting(line, word, False) for line, word in zip(lines, words, strict=True)]
    a, b, c = (apply(TASK, [edit]) for edit in heads)

    def both(one: str | None, other: str | None) -> str | None:
        return merge(TASK_PATH, TASK, one, other).text

    assert both(both(a, b), c) == both(a, both(b, c)) == both(both(a, c), b)


@given(fronts(), fronts(), fronts())
def test_any_front_matter_merges_or_is_kept_apart(base: str, ours: str, theirs: str) -> None:
    merged = merge("views/x.toml", base, ours, theirs)
    assert merged == merge("views/x.toml", base, theirs, ours)
    assert merged.apart or read("views/x.toml", merged.text)


@given(st.text(), st.text(), st.text())
def test_no_text_makes_it_fail(base: str, ours: str, theirs: str) -> None:
    for path in (TASK_PATH, "views/x.toml"):
        assert merge(path, base, ours, theirs) == merge(path, base, theirs, ours)
        merge(path, TASK, TASK + ours, TASK.replace("Crane", theirs))


def test_rows_that_a_day_or_a_number_names_are_merged_key_by_key() -> None:
    path = "initiatives/photos.md"
    base = (
        "+++\nqif = [{ step = 1 }, { step = 2 }]\n\n"
        "[[checkins]]\ndate = 2026-05-15\nusing = 4\nexpected = 6\n+++\n"
    )
    ours = base.replace("using = 4", "using = 5").replace("step = 1 ", "step = 1, done = true ")
    theirs = base.replace("expected = 6", "expected = 7").replace("step = 2 ", "step = 2, at = 3 ")
    found = merge(path, base, ours, theirs)
    [row] = fields(found, path)["checkins"]
    assert (row["using"], row["expected"]) == (5, 7)
    assert fields(found, path)["qif"] == [{"step": 1, "done": True}, {"step": 2, "at": 3}]
    third = merge(path, base, ours, base.replace("using = 4", "using = 3"))
    assert [one.field for one in third.conflicts] == ["checkins.2026-05-15.using"]
