"""Taking back: the Change that makes things what they would be had others never happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tuiwork.dataclass import replace
from tuiwork.errors import Refused
from tuiwork.model.change import IDS, Change
from tuiwork.session.recording import Recording

if TYPE_CHECKING:
    from tuiwork.session.recalled import Recalled
    from tuiwork.sync.git.repository import Repository
    from tuiwork.sync.history import Commit

UNDO_DEPTH = 500
"""How many of a person's commits back undo looks for the last one."""
EVERY = 1_000_000
MANY = 20
"""Changes that are taken back at once only when somebody says that all are meant."""


class TakingBack(Recording):
    """The part of a session that undoes and redoes."""

    def undo(self, *commits: str) -> Change:
        """Take back the last change that the person made in this copy, or those named, as a new
        Change.

        Raises Refused where there is none, WouldLose where it would lose another's work.
        """
        return self.apply(self.plan_undo(*commits))

    def redo(self, *commits: str) -> Change:
        """Bring back what the person's last undo took away, or those named."""
        return self.apply(self.plan_redo(*commits))

    def plan_undo(self, *commits: str) -> Change:
        """What `undo` would do."""
        return self._reversal_of(commits, redo=False)

    def plan_redo(self, *commits: str) -> Change:
        """What `redo` would do. Raises Refused for a change that took nothing back."""
        return self._reversal_of(commits, redo=True)

    def plan_undo_by(
        self,
        person: str | None,
        *,
        since: date | None = None,
        last_import: bool = False,
        every: bool = False,
    ) -> Change:
        """What taking back all that a person did (or oneself), or the last import, would do.

        What cannot be taken back without losing another's work is left out, and a notice says so.
        Raises Refused where nothing is there, and for many changes unless `every` is meant.
        """
        from tuiwork.session.recalled import begins, reversal
        from tuiwork.verbs.undoing import WouldLose, reverses, shown

        known = self.recorded_changes(
            limit=EVERY, person=person or self.handle, imports=last_import
        )
        theirs = {one.commit.oid for one in known}
        found = [
            one
            for one in known
            if not one.fallen
            and not one.commit.is_merge
            and not begins(one.commit)
            and not (reverses(one.commit) and theirs.issuperset(reverses(one.commit)))
            and (since is None or one.commit.at.astimezone(self.timezone).date() >= since)
        ]
        found = found[:1] if last_import else found
        whose = found[0].by if found else person or self.handle
        if not found:
            what = "import" if last_import else "change"
            raise Refused(f"there is no {what} of {whose} that could be taken back")
        if len(found) > MANY and not every:
            raise Refused(
                f"these are {len(found)} changes of {whose}; --dry-run shows what would become of "
                "them, --all takes them back"
            )
        repo = self.repository()
        commits = [one.commit for one in found]
        change, losses = reversal(repo, self.root, self.workspace, commits, leave_out=True)
        if losses and not change.undoes:
            raise WouldLose(losses)
        notices = [f"left out: “{one.step.message}”, {shown(one)}" for one in losses]
        undone = [one for one in commits if one.oid in change.undoes]
        message = _message("Undid", undone, f"of {whose}")
        return replace(
            change, message=message, ids=_ids(undone), notices=(*change.notices, *notices)
        )

    def recorded_changes(
        self, *, limit: int, person: str | None = None, imports: bool = False
    ) -> list[Recalled]:
        """The last recorded changes, newest first, or those of one person, or the imports."""
        from tuiwork.session.recalled import recall

        self._repair()
        self.record()
        emails = self._emails_of(person) if person else ()
        return recall(
            self.repository(), self.workspace, limit=limit, emails=emails, imports=imports
        )

    def why_not(self, changes: Sequence[Recalled]) -> list[Refused | None]:
        """Why each of these changes cannot be taken back now, None where it can."""
        from tuiwork.session.recalled import outlooks

        return outlooks(self.repository(), self.root, self.workspace, changes)

    def _emails_of(self, person: str) -> Sequence[str]:
        """The addresses a person recorded changes with; an address stands for itself."""
        if person == self.handle and person not in self.workspace.people:
            return [self._identity[1]] if self._identity else []
        if "@" in person.removeprefix("@"):
            return [person]
        found = self.workspace.find_person(person)
        if not found.emails:
            raise Refused(
                f"{found.title} has no e-mail address in {found.path}, git knows nobody else"
            )
        return found.emails

    def _reversal_of(self, names: Sequence[str], *, redo: bool) -> Change:
        from tuiwork.session.recalled import reversal
        from tuiwork.sync.recalling import named

        self._repair()
        self.record()
        repo = self.repository()
        if not names:
            commits = [self._last(repo, redo=redo)]
        elif redo:
            commits = [_undo_of(repo, one) for one in named(repo, names)]
        else:
            commits = [_standing(repo, one) for one in named(repo, names)]
        change, _ = reversal(repo, self.root, self.workspace, commits)
        oids = tuple(one.oid for one in commits)
        return replace(
            change,
            message=_message("Redid" if redo else "Undid", commits),
            ids=_ids(commits),
            undoes=() if redo else oids,
            redoes=oids if redo else (),
        )

    def _last(self, repo: Repository, *, redo: bool) -> Commit:
        """The person's last change in this copy that stands, or the last undo of it."""
        from tuiwork.sync.history import log
        from tuiwork.sync.recalling import made_here
        from tuiwork.verbs.undoing import choose_commit

        emails = [self._identity[1]] if self._identity else []
        here = made_here(repo)
        commits = log(repo, limit=UNDO_DEPTH, emails=emails)
        mine = [one for one in commits if here is None or one.oid in here]
        return choose_commit(mine, redo=redo)


def _standing(repo: Repository, commit: Commit) -> Commit:
    """The same commit. Raises Refused where it was taken back since."""
    from tuiwork.sync.recalling import reversals
    from tuiwork.verbs.undoing import taken_back

    if commit.oid in taken_back(reversals(repo, commit.oid)):
        raise Refused(f"“{commit.subject}” has been taken back already")
    return commit


def _undo_of(repo: Repository, commit: Commit) -> Commit:
    """The undo that a name means: itself, or the one that took the named change back."""
    from tuiwork.sync.recalling import reversals
    from tuiwork.verbs.undoing import reverses, taken_back

    if reverses(commit):
        return _standing(repo, commit)
    later = reversals(repo, commit.oid)
    fallen = taken_back(later)
    undos = [one for one in later if commit.oid in reverses(one) and one.oid not in fallen]
    if not undos:
        raise Refused(f"“{commit.subject}” was not taken back, there is nothing to redo")
    if len(reverses(undos[0])) > 1:
        raise Refused(
            f"“{commit.subject}” was taken back together with others; "
            f"`tuiwork redo {undos[0].oid[:8]}` brings all of them back"
        )
    return undos[0]


def _ids(commits: Sequence[Commit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(one.trailers.get(IDS, "") for one in commits).split()))


def _message(word: str, commits: Sequence[Commit], whose: str = "") -> str:
    """The diary line of a Change that takes these back or brings them back."""
    subjects = [
        one.subject.removeprefix("Undid: ") if word == "Redid" else one.subject for one in commits
    ]
    if len(commits) == 1:
        return f"{word}: {subjects[0]}"
    return " ".join(part for part in (word, f"{len(commits)} changes", whose) if part)
