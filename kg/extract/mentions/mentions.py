"""Find the spans that name an actor: gazetteer names, persons, organizations, and noun phrases with a telling head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import lowered, occurrences, word_at
from kg.extract.mentions.found_mentions import FoundMentions, head_of
from kg.extract.mentions.gazetteer_spans import gazetteer_spans
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.named_bodies import find_named_bodies
from kg.extract.mentions.person_names import find_known_names, find_persons
from kg.extract.mentions.posts_before_names import holder_at
from kg.extract.mentions.title_spans import TITLES, are_posts, before_title, is_title, titles
from kg.extract.text.layout import in_heading
from kg.extract.words import gazetteer, lexicon
from kg.extract.words.amounts import amounts
from kg.extract.words.gazetteer import Match, MatchReason
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["ORGANIZATION_WORDS", "QUANTIFIERS", "STATE_NOUNS", "mentions"]


ORGANIZATION_WORDS = word_set("organization-words")
STATE_NOUNS = word_set("state-nouns")
ACRONYM = re.compile(r"^[A-Z][A-Za-z]{0,8}[A-Z]$")
PARTY_AND_STATE = re.compile(r"^([RD])\s?-\s?[A-Z][a-z]")
EMPLOYERS = word_set("employers")
NO_NAMES = word_set("names-of-no-actor")
NO_NAMES_ALONE = word_set("no-names-alone")
REGIONAL = word_set("regional-adjectives")
REGIONS = word_set("larger-regions")
DASHES = {"-", "–", "—"}
ISO_4217 = 3
"""Letters of a currency's code; no other unit has so few that a name could begin with it."""
DETERMINERS = word_set("determiners")
QUANTIFIERS = word_set("quantifiers")
TALKS = word_set("talks")
PEOPLE = tuple(word_set("people-endings"))
NATIONAL = {"armed", "bank", "court", "ministry", "office", "parliament", "party"}
"""Kinds of bodies that many states have under the same name."""
PARTIES_BY_LETTER = {"R": "organization/republican-party", "D": "organization/democratic-party"}

ENDS_NO_NAME = word_set("words-inside-names") | {"'", ",", "(", ")"}
"""What the tagger takes for a name's last word."""
PREPOSITIONS_OF_OWNERS = word_set("prepositions-of-owners")
WORDS_INSIDE_NAMES_OF_BODIES_AND_MARKS = word_set("words-inside-names-of-bodies") | {"'", "-", "&"}


def _organizations(doc: Doc, finder: FoundMentions) -> None:
    of_persons = {i for m in finder.taken.values() if m.type == ActorType.PERSON for i in range(m.start, m.end)}
    for ent in doc.ents:
        start, end = ent.start, ent.end
        while start < end and (doc[start].lower_ == "the" or doc[start].text in DASHES):
            start += 1
        while end > start and doc[end - 1].text in ENDS_NO_NAME:
            end -= 1
        end = before_title(doc, start, end)
        if start >= end or ent.label_ not in {"ORG", "NORP", "GPE", "FAC", "LOC"}:
            continue
        if all(i in finder.covered for i in range(start, end)):
            continue
        name, words = doc[start:end], lowered(doc)[start:end]
        if "\n" in name.text or not any(t.text[:1].isupper() for t in name):
            continue
        if ent.label_ in {"FAC", "LOC"} and ORGANIZATION_WORDS.isdisjoint(words):
            continue
        if not of_persons.isdisjoint(range(start, end)):
            continue
        kind = {"NORP": ActorType.GROUP, "GPE": ActorType.STATE, "LOC": ActorType.STATE}.get(
            ent.label_, ActorType.ORGANIZATION
        )
        head = head_of(doc, start, end)
        if doc[head].lower_ in {"delegation", "mission", "team"}:
            kind = ActorType.DELEGATION
        if words[-1] in STATE_NOUNS or words[-1] in NO_NAMES or is_title(doc, start, end):
            continue
        if words[0] in NO_NAMES_ALONE and len(words) == 1:
            continue
        if (ent.label_ == "NORP" and _tells_a_region(doc, start, end)) or _is_money(name.text):
            continue
        if are_posts(doc, start, end):
            continue
        _named_body(doc, finder, start, end, head, kind)
    _proper_bodies(doc, finder, of_persons)


def _is_money(words: str) -> bool:
    return any(amount.start == 0 and len(amount.unit or "") == ISO_4217 for amount in amounts(words))


def _tells_a_region(doc: Doc, start: int, end: int) -> bool:
    """Whether the words only tell where the noun after them is at home ("South American" states)."""
    last = doc[end - 1]
    own = last.lower_ in REGIONAL and all(t.lower_ in REGIONS | {"-"} for t in doc[start : end - 1])
    return own and last.head.i >= end and last.dep_ in {"amod", "compound", "nmod"}


