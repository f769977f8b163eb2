"""People: who can own work, how they are recognised, how many hours they have."""

from __future__ import annotations

from tuiwork.model.document import Document


class Person(Document):
    """A document in people/, read as a person. The handle is its slug."""

    __slots__ = ()

    @property
    def handle(self) -> str:
        return self.slug

    @property
    def emails(self) -> tuple[str, ...]:
        return tuple(email.casefold() for email in self.names("emails"))
