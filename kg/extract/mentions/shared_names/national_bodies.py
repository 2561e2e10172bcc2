"""Whose parliament, ministry or party a name is that those of several states have: "Congress", "the Treasury"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import is_possessive_mark, lowered, word_at
from kg.extract.mentions.found_mentions import head_of
from kg.extract.mentions.mention import TokenMention
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import Entry, Match
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import rows, word_set
from kg.model import ActorType, MentionReason

__all__ = ["NationalBodies", "is_bare"]

NAMES_OF_NATIONAL_BODIES = word_set("names-of-national-bodies")
WORDS_BESIDE = {"of", "party", "the"}
"""Words of a longer name that do not tell its body from another of the same state: "Congress party"."""
PARTY = "party"


def is_bare(doc: Doc, start: int, end: int, match: Match) -> bool:
    """Whether a name of a listed national body is one that other states' bodies have as well."""
    return match.entry.country is not None and _form(doc, start, end) in NAMES_OF_NATIONAL_BODIES


@dataclass
class NationalBodies:
    """The names of the gazetteer in a document, and the bodies that it names in full, with the short form of each."""

    doc: Doc
    spans: Sequence[tuple[int, int, Match]]
    named: list[tuple[str, TokenMention]] = field(default_factory=list)

    def name(self, mention: TokenMention, body: tuple[int, int]) -> None:
        """Note a body's full name, and of its tokens those without the state beside it."""
        form = _short_form(self.doc, *body, mention.entry, mention.country)
        if form in NAMES_OF_NATIONAL_BODIES:
            self.named.append((form, mention))

    def meant(self, start: int, end: int, match: Match) -> TokenMention:
        """The mention of a body by its bare name: of the one that the text named in full last before, or of the only
        one after it. Without one it is the listed body, unless the text is about other states only: then it is none."""
        doc, entry = self.doc, match.entry
        head, form = head_of(doc, start, end), _form(doc, start, end)
        place = self._place_before(start)
        full = [m for f, m in self.named if f == form and place in {None, m.country}]
        body = next(
            (m for m in reversed(full) if m.start < start), full[0] if len({m.name for m in full}) == 1 else None
        )
        if body is not None and body.entry is not entry:
            reason = MentionReason.ALIAS
            return TokenMention(start, end, head, body.type, reason, body.name, body.entry, body.country)
        elsewhere = self._is_elsewhere(entry.country) if place is None else place != entry.country
        if body is None and elsewhere:
            return TokenMention(start, end, head, entry.type, MentionReason.NAME, doc[start:end].text)
        reason = match.reason.mention_reason
        return TokenMention(start, end, head, entry.type, reason, entry.name, entry, entry.country)

    def _place_before(self, at: int) -> str | None:
        """The state in which the sentence is set before a token: "In [Peru], Congress ..."."""
        first = self.doc[at].sent.start
        if word_at(self.doc, first) != "in":
            return None
        here = (m.entry for start, _, m in self.spans if start in {first + 1, first + 2} and start < at)
        return next((entry.country for entry in here if entry.type == ActorType.STATE), None)

    def _is_elsewhere(self, country: str | None) -> bool:
        """Whether the text names other states, and nothing of this one but such bare names."""
        leaders = {led_by(token.text) for token in self.doc if token.text.istitle()}
        named = {m.entry.country for start, end, m in self.spans if not is_bare(self.doc, start, end, m)}
        if country in named | leaders or not (named | leaders) - {None}:
            return False
        kinds = {m.entry.kind for _, _, m in self.spans if m.entry.country == country}
        text = " ".join(lowered(self.doc))
        titled = any(title in text for title in _long_titles(country))
        return not titled and not (PARTY in kinds and len(kinds) > 1)  # "Democrats in the Senate" are American


@cache
def _long_titles(country: str | None) -> tuple[str, ...]:
    """Titles of more than one word that hardly any other state gives: "secretary of state"."""
    known = rows("actors/titles_of_states")
    return tuple(row["title"] for row in known if row["state"] == country and " " in row["title"])


def _form(doc: Doc, start: int, end: int) -> str:
    return " ".join(lowered(doc)[start:end]).removeprefix("the ")


def _short_form(doc: Doc, start: int, end: int, entry: Entry | None, country: str | None) -> str:
    """The bare name that a body's full name goes on as: "congress" for "the Peruvian Congress", "Congress party"."""
    if entry is not None and (bare := _bare_names().get(entry.id)):
        return bare
    state = [i for i in range(start, end) if any(m.entry.country == country for m in gazetteer.lookup(doc[i].text))]
    beside = WORDS_BESIDE | {"national"} if state else WORDS_BESIDE
    words = (doc[i] for i in range(start, end) if i not in state and not is_possessive_mark(doc, i))
    return " ".join(word.lower_ for word in words if word.lower_ not in beside)


@cache
def _bare_names() -> dict[str, str]:
    """The first of the bare names of each listed body that has any, by its id."""
    known = ((each, name.casefold()) for each in gazetteer.entries() for name in (each.name, *each.aliases))
    found: dict[str, str] = {}
    for each, name in known:
        if each.country is not None and name in NAMES_OF_NATIONAL_BODIES:
            found.setdefault(each.id, name)
    return found
