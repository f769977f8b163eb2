"""Drafts: texts that a person wrote and the workspace could not take, kept where a disk can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from tuiwork.errors import NotSaved
from tuiwork.model.attachment import is_attachment
from tuiwork.model.change import Change
from tuiwork.store.files import write_lasting
from tuiwork.store.local import Local


def keep_text(local: Local, name: str, text: str) -> Path:
    """Keep one text; where it lies. Raises NotSaved where no disk takes it."""
    return _keep(local, {name: text}) / name


def keep_change(local: Local, change: Change) -> str:
    """Keep what a Change would have written; in words, where it lies and how it gets back."""
    texts = {
        file.path: file.after
        for file in change.files
        if file.after is not None and file.after != file.before
    }
    if not texts:
        return "do it again when it can be written"
    try:
        folder = _keep(local, texts)
    except NotSaved as failure:
        return failure.message
    kept, place = (folder, str(local.root)) if len(texts) > 1 else _only(folder, texts)
    how = "copy it over" if len(texts) > 1 else "copy it to"
    return f"what it would have held is kept in {kept}; when there is room, {how} {place}"


def _only(folder: Path, texts: Mapping[str, str]) -> tuple[Path, str]:
    (path,) = texts
    return folder / path, path


def _keep(local: Local, texts: Mapping[str, str]) -> Path:
    """A new folder with these texts, in the first place that takes all of them."""
    for folder in _places(local):
        with suppress(OSError):
            made = _folder_in(folder)
            try:
                _write(made, texts)
            except OSError:
                _remove(made)
                raise
            return made
    raise NotSaved("the text could not be kept anywhere: no disk takes it; make room first")


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        how = "surrogateescape" if is_attachment(path) else "surrogatepass"
        write_lasting(file, text.encode("utf-8", how))


def _remove(folder: Path) -> None:
    from shutil import rmtree

    rmtree(folder, ignore_errors=True)


def _places(local: Local) -> Iterator[Path]:
    """This clone's own folder, then the person's, often on another disk, then a passing one."""
    yield local.state / "drafts"
    import tempfile

    from platformdirs import user_state_path

    yield user_state_path("tuiwork") / "drafts"
    yield Path(tempfile.gettempdir())


def _folder_in(folder: Path) -> Path:
    from tempfile import mkdtemp
    from time import strftime

    folder.mkdir(parents=True, exist_ok=True)
    return Path(mkdtemp(prefix=strftime("draft-%Y-%m-%d-%H%M-"), dir=folder))
