"""Documents in which git's own merge left two sides: merged again, field by field, so that both
values are kept."""

from __future__ import annotations

from collections.abc import Mapping

from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.workspace import Workspace
from tuiwork.text.merging.matching import task_id
from tuiwork.text.merging.trees import merge_trees
from tuiwork.text.merging.unmarking import Versions, unmark

Texts = Mapping[str, str | None]


def keep_both_sides(
    workspace: Workspace, actor: Actor, now: Texts, known: Mapping[str, Versions]
) -> Change:
    """What git left in these documents made whole. `now` are their texts on disk; `known` is what
    git merged, where it can still tell.

    What nobody touched since is merged anew from the three versions. Elsewhere the text itself is
    parted, so that what a person has resolved by now stays. What can be neither stays as it is.
    """
    del workspace, actor
    anew = {path: one for path, one in known.items() if one.untouched}
    merged = merge_trees(
        {path: one.base for path, one in anew.items()},
        {path: one.ours for path, one in anew.items()},
        {path: one.theirs for path, one in anew.items()},
    )
    after: dict[str, str | None] = dict(merged.files)
    kept = len(merged.conflicts)
    for path, text in now.items():
        if text is None or path in anew:
            continue
        alone = unmark(path, text, known[path].base if path in known else None)
        if alone is not None:
            after[path] = alone.text
            kept += len(alone.conflicts)
    files = tuple(FileChange(path, now.get(path), text) for path, text in sorted(after.items()))
    files = tuple(file for file in files if file.before != file.after)
    if not files:
        return Change("", ())
    what = "a file" if len(files) == 1 else f"{len(files)} files"
    values = "a value" if kept == 1 else f"{kept} values"
    notices = (f"{values} changed on both sides: both are kept, see `tuiwork conflicts`",)
    message = f"Mended what git's merge left in {what}"
    return Change(message, files, tuple(map(_name, files)), notices if kept else ())


def _name(file: FileChange) -> str:
    """The id of a task, the slug of another document."""
    text = file.after or file.before or ""
    return task_id(file.path, text.encode("utf-8")) or file.path.rpartition("/")[2].split(".")[0]