def _named_body(doc: Doc, finder: FoundMentions, start: int, end: int, head: int, kind: ActorType) -> None:
    inner = [m for m in finder.taken.values() if m.start >= start and m.end <= end]
    owner = next((m for m in inner if m.type in {ActorType.STATE, ActorType.BLOC}), None)
    if owner is not None and doc[start].lower_ in STATE_NOUNS and doc[start + 1 : start + 2].text == "of":
        finder.add(
            replace(owner, start=start, end=end, head=head, reason=MentionReason.NOMINAL, noun=doc[start].lower_)
        )
        return  # "the Government of Kenya" is Kenya
    if any(m.head == head for m in inner):
        whole = next(m for m in inner if m.head == head)
        if whole.end - whole.start >= end - start - 1:
            return
        del finder.taken[head]
        finder.inner[head] = whole
    plural = doc[head].tag_ in {"NNS", "NNPS"} and kind == ActorType.GROUP
    finder.add(
        TokenMention(
            start,
            end,
            head,
            kind,
            MentionReason.NAME,
            doc[start:end].text,
            country=owner.country if owner else None,
            owner=owner.head if owner else None,
            plural=plural,
        )
    )


def _proper_bodies(doc: Doc, finder: FoundMentions, of_persons: set[int]) -> None:
    """Capitalised phrases that end in an organization's word ("North Sea Catchers' Alliance")."""
    for token in occurrences(doc, ORGANIZATION_WORDS):
        if not token.text[0].isupper() or token.i in finder.taken:
            continue
        if is_title(doc, token.i, token.i + 1):
            continue
        if token.i in finder.covered or in_heading(token):
            continue
        start = token.i
        while start > 0 and (
            doc[start - 1].text[:1].isupper() or doc[start - 1].text in WORDS_INSIDE_NAMES_OF_BODIES_AND_MARKS
        ):
            if doc[start - 1].lower_ in DETERMINERS or (
                doc[start - 1].is_punct and doc[start - 1].text not in {"'", "-"}
            ):
                break
            if doc[start - 1].is_sent_start and doc[start - 1].is_stop:
                break
            start -= 1
        while start < token.i and not doc[start].text[:1].isupper():
            start += 1
        end = token.i + 1
        while end + 1 < len(doc) and doc[end].text in {"of", "for"} and doc[end + 1].text[:1].isupper():
            end += 2
            while end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN":
                end += 1
        if not of_persons.isdisjoint(range(start, end)):
            continue
        _named_body(doc, finder, start, end, head_of(doc, start, end), ActorType.ORGANIZATION)


def _phrase_bounds(token: Token) -> tuple[int, int]:
    """The noun phrase of ``token`` from its leftmost modifier to itself."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "poss", "nummod", "nmod", "det", "predet", "advmod", "quantmod"}:
            start = min(start, child.left_edge.i)
    doc = token.doc
    dash = next(
        (i for i in range(token.i - 1, start, -1) if doc[i].text in DASHES and doc[i - 1].whitespace_), start - 1
    )
    return dash + 1, token.i + 1


@cache
def _prefixes() -> frozenset[str]:
    """What stands before the noun in listed nouns of two words or halves."""
    return frozenset(part for noun in lexicon.nominals() for mark in " -" for part in noun.split(mark)[:-1])


def _noun_forms(token: Token) -> Iterator[str]:
    """What the noun may be listed as: its lemma, its form, its singular, each also with the word before it."""
    lemma, form = token.lemma_.casefold(), token.lower_
    singular = form[:-3] + "y" if form.endswith("ies") else form.removesuffix("s")
    before = word_at(token.doc, token.i - 1)
    if before == "-" and not token.nbor(-1).whitespace_ and (prefix := word_at(token.doc, token.i - 2)):
        yield from (f"{prefix}-{word}" for word in (lemma, form, singular))
    if before in _prefixes() and token.nbor(-1).dep_ in {"amod", "compound", "nmod"}:
        yield from (f"{before} {word}" for word in (lemma, form, singular))
    yield from (lemma, form, singular)


def _in_brackets(doc: Doc, finder: FoundMentions) -> None:
    """The body in brackets after a person's name: "Ana Ruiz (CTU)", and the party in "Sen. Bo Ek (R-Iowa)"."""
    ends = {m.end for m in finder.taken.values() if m.type == ActorType.PERSON}
    for token in occurrences(doc, {"(", ","}):
        i = token.i + 1
        if token.i not in ends or i == len(doc):
            continue
        party = PARTY_AND_STATE.match(doc[i : i + 3].text)
        entry = gazetteer.entry(PARTIES_BY_LETTER[party[1]]) if party is not None else None
        if entry is not None:
            finder.taken.pop(i, None)
            finder.add(TokenMention(i, i + 1, i, entry.type, MentionReason.ALIAS, entry.name, entry, entry.country))
            finder.covered.update(range(i, i + 3))
        elif token.text == "(" and doc[i + 1 : i + 2].text == ")" and ACRONYM.match(doc[i].text):
            finder.add(TokenMention(i, i + 1, i, ActorType.ORGANIZATION, MentionReason.NAME, doc[i].text))


