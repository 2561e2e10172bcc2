"""Reading typed fields from an object of a facts file; errors name the place of what does not fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from kg.errors import FactsFormatError
from kg.model import Evidence, Passage

__all__ = ["JsonObject"]


class JsonObject:
    """One object of the input, its place (for messages) and the ids of the actors that it may name."""

    __slots__ = ("known", "number_in_list", "parent", "step", "value")

    def __init__(
        self,
        value: object,
        parent: JsonObject | None = None,
        step: str = "",
        number_in_list: int | None = None,
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.parent, self.step, self.number_in_list, self.known = parent, step, number_in_list, known
        if type(value) is not dict and not isinstance(value, Mapping):  # the first test is faster, and usually enough
            raise FactsFormatError(place=self.place() or "/", value=_shown(value), expected="an object")
        self.value: Mapping[str, Any] = value

    def place(self, name: str | None = None) -> str:
        """The JSON Pointer of the object, or of its field ``name``."""
        above = "" if self.parent is None else f"{self.parent.place()}/{self.step}"
        own = above if self.number_in_list is None else f"{above}/{self.number_in_list}"
        return own if name is None else f"{own}/{name}"

    def get[T](self, name: str, kind: type[T] | tuple[type[T], ...], expected: str) -> T:
        found: Any = self.value.get(name)
        # bool is a subclass of int in Python, but true is not a number in JSON.
        if type(found) is not kind and (not isinstance(found, kind) or isinstance(found, bool)):
            raise self.misfit(name, found, expected)
        return found

    def misfit(self, name: str, found: object, expected: str) -> FactsFormatError:
        return FactsFormatError(place=self.place(name), value=_shown(found), expected=expected)

    def has(self, name: str) -> bool:
        return self.value.get(name) is not None

    def text(self, name: str) -> str:
        return self.get(name, str, "a string")

    def text_or_none(self, name: str) -> str | None:
        return self.text(name) if self.has(name) else None

    def number(self, name: str) -> float:
        return self.get(name, (int, float), "a number")

    def number_or_none(self, name: str) -> float | None:
        return self.number(name) if self.has(name) else None

    def index(self, name: str) -> int:
        found = self.get(name, int, "a whole number, 0 or more")
        if found < 0:
            raise self.misfit(name, found, "a whole number, 0 or more")
        return found

    def index_or_none(self, name: str) -> int | None:
        return self.index(name) if self.has(name) else None

    def day(self, name: str) -> dt.date | None:
        text = self.text_or_none(name)
        try:
            return dt.date.fromisoformat(text) if text is not None else None
        except ValueError as error:
            raise self.misfit(name, text, "a day such as 2018-08-24") from error

    def chosen[E: StrEnum](self, name: str, words: type[E]) -> E:
        text = self.text(name)
        try:
            return words(text)
        except ValueError as error:
            raise self.misfit(name, text, "one of " + ", ".join(word.value for word in words)) from error

    def chosen_or_none[E: StrEnum](self, name: str, words: type[E]) -> E | None:
        return self.chosen(name, words) if self.has(name) else None

    def actor(self, name: str) -> str:
        return self.check_actor(self.text(name), name)

    def actor_or_none(self, name: str) -> str | None:
        return self.actor(name) if self.has(name) else None

    def actors(self, name: str) -> tuple[str, ...]:
        found = self.get(name, list, "a list of actor ids") if self.has(name) else []
        return tuple(self.check_actor(item, name, i) for i, item in enumerate(found))

    def check_actor(self, actor: object, name: str, number_in_list: int | None = None) -> str:
        if not isinstance(actor, str) or actor not in self.known:
            raise self.misfit(
                name if number_in_list is None else f"{name}/{number_in_list}", actor, "a key of /entities"
            )
        return actor

    def pair(self, name: str) -> tuple[str, str]:
        found = self.actors(name)
        if len(found) != 2:
            raise self.misfit(name, found, "two actor ids")
        return found[0], found[1]

    def items(self, name: str, known: frozenset[str] = frozenset()) -> list[JsonObject]:
        found = self.get(name, list, "a list") if self.has(name) else []
        return [JsonObject(item, self, name, i, known or self.known) for i, item in enumerate(found)]

    def entries(self, name: str) -> list[tuple[str, JsonObject]]:
        inner = JsonObject(self.value.get(name) or {}, self, name)
        return [(str(key), JsonObject(item, inner, str(key))) for key, item in inner.value.items()]

    def inner(self, name: str) -> JsonObject:
        return JsonObject(self.value.get(name), self, name, known=self.known)

    def span(self) -> tuple[int, int]:
        start, end = self.index("start"), self.index("end")
        if end < start:
            raise self.misfit("end", end, f"an offset from {start} on")
        return start, end

    def passage(self, name: str) -> Passage:
        inner = self.inner(name)
        return Passage(*inner.span(), inner.text("text"))

    def flag(self, name: str) -> bool:
        """The value of a Boolean field; False where it is missing."""
        found = self.value.get(name)
        if found is not None and not isinstance(found, bool):
            raise self.misfit(name, found, "true or false")
        return found is True

    def probability(self, name: str) -> float:
        found = self.number(name)
        if not 0 <= found <= 1:
            raise self.misfit(name, found, "a number from 0 to 1")
        return found

    def proof(self) -> Evidence:
        inner = self.inner("evidence")
        return Evidence(*inner.span(), inner.text("text"), inner.text("rule"), inner.probability("confidence"))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"
