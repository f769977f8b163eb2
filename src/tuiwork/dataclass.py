"""Dataclasses with slots at a tenth of the start-up cost of the standard library's.

A command makes forty classes before it does anything. `dataclasses` takes 30 ms for them, half of
the time of a short command, mostly to import `inspect` and to compile methods that are never
called. Here a constructor is compiled when the first value is made. Type checkers see the
standard library's names; `dataclasses.replace` and `fields` work on these values too.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass, field, replace
    from typing import Any

    Attributes = dict[str, Any]

__all__ = ["dataclass", "field", "replace"]

_NONE = object()


class _Field:
    """What stands behind a field that is not simply needed."""

    __slots__ = ("compare", "factory", "value")

    def __init__(self, value: Any, factory: Any, compare: bool) -> None:
        self.value = value
        self.factory = factory
        self.compare = compare


def _field(*, default: Any = _NONE, default_factory: Any = _NONE, compare: bool = True) -> _Field:
    """A field with a default, one made anew for each value, or one that equality leaves out."""
    return _Field(default, default_factory, compare)


def _dataclass(*, frozen: bool = False, slots: bool) -> Callable[[type], type]:
    """A class whose annotated names are slots, set by its constructor and compared as a whole."""
    assert slots
    return lambda plain: _made(plain, frozen)


def _replace(value: Any, /, **changes: Any) -> Any:
    """A value like this one, but for some fields."""
    names = type(value).__match_args__
    return type(value)(**{name: getattr(value, name) for name in names} | changes)


def _made(plain: type, frozen: bool) -> type:
    body: Attributes = dict(plain.__dict__)
    own = tuple(body.get("__annotations__", ()))
    fields: dict[str, _Field] = dict(getattr(plain, "_fields_", {}))
    for name in own:
        found = body.pop(name, _NONE)
        if type(found).__hash__ is None:
            raise ValueError(f"{name}: a default that can change; use default_factory")
        fields[name] = found if isinstance(found, _Field) else _Field(found, _NONE, True)
    for name in ("__dict__", "__weakref__"):
        body.pop(name, None)
    body |= {"__slots__": own, "__match_args__": tuple(fields), "_fields_": fields}
    body |= {"__init__": _first_init, "__dataclass_fields__": _StandardFields()}
    key = _key(tuple(name for name, one in fields.items() if one.compare))
    body.setdefault("__eq__", _equality(key))
    body.setdefault("__repr__", _shown)
    body.setdefault("__reduce__", _remade)
    body.setdefault("__hash__", (lambda self: hash(key(self))) if frozen else None)
    if frozen:
        body["__setattr__"] = body["__delattr__"] = _refuse
    return type(plain)(plain.__name__, plain.__bases__, body)


def _key(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """What a value is compared by."""
    return attrgetter(*names) if names else lambda _: ()


def _equality(key: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def equal(self: Any, other: Any) -> Any:
        return key(self) == key(other) if type(self) is type(other) else NotImplemented

    return equal


def _shown(self: Any) -> str:
    parts = (f"{name}={getattr(self, name)!r}" for name in type(self).__match_args__)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _remade(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple(getattr(self, name) for name in type(self).__match_args__)


def _refuse(self: Any, name: str, value: object = None) -> None:
    del value
    raise AttributeError(f"{type(self).__name__} is a value: its {name} cannot be changed")


def _first_init(self: Any, *args: Any, **kwargs: Any) -> None:
    """Compile the constructor of the class, and go on with it."""
    made = next(one for one in type(self).__mro__ if one.__dict__.get("__init__") is _first_init)
    made.__init__ = _init(made)  # type: ignore[misc]
    made.__init__(self, *args, **kwargs)  # type: ignore[misc]


def _init(made: Any) -> Callable[..., None]:
    scope: Attributes = {"none": _NONE}
    takes, sets = ["self"], []
    for name, one in made._fields_.items():
        scope[f"set_{name}"] = getattr(made, name).__set__
        value = name
        if one.factory is not _NONE:
            scope[f"new_{name}"] = one.factory
            takes.append(f"{name}=none")
            value = f"new_{name}() if {name} is none else {name}"
        elif one.value is not _NONE:
            scope[f"default_{name}"] = one.value
            takes.append(f"{name}=default_{name}")
        else:
            takes.append(name)
        sets.append(f" set_{name}(self, {value})")
    exec("\n".join([f"def __init__({', '.join(takes)}):", *sets, " return None"]), scope)  # noqa: S102
    init: Callable[..., None] = scope["__init__"]
    return init


class _StandardFields:
    """What the standard library looks for; built when it does, and kept."""

    def __get__(self, value: object, made: Any) -> Mapping[str, Any]:
        import dataclasses

        twin = dataclasses.make_dataclass(made.__name__, [(name, object) for name in made._fields_])
        found = {one.name: one for one in dataclasses.fields(twin)}
        made.__dataclass_fields__ = found
        return found


if not TYPE_CHECKING:
    dataclass, field, replace = _dataclass, _field, _replace
