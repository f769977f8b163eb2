import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.query.parse import MAX_DEPTH, MAX_LENGTH, parse_query
from tuiwork.text.query.tree import (
    AllOf,
    AnyOf,
    Node,
    Not,
    Query,
    QueryError,
    SortKey,
    Term,
    Words,
)


def tree(text: str) -> Node:
    return parse_query(text).tree


def test_terms_words_and_phrases_stand_side_by_side() -> None:
    assert tree('status:active due:<+7d pump "two words"') == AllOf(
        (
            Term("status", "", ("active",)),
            Term("due", "<", ("+7d",)),
            Words("pump"),
            Words("two words"),
        )
    )


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", AllOf()),
        ("priority:>=high", Term("priority", ">=", ("high",))),
        ("Owner:@me", Term("owner", "", ("@me",))),
        ("tag:a,b", Term("tag", "", ("a", "b"))),
        ('type:"a, b","c \\" d"', Term("type", "", ("a, b", 'c " d'))),
        ("due:2026-06-19T10:00", Term("due", "", ("2026-06-19T10:00",))),
        ("-tag:a", Not(Term("tag", "", ("a",)))),
        ("--a", Not(Not(Words("a")))),
        ("a or b c", AnyOf((Words("a"), AllOf((Words("b"), Words("c")))))),
        ("a OR (b or c)", AnyOf((Words("a"), Words("b"), Words("c")))),
        ("a and b", AllOf((Words("a"), Words("b")))),
        ("-(a or b)", Not(AnyOf((Words("a"), Words("b"))))),
        ("((a))", Words("a")),
        ("a (b c)", AllOf((Words("a"), Words("b"), Words("c")))),
        ('"or"', Words("or")),
        ("10:30", Words("10:30")),
        ("a -", AllOf((Words("a"), Words("-")))),
        ('5"', Words('5"')),
    ],
)
def test_a_query_is_read_as_a_tree(text: str, node: Node) -> None:
    assert tree(text) == node


def test_sort_and_group_stand_apart_from_what_is_asked() -> None:
    found = parse_query("sort:due,-priority is:open group:owner sort:title")
    assert found.tree == Term("is", "", ("open",))
    assert found.sort == (SortKey("due"), SortKey("priority", True), SortKey("title"))
    assert found.group == SortKey("owner")


def test_a_query_tells_what_it_needs() -> None:
    found = parse_query('owner:sara (tag:a or -"two words") sort:-due group:list')
    assert found.keys == {"owner", "tag", "due", "list"}
    assert found.words == ("two words",)
    assert [term.key for term in found.terms] == ["owner", "tag"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("owner:sara", False),
        ("is:unowned", False),
        ("sort:status", False),
        ("is:unowned,Done", True),
        ("-is:blocked", True),
        ("a or status:doing", True),
        ("category:todo", True),
        ("overdue:no", True),
    ],
)
def test_a_query_tells_whether_it_speaks_of_open_and_finished(text: str, mentions: bool) -> None:
    assert parse_query(text).mentions_state is mentions


@pytest.mark.parametrize(
    ("text", "start", "end", "says"),
    [
        ("a (b", 2, 3, "this “(” is never closed"),
        ("a )", 2, 3, "there is no “(” that this belongs to"),
        ("a () b", 2, 4, "there is nothing between the brackets"),
        ("or a", 0, 2, "“or” needs something on both sides"),
        ("a or or b", 2, 4, "“or” needs something on both sides"),
        ("a or sort:due", 2, 4, "“or” needs something on both sides"),
        ('a "b', 2, 3, "this quote is never closed"),
        ("a owner: b", 2, 8, "owner: has no value here; write owner:value or owner:none"),
        ("tag:a,", 0, 6, "tag: has no value here"),
        ("due:< b", 0, 5, "due: has no value here"),
        ('tag:"a"b', 7, 8, "a space is missing after the quote"),
        ("(-)", 1, 2, "“-” has nothing after it to leave out"),
        ("a (sort:due)", 3, 11, "sort: stands by itself"),
        ("-group:owner", 1, 12, "group: stands by itself"),
        ("group:a,b", 0, 9, "group: takes one field"),
        ("group:a group:b", 8, 15, "group: takes one field"),
        ("group:-a", 0, 8, "group: takes one field"),
        ("sort:>due", 0, 9, "sort: takes names of fields"),
        ("sort:3", 0, 6, "sort: takes names of fields"),
    ],
)
def test_an_error_points_at_the_token(text: str, start: int, end: int, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    error = caught.value
    assert (error.start, error.end) == (start, end)
    assert says in error.sentence
    sentence, shown, carets = error.message.split("\n")
    assert (sentence, shown) == (error.sentence, f"  {text}")
    assert carets == "  " + " " * start + "^" * (end - start)


def test_the_caret_stands_under_the_token_behind_wide_and_hidden_characters() -> None:
    with pytest.raises(QueryError) as caught:
        parse_query("屋根 \x1b\n)")
    assert caught.value.message.split("\n")[1:] == ["  屋根 ␛␊)", "         ^"]


@pytest.mark.parametrize("text", ["(" * 5000, "-" * 5000 + "a", "(" * (MAX_DEPTH + 1) + "a"])
def test_nesting_and_length_have_a_limit(text: str) -> None:
    with pytest.raises(QueryError, match=r"longer than|nests deeper"):
        parse_query(text)
    assert parse_query("-" * MAX_DEPTH + "a" * (MAX_LENGTH - MAX_DEPTH)).words


KEYS = st.sampled_from(["owner", "due", "tags", "is", "fields.område", "x-y"])
TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["or", "AND", "-", "-a", "a b", 'a"b', "a\\", "a:b", "(x)", "<3", "=1", ",", ""]
    ),
)
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Words, TEXTS),
    st.builds(
        Term,
        KEYS,
        st.sampled_from(["", "<", "<=", ">", ">="]),
        st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    ),
)


def _several(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Trees as the parser makes them: no AllOf directly in an AllOf, no AnyOf in an AnyOf."""
    groups = st.lists(children, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        children.map(Not),
        groups.filter(lambda items: not any(isinstance(one, AllOf) for one in items)).map(AllOf),
        groups.filter(lambda items: not any(isinstance(one, AnyOf) for one in items)).map(AnyOf),
    )


SORTS = st.lists(st.builds(SortKey, KEYS, st.booleans()), max_size=2).map(tuple)
QUERIES = st.builds(
    Query,
    st.one_of(st.just(AllOf()), st.recursive(LEAVES, _several, max_leaves=6)),
    SORTS,
    st.one_of(st.none(), st.builds(SortKey, KEYS)),
)


@given(QUERIES)
def test_a_query_is_read_back_from_what_it_prints(query: Query) -> None:
    assert parse_query(str(query)) == query


@given(st.one_of(st.text(max_size=40), st.text('ab:,<>="\\()- or', max_size=30)))
def test_any_text_is_a_query_that_prints_itself_or_an_error_within_it(text: str) -> None:
    try:
        query = parse_query(text)
    except QueryError as error:
        start, end = error.start, error.end
        assert 0 <= start < end <= max(1, len(text))
    else:
        assert parse_query(str(query)) == query
        assert str(parse_query(str(query))) == str(query)
