"""Asking about one initiative in forms: its fields, a question of a gate, how it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tuiwork.model.change import Actor, Change
from tuiwork.model.gates import Question
from tuiwork.model.initiative import Initiative
from tuiwork.model.workspace import Workspace
from tuiwork.tui.asking import Asking
from tuiwork.tui.planning import recording_forms
from tuiwork.tui.planning.initiative_forms import Asked, answering, change_by_form, form_of
from tuiwork.tui.planning.recording_forms import Told, texts_of
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.widgets.form import Form

MakeForm = Callable[[Workspace, Actor, Initiative, Told | None, str], Form]
ByForm = Callable[[Workspace, Actor, str, Told], Change]


class Filling(SideScreen, Asking):
    """The part of the initiatives that fills what is blank."""

    @property
    def current(self) -> Initiative | None:
        """The initiative under the cursor."""
        raise NotImplementedError

    async def _fill(self, one: Initiative, title: str, asked: Sequence[Asked]) -> bool:
        """Ask for these, and set them; whether there was an answer."""
        return await self._answer(
            lambda told, problem: form_of(
                self.workspace, self.actor, title, asked, told or {}, problem
            ),
            lambda told: lambda session: session.do(change_by_form, one.slug, asked, told),
            (one.path,),
        )

    async def _answer_question(self, one: Initiative, question: Question) -> bool:
        """Ask for exactly what answers a question."""
        if question.key == "practice":
            return await self._record(
                one, recording_forms.ask_practice, recording_forms.practice_by_form
            )
        return await self._fill(one, question.words, answering(one, question))

    async def _record(self, one: Initiative, ask: MakeForm, by_form: ByForm) -> bool:
        """Ask how it goes, and record what all lines of the form say."""
        shown: list[Form] = []

        def question(told: Mapping[str, str] | None, problem: str) -> Form:
            shown[:] = [ask(self.workspace, self.actor, one, told, problem)]
            return shown[0]

        return await self._answer(
            question,
            lambda told: lambda session: session.do(by_form, one.slug, texts_of(shown[0], told)),
            (one.path,),
        )
