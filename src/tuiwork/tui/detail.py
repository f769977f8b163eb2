"""The detail pane: one task in full, its notes as Markdown, its checklist to tick."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Markdown, Static

from tuiwork.insight.why import why
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.checklist import ChecklistItem, checklist
from tuiwork.text.clean import safe
from tuiwork.tui import detail_text
from tuiwork.tui.widgets.columns import Line
from tuiwork.tui.widgets.lines import Lines
from tuiwork.tui.widgets.rows import Row, State

_STEP = re.compile(r"^\s*[-*+] \[[ xX]\].*$\n?", re.MULTILINE)
_MAX_NOTES = 100_000
"""Characters of notes that are shown; the file has the rest."""


class Steps(Lines):
    """The checklist of the task; Space and Enter tick."""

    BINDING_GROUP_TITLE = "Checklist"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "open", "Tick", show=True, id="step.tick"),
    ]


class Detail(VerticalScroll, can_focus=True):
    """One task in full; it shows what it is given and asks for ticks."""

    BINDING_GROUP_TITLE = "Task"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False, id="detail.down"),
        Binding("k", "scroll_up", "Up", show=False, id="detail.up"),
    ]

    @dataclass
    class Ticked(Message):
        """Somebody wants a step of the checklist the other way."""

        task_id: str
        number: int

    @dataclass
    class LinkOpened(Message):
        """Somebody wants to follow a link of the notes."""

        url: str

    def __init__(self, signs: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._signs = signs
        self._shown: Task | None = None
        self._notes = ""

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        yield Static(id="why")
        yield Markdown(open_links=False, id="notes")
        yield Steps(self._draw_step, can_mark=False, signs=self._signs, id="steps")
        yield Static(id="rest")
        yield Static(id="log")

    def show(self, workspace: Workspace, task: Task | None, now: datetime) -> None:
        """Show a task, or nothing."""
        if task is None:
            self.show_nothing()
            return
        other = self._shown is None or task.id != self._shown.id
        self._shown = task
        for child in self.children:
            child.display = True
        answer = why(workspace, task, now.date())
        self._static("head", detail_text.head(workspace, task, now, self._signs))
        self._static("why", detail_text.why_lines(answer, self._signs))
        self._static("rest", detail_text.rest(workspace, task))
        self._static("log", detail_text.log_lines(task, now))
        self._show_notes(task.notes or "")
        if other:
            self.scroll_home(animate=False)

    def show_nothing(self) -> None:
        """Show an empty pane."""
        self._shown = None
        for child in self.children:
            child.display = False

    def _static(self, name: str, content: object) -> None:
        widget = self.query_one(f"#{name}", Static)
        widget.update(content)  # type: ignore[arg-type]
        widget.display = bool(str(content))

    def _show_notes(self, notes: str) -> None:
        steps = self.query_one(Steps)
        items = checklist(notes)
        steps.show(Row(str(item.number), item) for item in items)
        steps.styles.height = len(items)
        steps.display = bool(items)
        text = safe(_STEP.sub("", notes)[:_MAX_NOTES].strip(), multiline=True)
        markdown = self.query_one(Markdown)
        markdown.display = bool(text)
        if text != self._notes:
            self._notes = text
            markdown.update(text)

    def _draw_step(self, row: Row, width: int, _: State) -> Sequence[Line]:
        del width
        item = row.value
        assert isinstance(item, ChecklistItem)
        sign = self._signs["done"] if item.done else self._signs["todo"]
        tone = "done" if item.done else ""
        return [[(f"{sign} ", tone), (item.text, "dim" if item.done else "")]]

    @on(Lines.Opened)
    def _tick(self, event: Lines.Opened) -> None:
        event.stop()
        if self._shown is not None:
            self.post_message(self.Ticked(self._shown.id, int(event.key)))

    @on(Markdown.LinkClicked)
    def _follow(self, event: Markdown.LinkClicked) -> None:
        event.stop()
        self.post_message(self.LinkOpened(event.href))
