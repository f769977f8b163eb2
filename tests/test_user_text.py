"""No text of a user reaches Textual as a plain `str`, which most of its widgets read as markup.

What a widget is given is a literal, is made by a call that reads no markup, or has a name that is
annotated with a type which markup is never read from. And what goes out, goes out by one door.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "tuiwork"
MODULES = sorted((SOURCE / "tui").rglob("*.py"))

READS_MARKUP: dict[str, tuple[int | None, str]] = {
    "Button": (0, "label"),
    "Checkbox": (0, "label"),
    "Collapsible": (None, "title"),
    "DiscoveryHit": (0, "display"),
    "Hit": (1, "match_display"),
    "Label": (0, "content"),
    "Option": (0, "prompt"),
    "Placeholder": (0, "label"),
    "RadioButton": (0, "label"),
    "Static": (0, "content"),
    "Tab": (0, "label"),
    "TabPane": (0, "title"),
    "add_column": (0, "label"),
    "add_leaf": (0, "label"),
    "set_label": (0, "label"),
    "update": (0, "content"),
}
"""Calls of Textual that read markup in a `str`: the place and the name of that argument."""

HOLD_TEXTS = frozenset(
    {"DataTable", "OptionList", "RadioSet", "Select", "SelectionList", "Tabs", "Tree"}
    | {"add_cell", "add_columns", "add_option", "add_options", "add_row", "add_rows"}
    | {"set_options", "update_cell"}
)
"""Calls any of whose arguments may be or hold such a text."""

SAY_MARKUP = frozenset({"RichLog", "from_text", "notify"})
"""Calls that have to say `markup=False`."""

ATTRIBUTES = frozenset({"border_subtitle", "border_title", "label", "prompt", "tooltip"})
"""What reads markup when it is set."""

NEVER = frozenset({"Markdown", "MarkdownViewer", "escape", "from_markup", "from_rich_text"})
"""What is not used at all: some texts come out of it as markup, or as links."""

SAFE = frozenset(
    {
        "Content",
        "Hanging",
        "Text",
        "assemble",
        "plain",
        "render",
        "styled",
        "stylize",
        "text",
        "truncate",
    }
)
"""Calls that read no markup."""

SAFE_TYPES = frozenset({"Content", "Hanging", "Text", "Visual"})
NO_WIDGETS = frozenset({"Counter", "dict", "frozenset", "set"})


@dataclass(frozen=True)
class Names:
    """What the annotations of some modules say: of functions, and of fields and variables.

    Each name is said to be safe where all of that name are; `updated` are no widgets.
    """

    functions: dict[str, bool]
    fields: dict[str, bool]
    updated: frozenset[str]


def names_in(trees: Iterable[ast.Module]) -> Names:
    """The names in these modules."""
    functions: dict[str, bool] = {}
    fields: dict[str, bool] = {}
    updated: set[str] = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions[node.name] = functions.get(node.name, True) and _is_safe(node.returns)
        elif isinstance(node, ast.arg):
            safe = _is_safe(node.annotation) or _gives_safe(node.annotation)
            fields[node.arg] = fields.get(node.arg, True) and safe
        elif isinstance(node, ast.AnnAssign):
            name = ast.unparse(node.target).rpartition(".")[2]
            fields[name] = fields.get(name, True) and _is_safe(node.annotation)
            if _words(node.annotation) & NO_WIDGETS:
                updated.add(name)
    return Names(functions, fields, frozenset(updated))


def _words(annotation: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}


def _is_safe(annotation: ast.expr | None) -> bool:
    """Whether a type, or all that a container of it holds, is read no markup from."""
    if annotation is None:
        return False
    words = _words(annotation)
    return bool(words & SAFE_TYPES) and not words - SAFE_TYPES - {"Sequence", "list", "tuple"}


def _gives_safe(annotation: ast.expr | None) -> bool:
    """Whether a type is that of a function which gives such a thing."""
    called = annotation
    if isinstance(annotation, ast.BinOp) and ast.unparse(annotation.right) == "None":
        called = annotation.left
    if not (isinstance(called, ast.Subscript) and ast.unparse(called.value) == "Callable"):
        return False
    return isinstance(called.slice, ast.Tuple) and _is_safe(called.slice.elts[-1])


def faults(tree: ast.Module, package: Names, name: str) -> list[str]:
    """What in a module may give a widget a user's text as a `str`, each with its line."""
    here = names_in([tree])
    found: list[tuple[int, str]] = []
    for scope in _scopes(tree):
        check = _Check(here, package, frozenset())
        check = _Check(here, package, frozenset(_always_safe(scope, check)))
        for node in _own_nodes(scope):
            found += [(at.lineno, why) for at, why in check.faults(node)]
    return [f"{name}:{line}: {why}" for line, why in sorted(set(found))]


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    yield tree
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions in it."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _own_nodes(node)


