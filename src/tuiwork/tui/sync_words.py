"""The state of the exchange with the team, in words for the top line."""

from __future__ import annotations

from datetime import datetime

from tuiwork.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SyncState:
    """What is known of the exchange: since when, what waits, what is wrong or under way; and how
    many conflicts it left, which `key` shows."""

    remote: bool = False
    waiting: int = 0
    behind: int = 0
    synced: datetime | None = None
    busy: bool = False
    trouble: str = ""
    conflicts: int = 0
    key: str = ""

    def words(self, now: datetime) -> str:
        """The state in a few words."""
        state = self._state(now)
        if not self.conflicts:
            return state
        what = "1 conflict" if self.conflicts == 1 else f"{self.conflicts} conflicts"
        return f"{state} · {what}: press {self.key}"

    def _state(self, now: datetime) -> str:
        if self.busy:
            return "syncing…"
        if self.trouble:
            kept = f", {self.waiting} kept here" if self.waiting else ""
            return f"{self.trouble}{kept}"
        if not self.remote:
            return "no remote"
        if self.waiting:
            return f"{self.waiting} to send"
        if self.behind:
            return f"{self.behind} to receive"
        return "not synced yet" if self.synced is None else f"synced {_ago(self.synced, now)}"


def in_keys(message: str, key: str) -> str:
    """What a sync says, with the key that shows conflicts in place of the command."""
    return message.replace("`tuiwork conflicts`", key)


def _ago(then: datetime, now: datetime) -> str:
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 24 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // (24 * 60)} d ago"
