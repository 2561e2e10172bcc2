"""Whose parliament, ministry or party a name is that those of several states have: "Congress", "the Treasury"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import is_possessive_mark, lowered, occurrences, word_at, words_without_article
from kg.extract.mentions.gazetteer.spans import Span
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.mention_finder import head_of
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import Entry, Match
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import rows, states_by_name, word_set
from kg.model import ActorType, MentionReason

__all__ = ["NationalBodies", "is_bare"]

NAMES_OF_NATIONAL_BODIES = word_set("names-of-national-bodies")
GOVERNORS = {"gov", "gov.", "governor"}
SIGNS_OF_OTHER_SENATES = word_set("signs-of-other-senates")
WORDS_BESIDE = {"of", "party", "the"}
"""Words of a longer name that do not distinguish its body from another of the same state: "Congress party"."""


def is_bare(doc: Doc, start: int, end: int, match: Match) -> bool:
    """Whether a name of a listed national body is one that other states' bodies have as well."""
    return match.entry.country is not None and words_without_article(doc, start, end) in NAMES_OF_NATIONAL_BODIES


@dataclass
class NationalBodies:
    """The names of the gazetteer in a document, and the bodies that it names in full, with the short form of each."""

    doc: Doc
    spans: Sequence[Span]
    named: list[tuple[str, TokenMention]] = field(default_factory=list)

    def name(self, mention: TokenMention, body: tuple[int, int]) -> None:
        """Note a body's full name, and of its tokens those without the state beside it."""
        form = _short_form(self.doc, *body, mention.entry, mention.country)
        if form in NAMES_OF_NATIONAL_BODIES:
            self.named.append((form, mention))

    def meant(self, start: int, end: int, match: Match) -> TokenMention:
        """The mention of a body by its bare name: of the listed one wherever the text has a sign of its state; else of
        the one that the text named in full last before, or of the only one after it. In a text about a state that has
        such a body, or its governor, which it does not name in full, it is an unlisted body."""
        doc, entry = self.doc, match.entry
        head, form = head_of(doc, start, end), words_without_article(doc, start, end)
        listed_mention = TokenMention(
            start, end, head, entry.type, match.reason.mention_reason, entry.name, entry, entry.country
        )
        if word_at(doc, start - 2) == "world" and doc[start - 2 : end].text.istitle():  # "World Jewish Congress"
            return TokenMention(start - 2, end, head, entry.type, MentionReason.NAME, doc[start - 2 : end].text)
        place = self._place_before(start)
        if place == entry.country or (place is None and entry.country in self._states_told):
            return listed_mention
        full_names = [m for f, m in self.named if f == form and place in {None, m.country}]
        named_before = next((m for m in reversed(full_names) if m.start < start), None)
        body = named_before or (full_names[0] if len({m.name for m in full_names}) == 1 else None)
        if body is not None:
            return TokenMention(start, end, head, body.type, MentionReason.ALIAS, body.name, body.entry, body.country)
        states_about = {place} if place is not None else self._states
        of_a_part = form == "senate" and self._is_about_a_governor  # that of Texas, which no list has
        if of_a_part or states_about & states_by_name("bare_names_of_bodies").get(form, frozenset()):
            return TokenMention(start, end, head, entry.type, MentionReason.NAME, doc[start:end].text)
        return listed_mention

    def _place_before(self, index: int) -> str | None:
        """The state in which the sentence is set before a token: "In [Peru], Congress ..."."""
        sentence_start = self.doc[index].sent.start
        if word_at(self.doc, sentence_start) != "in":
            return None
        entries_here = (
            (end, m.entry)
            for start, end, m in self.spans
            if start in {sentence_start + 1, sentence_start + 2} and start < index
        )
        states = (e.country for end, e in entries_here if e.type == ActorType.STATE and word_at(self.doc, end) == ",")
        return next(states, None)

    @cached_property
    def _states(self) -> frozenset[str | None]:
        """The states that the text names, also by their bodies, people and leaders, but not by bare names."""
        leaders = {led_by(token.text) for token in self.doc if token.text.istitle()}
        return frozenset(leaders | {m.entry.country for s, e, m in self.spans if not is_bare(self.doc, s, e, m)})

    @cached_property
    def _is_about_a_governor(self) -> bool:
        """Whether the text is about the governor of a part of a state, "Texas Governor Bo Ek" or "the
        governor of Texas", and has no sign of what only the Senate of a whole state deals with, "nominated", nor names
        a bank, which has governors as well."""
        posts = [t for t in occurrences(self.doc, GOVERNORS) if t.i + 1 < len(self.doc)]
        posts = [t for t in posts if word_at(self.doc, t.i - 1) not in {"former", "ex", "-"}]
        neighbours = ((self.doc[t.i - 1], self.doc[t.i + 1]) for t in posts if t.i > 0)
        is_of_land = any(before.ent_type_ == "GPE" or after.lower_ == "of" for before, after in neighbours)
        is_named = any(t.text.istitle() and self.doc[t.i + 1].ent_type_ == "PERSON" for t in posts)
        has_other_signs = any(occurrences(self.doc, SIGNS_OF_OTHER_SENATES))
        return (is_of_land or is_named) and not has_other_signs

    @cached_property
    def _states_told(self) -> frozenset[str | None]:
        """The states that the text names, and those whose titles it has that hardly any other state gives."""
        words = f" {' '.join(lowered(self.doc))} "
        return self._states | {state for title, state in _titles() if title in words}


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """Titles that hardly any other state gives, between spaces, with the state: "secretary of state", "sen."."""
    rows_ = ((row["title"], row["state"]) for row in rows("actors/titles_of_states"))
    return tuple((f" {title} ", state) for title, state in rows_ if " " in title or title.endswith("."))


def _short_form(doc: Doc, start: int, end: int, entry: Entry | None, country: str | None) -> str:
    """The bare name that a body's full name goes on as: "congress" for "the Peruvian Congress", "Congress party"."""
    if entry is not None and (bare := _bare_names().get(entry.id)):
        return bare
    state = [i for i in range(start, end) if any(m.entry.country == country for m in gazetteer.lookup(doc[i].text))]
    words_beside = WORDS_BESIDE | {"national"} if state else WORDS_BESIDE
    words = (doc[i] for i in range(start, end) if i not in state and not is_possessive_mark(doc, i))
    return " ".join(word.lower_ for word in words if word.lower_ not in words_beside)


@cache
def _bare_names() -> dict[str, str]:
    """The first of the bare names of each listed body that has any, by its id."""
    names_by_entry = (
        (entry, name.casefold()) for entry in gazetteer.entries() for name in (entry.name, *entry.aliases)
    )
    first_names: dict[str, str] = {}
    for entry, name in names_by_entry:
        if entry.country is not None and name in NAMES_OF_NATIONAL_BODIES:
            first_names.setdefault(entry.id, name)
    return first_names