def _quoted(doc: Doc, finder: FoundMentions) -> None:
    """A faction by its nickname: the "landers", the "steadfast"."""
    for mark in occurrences(doc, {'"'}):
        if not 1 <= mark.i < len(doc) - 2:
            continue
        token = mark.nbor(1)
        quoted = token.nbor(1).text == '"' and mark.nbor(-1).lower_ in {"the", "these"}
        described = token.tag_ == "JJ" and token.dep_ not in {"amod", "compound"} and token.lower_ not in TALKS
        people = token.lower_.endswith(PEOPLE) or described
        if quoted and people and token.i not in finder.taken and token.i not in finder.covered:
            kind, reason = ActorType.FACTION, MentionReason.NOMINAL
            noun = token.lemma_.casefold()
            finder.add(TokenMention(token.i, token.i + 1, token.i, kind, reason, token.text, noun=noun, plural=True))


def _employs(token: Token, table: Mapping[str, ActorType]) -> bool:
    """Whether a body without a name stands before whoever speaks or works for it ("central bank governor")."""
    after = token.head
    return (
        table.get(token.lemma_.casefold()) == ActorType.ORGANIZATION
        and after.i == token.i + 1
        and (table.get(after.lemma_.casefold()) in {ActorType.GROUP, ActorType.PERSON})
        and token.lower_ in EMPLOYERS
    )


def _nominals(doc: Doc, finder: FoundMentions) -> None:
    table = lexicon.nominals()
    title_words = {i: (start, end) for start, end in TITLES(doc) for i in range(start, end)}
    persons = {m.start for m in finder.taken.values() if m.type == ActorType.PERSON}
    for token in doc:
        if (
            token.i in finder.taken
            or token.i in finder.covered
            or token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}
            or (token.dep_ in {"compound", "amod", "nmod"} and not _employs(token, table))
        ):
            continue
        lemma = next((n for n in _noun_forms(token) if n in table), token.lower_)
        kind = table.get(lemma)
        in_title = token.i in title_words and title_words[token.i][1] == token.i + 1
        if (kind is None and not in_title) or (in_title and holder_at(doc, token.i + 1, persons) is not None):
            continue
        start, end = _phrase_bounds(token)
        if (
            lemma not in STATE_NOUNS
            and not persons.isdisjoint(range(start, end))
            and not any(t.text == "'s" for t in doc[start:end])
        ):
            continue
        plural = token.tag_ in {"NNS", "NNPS"} or lemma in {"people", "authorities", "those"}
        if in_title and kind is None:
            kind = ActorType.GROUP if plural else ActorType.PERSON
        if kind == ActorType.PERSON and plural:
            kind = ActorType.GROUP
        if kind is None:
            continue
        owner = _owner(doc, finder, token, start)
        country = owner.country if owner is not None else None
        bare = start
        while bare < token.i and (
            (doc[bare].lower_ in DETERMINERS or doc[bare].pos_ in {"DET", "NUM", "PUNCT"})
            and doc[bare].lower_ not in QUANTIFIERS
        ):
            bare += 1
        if (
            owner is not None
            and STATE_NOUNS & {lemma, token.lower_}
            and owner.type in {ActorType.STATE, ActorType.BLOC}
        ):
            finder.add(
                TokenMention(
                    start,
                    end,
                    token.i,
                    owner.type,
                    MentionReason.NOMINAL,
                    owner.name,
                    entry=owner.entry,
                    country=owner.country,
                    noun=lemma,
                )
            )
            continue
        if kind == ActorType.PERSON:
            persons.add(start)
        finder.add(
            TokenMention(
                start,
                end,
                token.i,
                kind,
                MentionReason.NOMINAL,
                doc[bare:end].text,
                country=country,
                owner=owner.head if owner is not None else None,
                noun=lemma,
                plural=plural,
            ),
            cover=False,
        )


