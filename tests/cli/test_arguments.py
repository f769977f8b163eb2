from __future__ import annotations

import pytest

from tuiwork.cli.arguments import Operand, Option, Usage, read_arguments

IDS = Operand("ID", "an id", many=True)
PERSON = Operand("PERSON", "a person")
QUERY = Operand("QUERY", "a query", needed=False, many=True, free=True)
LIMIT = Option("--limit", "how many", "N", short="-n")
ALL = Option("--all", "everything")


def test_the_last_operand_takes_the_last_word_and_the_many_take_the_rest() -> None:
    found = read_arguments("assign", [IDS, PERSON], ["k7f", "3m2", "sara"])
    assert found.words("ID") == ["k7f", "3m2"]
    assert found.word("PERSON") == "sara"


def test_options_stand_anywhere_and_carry_their_value_in_three_ways() -> None:
    for words in (["--limit", "3", "k7f"], ["k7f", "--limit=3"], ["-n3", "k7f"]):
        found = read_arguments("log", [IDS, LIMIT], words)
        assert (found.words("ID"), found.option("--limit")) == (["k7f"], "3")


def test_two_hyphens_end_the_options() -> None:
    found = read_arguments("list", [IDS, ALL], ["--", "--all"])
    assert found.words("ID") == ["--all"]
    assert not found.flag("--all")


def test_a_free_operand_may_begin_with_a_hyphen() -> None:
    found = read_arguments("list", [QUERY, ALL], ["-tag:waiting", "--all", "-x"])
    assert found.words("QUERY") == ["-tag:waiting", "-x"]
    assert found.flag("--all")


def test_who_asks_for_help_need_not_name_anything() -> None:
    from tuiwork.cli.arguments import HELP

    assert read_arguments("done", [IDS, HELP], ["-h"]).flag("--help")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "log needs ID: an id"),
        (["k7f", "--al"], "`log` has no option --al; did you mean --all or --limit?"),
        (["k7f", "-x"], "`log` has no option -x"),
        (["k7f", "--limit"], "--limit needs a value: --limit N"),
        (["k7f", "--all=yes"], "--all takes no value"),
        (["k7f", "and", "more"], "log takes nothing after “k7f”: and"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(words: list[str], sentence: str) -> None:
    one = Operand("ID", "an id")
    with pytest.raises(Usage) as refused:
        read_arguments("log", [one, LIMIT, ALL], words)
    assert refused.value.message.startswith(sentence.split("; did")[0])
    assert "--all" not in sentence or "--all" in refused.value.message


@pytest.mark.parametrize("typed", ["0", "-1", "x", "1.5", "9" * 30])
def test_a_number_of_things_is_whole_and_above_0(typed: str) -> None:
    found = read_arguments("log", [LIMIT], [f"--limit={typed}"])
    with pytest.raises(Usage, match="--limit takes a number above 0"):
        found.whole("--limit", 20)


def test_an_option_given_several_times_has_all_its_values_and_counts_last() -> None:
    found = read_arguments("plan start", [Option("--in", "", "REF")], ["--in", "a", "--in=b"])
    assert (found.option("--in"), found.every("--in")) == ("b", ["a", "b"])
    assert found.every("--wait") == []