def _always_safe(scope: ast.AST, check: _Check) -> Iterator[str]:
    """The variables of a function that are only ever set to what is safe."""
    safe: dict[str, bool] = {}
    for node in _own_nodes(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for one in ast.walk(target):
                    if isinstance(one, ast.Name):
                        whole = one is target and check.is_safe(node.value)
                        safe[one.id] = safe.get(one.id, True) and whole
        elif isinstance(node, ast.For | ast.comprehension | ast.NamedExpr | ast.AugAssign):
            for one in ast.walk(node.target):
                if isinstance(one, ast.Name):
                    safe[one.id] = False
    return (one for one, is_safe in safe.items() if is_safe)


@dataclass(frozen=True)
class _Check:
    """Looks at one function's nodes, knowing what names stand for."""

    here: Names
    package: Names
    variables: frozenset[str]

    def faults(self, node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
        if isinstance(node, ast.Call):
            yield from self._call(node)
        elif isinstance(node, ast.ImportFrom):
            used = [one.name for one in node.names if one.name in NEVER]
            yield from ((node, f"{one} is not used here") for one in used)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                reads = isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES
                if reads and node.value is not None and not self.is_safe(node.value):
                    yield node, f"{ast.unparse(target)} may be a user's text as a str"

    def _call(self, call: ast.Call) -> Iterator[tuple[ast.expr, str]]:
        name = _called(call)
        said = [ast.unparse(one.value) for one in call.keywords if one.arg == "markup"]
        if name in NEVER:
            yield call, f"{name} is not used here"
        elif said == ["False"] or self._updates_no_widget(call):
            return
        elif name in SAY_MARKUP:
            yield call, f"{name} reads markup; say markup=False"
        for one in self._texts(name, call):
            if not self.is_safe(one):
                yield call, f"{name}({ast.unparse(one)}) may be a user's text as a str"

    def _texts(self, name: str, call: ast.Call) -> list[ast.expr]:
        if name in HOLD_TEXTS:
            keywords = [one.value for one in call.keywords if one.arg not in ("id", "classes")]
            return [*call.args, *keywords]
        if name not in READS_MARKUP:
            return []
        place, keyword = READS_MARKUP[name]
        found = [one.value for one in call.keywords if one.arg == keyword]
        return found + (call.args[place : place + 1] if place is not None else [])

    def _updates_no_widget(self, call: ast.Call) -> bool:
        """Whether `x.update(…)` is a set's or a dict's."""
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        return owner is not None and ast.unparse(owner).rpartition(".")[2] in self.here.updated

    def is_safe(self, node: ast.expr) -> bool:
        """Whether an expression can only be a literal, or what no markup is read from."""
        match node:
            case ast.Constant():
                return True
            case ast.Name() | ast.Attribute():
                return self._is_safe_name(node)
            case ast.IfExp():
                return self.is_safe(node.body) and self.is_safe(node.orelse)
            case ast.BoolOp():
                return all(map(self.is_safe, node.values))
            case ast.BinOp(op=ast.Add()):
                return self.is_safe(node.left) and self.is_safe(node.right)
            case ast.List() | ast.Tuple() | ast.Set():
                return all(map(self.is_safe, node.elts))
            case ast.ListComp() | ast.GeneratorExp():
                return self.is_safe(node.elt)
            case ast.Starred() | ast.Await():
                return self.is_safe(node.value)
            case ast.Call(func=ast.Attribute(attr="join", value=owner)):
                return not isinstance(owner, ast.Constant) and self.is_safe(owner)
            case ast.Call():
                name = _called(node)
                return name in SAFE or self._said(name, self.here.functions, True)
        return False

    def _is_safe_name(self, node: ast.expr) -> bool:
        name = ast.unparse(node).rpartition(".")[2]
        if isinstance(node, ast.Name) and name in self.variables:
            return True
        return name.isupper() or self._said(name, self.here.fields, False)

    def _said(self, name: str, here: dict[str, bool], called: bool) -> bool:
        """What this module's annotations say of a name, else those of the package."""
        if called and self.here.fields.get(name, False):
            return True
        everywhere = self.package.functions if called else self.package.fields
        return here.get(name, everywhere.get(name, False))


def _called(call: ast.Call) -> str:
    func = call.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def of(code: str) -> list[str]:
    """The faults of a module that stands alone."""
    tree = ast.parse(code)
    return faults(tree, names_in([tree]), "x.py")


@pytest.fixture(scope="module")
def package() -> Names:
    return names_in(ast.parse(path.read_text("utf-8")) for path in MODULES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_widget_is_given_a_users_text_as_a_str(path: Path, package: Names) -> None:
    name = path.relative_to(SOURCE.parent).as_posix()
    assert faults(ast.parse(path.read_text("utf-8")), package, name) == []


@pytest.mark.parametrize(
    "code",
    [
        "Static(task.title)",
        'Label(f"{task.title}")',
        "Static(content=task.title)",
        'Button("a " + task.title)',
        "Button(label=safe(task.title))",
        "Static(str(task.title), classes='x')",
        'Static("%s" % task.title)',
        '", ".join(x)\nStatic(", ".join(plain(x) for x in y))',
        "self.query_one('#x', Static).update(task.title)",
        "def f(title: str):\n    static.update(title)",
        "def f(title):\n    words = plain(title)\n    words = title\n    Static(words)",
        "def f():\n    words = plain(x)\ndef g(words: str):\n    Static(words)",
        "for words in titles:\n    Static(words)",
        "Option(task.title)",
        "OptionList(*titles)",
        "Select([(one.title, 1) for one in tasks])",
        "Tab(name)",
        "Tabs(*names)",
        "table.add_row(plain(a), b)",
        "table.add_column(name)",
        "tree.root.add_leaf(name)",
        "node.set_label(name)",
        "frame.border_title = title",
        "frame.border_subtitle = f'{title}'",
        "widget.tooltip = task.title",
        "Hit(1.0, label, run)",
        "Hit(1.0, match_display=label, command=run)",
        "DiscoveryHit(label, run)",
        "app.notify(words)",
        "app.notify(safe(words))",
        "app.notify(words, markup=True)",
        "Content.from_text(words)",
        "Content.from_markup(f'[b]{words}[/b]')",
        "RichLog(markup=True)",
        "from rich.markup import escape",
        "markup.escape(words)",
        "Markdown(task.notes)",
        "Checkbox(step.text)",
        "RadioSet(*names)",
        "Collapsible(title=task.title)",
        "def shown(x) -> str:\n    return x\nStatic(shown(task))",
    ],
)
def test_what_could_be_read_as_markup_is_found(code: str) -> None:
    assert [fault.partition(":")[0] for fault in of(code)] == ["x.py"]


@pytest.mark.parametrize(
    "code",
    [
        'Static("Nothing.")',
        "Static(id='x')",
        "Static(HINT)",
        "Static(plain(task.title))",
        "Static(Content(safe(task.title)), classes=name)",
        'Static(Content(", ").join(plain(x) for x in y))',
        "Static(plain(a) if a else Content(''))",
        "Static(task.title, markup=False)",
        "app.notify(safe(words), markup=False)",
        "def f(title: Content):\n    static.update(title)",
        "def f(make: Callable[[str], Content] | None):\n    static.update(make(name))",
        "def shown(x: str) -> Content:\n    return plain(x)\nStatic(shown(task.title))",
        "words = plain(title).stylize('bold')\nStatic(words)",
        "frame.border_title = plain(title)",
        "found: set[int] = set()\nfound.update(match.offsets)",
        "table.add_row(text(a), text(b))",
        "OptionList(plain(a))",
        "Input(value=task.title, placeholder=hint)",
    ],
)
def test_what_is_never_read_as_markup_is_let_by(code: str) -> None:
    assert of(code) == []


def test_only_the_output_writes_to_the_streams_and_makes_all_of_it_safe() -> None:
    writers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _writes(ast.unparse(node.func))
    }
    assert writers == {
        "__main__.py",  # the version, and a crash, both without a word of the workspace's
        "cli/completion.py",  # its words are those that a shell takes unquoted
        "cli/output.py",
        "tui/app.py",  # the parting words
    }


def _writes(function: str) -> bool:
    return function == "print" or function.endswith(
        ("stdout.write", "stderr.write", ".out.write", ".err.write")
    )