def _owner(doc: Doc, finder: FoundMentions, token: Token, start: int) -> TokenMention | None:
    """The actor that the words tie a nominal to: before it ("Chinese officials"), or after "of", "from", "at"."""
    before = [m for i in range(start, token.i) if (m := finder.taken.get(i)) is not None and m.type != ActorType.PERSON]
    if before:
        return before[-1]
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in PREPOSITIONS_OF_OWNERS:
            for pobj in prep.children:
                found = finder.taken.get(pobj.i)
                if pobj.dep_ == "pobj" and found is not None and found.type != ActorType.PERSON:
                    return found
    return None


def _who_speak(doc: Doc, finder: FoundMentions) -> None:
    """Whoever else says or wants something by a verb of saying or stance: a capitalised name that no list knows ("AP9
    welcomed"), or a plural of people by its ending ("the purists reject")."""
    for token in doc:
        if token.dep_ not in {"nsubj", "pobj"} or token.i in finder.taken or token.i in finder.covered:
            continue
        verb = token.head if token.dep_ == "nsubj" else token.head.head
        if not lexicon.voices(verb.lemma_.casefold()) or (token.dep_ == "pobj" and token.head.dep_ != "agent"):
            continue
        start, end = _phrase_bounds(token)
        while start < token.i and doc[start].pos_ in {"DET", "PUNCT"}:
            start += 1
        if is_title(doc, token.i, end) or token.lower_ in NO_NAMES:
            continue
        if token.pos_ == "PROPN" and token.text[:1].isupper():
            while start < token.i and not doc[start].text[:1].isupper():
                start += 1
            name = doc[start:end].text
            finder.add(TokenMention(start, end, token.i, ActorType.ORGANIZATION, MentionReason.NAME, name))
        elif token.tag_ == "NNS" and token.lower_.endswith(PEOPLE):
            name, noun = doc[start:end].text, token.lemma_.casefold()
            finder.add(
                TokenMention(start, end, token.i, ActorType.GROUP, MentionReason.NOMINAL, name, noun=noun, plural=True),
                cover=False,
            )


def _people_who(doc: Doc, finder: FoundMentions) -> None:
    """ "Those who want ...", "those pushing for a deal": factions told apart by what they want."""
    for token in occurrences(doc, {"those"}):
        if token.pos_ in {"PRON", "DET"} and token.i not in finder.taken and token.dep_ != "det":
            clause = next((c for c in token.rights if c.dep_ in {"acl", "relcl"}), None)
            if clause is None:
                continue
            end = clause.right_edge.i + 1
            finder.add(
                TokenMention(
                    token.i,
                    token.i + 1,
                    token.i,
                    ActorType.FACTION,
                    MentionReason.NOMINAL,
                    doc[token.i : end].text,
                    noun="those",
                    plural=True,
                ),
                cover=False,
            )


def mentions(doc: Doc) -> Doc:
    """Find the spans that name an actor, in text order, at most one a head token, and the titles of posts."""
    finder = FoundMentions(doc)
    TITLES.put(doc, titles(doc))
    before: tuple[int, int, Match] | None = None
    for start, end, match in gazetteer_spans(doc):
        entry = match.entry
        head = head_of(doc, start, end)
        if before is not None and before[1] == start and _elsewhere(before[2].entry, entry):
            place, name = before[2].entry, doc[before[0] : end].text
            owner = head_of(doc, before[0], before[1])
            finder.add(
                TokenMention(
                    before[0], end, head, entry.type, MentionReason.NAME, name, country=place.country, owner=owner
                )
            )
            before = None
            continue
        before = (start, end, match)
        finder.add(
            TokenMention(
                start,
                end,
                head,
                entry.type,
                match.reason.mention_reason,
                entry.name,
                entry=entry,
                country=entry.country,
                plural=doc[head].tag_ in {"NNS", "NNPS"} and match.reason == MatchReason.DEMONYM,
            )
        )
    find_named_bodies(doc, finder)
    find_persons(doc, finder)
    find_known_names(doc, finder)
    _in_brackets(doc, finder)
    _organizations(doc, finder)
    _nominals(doc, finder)
    _quoted(doc, finder)
    _people_who(doc, finder)
    _who_speak(doc, finder)
    MENTIONS.put(doc, tuple(sorted(finder.taken.values(), key=lambda m: (m.start, m.end))))
    return doc


def _elsewhere(place: gazetteer.Entry, body: gazetteer.Entry) -> bool:
    """Whether the state before a body's name makes it another state's: "the Libyan House of Representatives"."""
    own = body.type == ActorType.ORGANIZATION and body.kind in NATIONAL and body.country is not None
    return own and place.type == ActorType.STATE and place.country not in {None, body.country}
