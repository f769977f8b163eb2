"""Our value classes do what the standard library's do, as far as they are used."""

from __future__ import annotations

import copy
import dataclasses
import subprocess
import sys

import pytest

from tuiwork.dataclass import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list, compare=False)

    @property
    def double(self) -> int:
        return 2 * self.x


@dataclass(frozen=True, slots=True)
class Named(Point):
    name: str = ""


def test_fields_are_set_by_place_and_by_name_with_their_defaults() -> None:
    assert (Point(1).x, Point(1).y, Point(x=1, y=2).y) == (1, 0, 2)
    assert Named(1, 2, ["a"], "b").name == "b"
    assert Point(1).tags is not Point(1).tags


@pytest.mark.parametrize("wrong", [{}, {"x": 1, "z": 2}])
def test_a_missing_or_unknown_field_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(TypeError):
        Point(**wrong)  # type: ignore[arg-type]


def test_values_compare_and_hash_as_a_whole_without_what_equality_leaves_out() -> None:
    assert Point(1, 2, ["a"]) == Point(1, 2, ["b"])
    assert Point(1, 2) != Point(2, 1)
    assert Point(1) != Named(1)
    assert len({Point(1), Point(1), Point(2)}) == 2


def test_a_frozen_value_cannot_be_changed_and_has_no_other_attributes() -> None:
    point = Point(1)
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        point.z = 2  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")


def test_methods_and_properties_of_the_class_stay() -> None:
    assert Named(3).double == 6
    assert repr(Point(1, 2)) == "Point(x=1, y=2, tags=[])"


def test_both_ways_to_replace_give_the_same() -> None:
    assert replace(Point(1, 2), y=3) == dataclasses.replace(Point(1, 2), y=3) == Point(1, 3)
    assert [one.name for one in dataclasses.fields(Named(1))] == ["x", "y", "tags", "name"]


def test_values_can_be_matched_and_copied() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
    assert copy.deepcopy(Point(1, 2, ["a"])).tags == ["a"]


def test_making_classes_does_not_load_the_standard_librarys() -> None:
    code = "import sys, tuiwork.model.workspace; print('dataclasses' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
