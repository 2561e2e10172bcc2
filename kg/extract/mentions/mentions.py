"""Find the mentions of actors: gazetteer names, persons, organizations, and noun phrases by their head nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import is_possessive_mark, occurrences, word_at, words_without_article
from kg.extract.mentions.branches import join_branches
from kg.extract.mentions.gazetteer.some_members import (
    end_after_restriction,
    is_not_all,
    is_some_of_a_people,
    some_of_a_bloc,
    some_of_a_party,
)
from kg.extract.mentions.gazetteer.spans import (
    MODIFIERS,
    WORDS_BEFORE_HOUSES_AND_PARTIES,
    Span,
    ends_name_of_firm,
    gazetteer_spans,
    is_town,
)
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.mention_finder import MentionFinder, head_of
from kg.extract.mentions.named_bodies import find_named_bodies
from kg.extract.mentions.names_of_things import names_text_or_meeting
from kg.extract.mentions.namesakes import find_known_names, find_namesakes
from kg.extract.mentions.noun_phrases import find_nicknames, find_nominals, find_people_who, find_who_speak
from kg.extract.mentions.organizations import find_organizations
from kg.extract.mentions.person_names import HONORIFICS, find_persons
from kg.extract.mentions.shared_names.acronyms import ACRONYM, is_acronym_of_another
from kg.extract.mentions.shared_names.communities import with_community_meant
from kg.extract.mentions.shared_names.national_bodies import NationalBodies, is_bare
from kg.extract.mentions.shared_names.parties import party_of_longer_name
from kg.extract.mentions.shared_names.states import with_states_meant
from kg.extract.mentions.shared_names.working_groups import is_working_group
from kg.extract.mentions.title_spans import TITLES, titles
from kg.extract.text.layout import is_in_margin
from kg.extract.text.own_lists import LISTS
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import Match, MatchReason
from kg.extract.words.lexicon import word_set
from kg.extract.words.listed_names import listed_names
from kg.model import ActorType, MentionReason

__all__ = ["mentions"]

PARTY_AND_STATE = re.compile(r"^([RD])\s?-\s?[A-Z][A-Za-z]")
ABBREVIATED_PLACE = re.compile(r"^[A-Z][a-z]+\.$")
NAMES_OF_MANY_BODIES = word_set("names-of-many-bodies")
BUSINESS_AT_THE_UNITED_NATIONS = word_set("business-at-the-united-nations")
KINDS_OF_NATIONAL_BODIES = {"armed", "bank", "court", "ministry", "office", "parliament", "party"}
"""Kinds of organizations that many states have under the same name."""
PREFIXES_OF_COMPANIES = {"anglo", "pan", "trans"}
"""Words before a listed company's name that make it another's: "Pan American Airlines"."""
HOUSES_OF_PARLIAMENT = word_set("houses-of-parliament")
PARTS_OF_LANDS = word_set("parts-of-lands")
WORDS_FOR_ONE_OF_MANY = word_set("words-for-one-of-many")
LAWS = {"act", "bill", "treaty"}
WORDS_OF_A_LAW = 8
"""Words before "Act", at most, in the name of a law that has an acronym in brackets after it."""
PARTIES_BY_LETTER = {"R": "organization/republican-party", "D": "organization/democratic-party"}


def mentions(doc: Doc) -> Doc:
    """Find the mentions of actors, in text order, at most one for each head token, and the titles of posts."""
    finder = MentionFinder(doc)
    TITLES.put(doc, titles(doc))
    _from_gazetteer(doc, finder)
    find_named_bodies(doc, finder)
    find_persons(doc, finder)
    find_known_names(doc, finder)
    find_namesakes(doc, finder)
    _in_brackets(doc, finder)
    find_organizations(doc, finder)
    join_branches(doc, finder)
    find_nominals(doc, finder)
    find_nicknames(doc, finder)
    find_people_who(doc, finder)
    find_who_speak(doc, finder)
    laws = _short_names_of_laws(doc)
    kept_mentions = (
        m for m in finder.taken.values() if not is_in_margin(doc[m.start]) and doc[m.start : m.end].text not in laws
    )
    MENTIONS.put(doc, tuple(sorted(kept_mentions, key=lambda m: (m.start, m.end))))
    return doc


def _short_names_of_laws(doc: Doc) -> set[str]:
    """The acronyms of laws in brackets after their names, which are no organizations anywhere in the text: "the Clean
    Rivers Act (CRA)"; not "the Clean Rivers Act (Peru)"."""
    acronyms = set()
    for t in occurrences(doc, LAWS):
        if t.text.istitle() and t.i + 3 < len(doc) and doc[t.i + 1].text == "(" and doc[t.i + 3].text == ")":
            acronym = doc[t.i + 2].text
            words = [w for w in doc[max(0, t.i - WORDS_OF_A_LAW) : t.i + 1] if w.text[0].isupper()]
            if "".join(w.text[0] for w in words).endswith(acronym):
                acronyms.add(acronym)
    return acronyms


def _from_gazetteer(doc: Doc, finder: MentionFinder) -> None:
    """Add names of the gazetteer. A state's name beside that of another state's organization is joined with it into the
    name of an unlisted organization: "the Libyan House of Representatives"."""
    previous: Span | None = None
    spans = list(_spans_of_all_members(_spans_meant(doc, gazetteer_spans(doc, listed_names(LISTS(doc)))), finder))
    bodies, bare = NationalBodies(doc, spans), list[Span]()
    for (start, end, match), following in zip_longest(spans, spans[1:]):
        entry = match.entry
        head = head_of(doc, start, end)
        if _ends_longer_name(doc, start, end, previous):
            continue
        is_whole = doc[start].ent_iob_ != "I" or doc[start - 1].lower_ == "the"
        if (
            is_whole
            and following is not None
            and _is_of_other_state(doc, following, (start, end, match))
            and _is_of(doc, end, following[0])
        ):
            bodies.name(
                finder.add(_body_of_other_state(doc, (start, following[1]), following, (start, end, match))),
                (start, end),
            )
            previous = None
            continue
        if (other_mention := _other_than_state(doc, start, end, match)) is not None:
            finder.add(other_mention)
            previous = None
            continue
        is_adjacent = previous is not None and start in {
            previous[1],
            previous[1] + is_possessive_mark(doc, previous[1]),
        }
        if previous is not None and is_adjacent and _is_of_other_state(doc, previous, (start, end, match)):
            bodies.name(
                finder.add(_body_of_other_state(doc, (previous[0], end), previous, (start, end, match))), (start, end)
            )
            previous = None
            continue
        previous = (start, end, match)
        if (longer_mention := _mention_of_longer_phrase(doc, start, end, match)) is not None:
            finder.add(longer_mention)
            continue
        if is_bare(doc, start, end, match):
            bare.append((start, end, match))
            continue
        if entry.type == ActorType.PERSON:
            start = _after_title(doc, start, end)
        reason = MentionReason.NAME if entry.type == ActorType.PERSON else match.reason.mention_reason
        plural = doc[head].tag_ in {"NNS", "NNPS"} and match.reason == MatchReason.DEMONYM
        mention = TokenMention(start, end, head, entry.type, reason, entry.name, entry, entry.country, plural=plural)
        bodies.name(finder.add(mention), (start, end))
    for start, end, match in bare:
        finder.add(bodies.meant(start, end, match))


def _mention_of_longer_phrase(doc: Doc, start: int, end: int, match: Match) -> TokenMention | None:
    """The mention of a body whose longer name ends with a listed one, "the [Texas Senate]", or of some of a people, a
    party or a bloc, "[several LDCs]"; None where the listed actor itself is named."""
    head, entry = head_of(doc, start, end), match.entry
    if (other_party := party_of_longer_name(doc, start, end, match)) is not None:
        return other_party
    if (phrase_start := _start_of_longer(doc, start, end, match)) is not None:
        name = doc[phrase_start:end].text
        return TokenMention(phrase_start, end, head, entry.type, MentionReason.NAME, name)
    if (phrase_start := _start_of_some(doc, start, end, match)) is not None:
        # "House Democrats" are a caucus that negotiates
        is_of_house = phrase_start == start - 1 and doc[phrase_start].lower_ in HOUSES_OF_PARLIAMENT
        kind = ActorType.ORGANIZATION if is_of_house else ActorType.GROUP
        name = doc[phrase_start : end_after_restriction(doc, end)].text
        return TokenMention(phrase_start, end, head, kind, MentionReason.NAME, name, country=entry.country, plural=True)
    return None


def _other_than_state(doc: Doc, start: int, end: int, match: Match) -> TokenMention | None:
    """The town that a state's capital is here, the firm or club whose name it or a demonym ends, or the part of a state
    with a name of its own, "Lower Austria", if any."""
    head = head_of(doc, start, end)
    if match.reason == MatchReason.CAPITAL and is_town(doc, start, end):
        return TokenMention(start, end, head, match.entry.type, MentionReason.NAME, doc[start:end].text)
    if start > 0 and doc[start - 1].text.istitle() and words_without_article(doc, start - 1, end) in PARTS_OF_LANDS:
        return TokenMention(start - 1, end, head, match.entry.type, MentionReason.NAME, doc[start - 1 : end].text)
    if end - start == 1 and ends_name_of_firm(doc, start, match.reason):
        name = doc[start - 1 : end].text
        return TokenMention(start - 1, end, head, ActorType.ORGANIZATION, MentionReason.NAME, name)
    return None


def _after_title(doc: Doc, start: int, end: int) -> int:
    """Where a listed person's name begins after a post that the list gives with it: "King [Hussein]", but "Dr Ek"."""
    if doc[start].lower_ in HONORIFICS:
        return start
    return next((last for first, last in TITLES(doc) if first == start and last < end), start)


def _spans_meant(doc: Doc, spans: Iterable[Span]) -> list[Span]:
    """The names of the gazetteer with the actors that they mean in this text; none that means an unlisted one."""
    spans_of_listed = [
        (start, end, match)
        for start, end, match in spans
        if not is_acronym_of_another(doc, start, end, match.entry)
        and not is_working_group(doc, start, end)
        and not (match.reason == MatchReason.CAPITAL and names_text_or_meeting(doc, end))
    ]
    return with_community_meant(doc, with_states_meant(doc, spans_of_listed))


def _is_one_of_a_people(demonym: Token) -> bool:
    """Whether a demonym refers to one person who acts, and not to their state: "a [Peruvian] living in Lima said",
    "another [Peruvian]", "Ek is a [Peruvian] who said"; not "a [Peruvian] envoy", "Bo Ek, a [Peruvian]" and "Ek is a
    [Peruvian]", which tell the state of the envoy and of Ek. "The [Peruvian] says" is one person, "the French say" not.
    """
    is_plural = demonym.tag_ in {"NNPS", "NNS"} and demonym.lower_.endswith("s")  # by its tag, "a Japanese" is one
    tells_state = demonym.dep_ == "attr" and not any(c.dep_ == "relcl" for c in demonym.rights)
    if is_plural or tells_state or demonym.dep_ in MODIFIERS | {"appos"}:
        return False
    is_one = any(c.dep_ in {"det", "nummod"} and c.lower_ in WORDS_FOR_ONE_OF_MANY for c in demonym.lefts)
    is_known_one = (
        demonym.dep_ == "nsubj" and demonym.lower_.endswith(("an", "i")) and demonym.head.tag_ in {"VBD", "VBZ"}
    )
    return is_one or (is_known_one and [c.lower_ for c in demonym.lefts] == ["the"])


def _spans_of_all_members(spans: Iterable[Span], finder: MentionFinder) -> Iterator[Span]:
    """The spans without blocs of which something is said of not all members, and without peoples of whom one person
    acts: "not all [LDCs]" and "a [Peruvian] said" refer to nobody with a name."""
    for start, end, match in spans:
        is_one = match.reason == MatchReason.DEMONYM and match.entry.type == ActorType.STATE
        if (match.entry.type == ActorType.BLOC and is_not_all(finder.doc, start)) or (
            is_one and _is_one_of_a_people(finder.doc[end - 1])
        ):
            finder.covered.update(range(start, end))
        else:
            yield start, end, match


def _is_of_other_state(doc: Doc, state_span: Span, body_span: Span) -> bool:
    """Whether the state beside a body's name makes it another state's: "the Libyan House of Representatives"."""
    state, entry = state_span[2].entry, body_span[2].entry
    is_common = entry.kind in KINDS_OF_NATIONAL_BODIES and entry.country is not None
    if not is_common and words_without_article(doc, body_span[0], body_span[1]) in NAMES_OF_MANY_BODIES:
        # "the Syrian Security Council resolution"
        is_common = word_at(doc, body_span[1]) not in BUSINESS_AT_THE_UNITED_NATIONS
    return is_common and state.type == ActorType.STATE and state.country not in {None, entry.country}


def _body_of_other_state(doc: Doc, span: tuple[int, int], state_span: Span, body_span: Span) -> TokenMention:
    """The organization with a name made of its own and of the state beside it; ``span`` are the span of both."""
    (start, end), (state_start, state_end, state), (body_start, body_end, match) = span, state_span, body_span
    head, owner = head_of(doc, body_start, body_end), head_of(doc, state_start, state_end)
    type_, name, country = match.entry.type, doc[start:end].text, state.entry.country
    return TokenMention(start, end, head, type_, MentionReason.NAME, name, country=country, owner=owner)


def _start_of_some(doc: Doc, start: int, end: int, match: Match) -> int | None:
    """Where the phrase begins that refers to some of a people, or of a party's or bloc's members; None for all."""
    if match.reason == MatchReason.DEMONYM:
        return start if is_some_of_a_people(doc, start, end) else None
    phrase_start = start
    if match.entry.type == ActorType.BLOC:
        phrase_start = some_of_a_bloc(doc, start, end, match.entry.name)
    elif match.entry.kind == "party":
        phrase_start = some_of_a_party(doc, start, end, match.entry.country)
    return (
        phrase_start
        if phrase_start < start or (match.entry.kind == "party" and end_after_restriction(doc, end) > end)
        else None
    )


def _ends_longer_name(doc: Doc, start: int, end: int, previous: Span | None) -> bool:
    """Whether a name that many bodies have is the end of a longer one: "the Supreme [State Council]"."""
    is_inside = doc[start].ent_iob_ == "I" and doc[start - 1].text.istitle() and doc[start - 1].lower_ != "the"
    return (
        is_inside
        and words_without_article(doc, start, end) in NAMES_OF_MANY_BODIES
        and (previous is None or previous[1] != start)
    )


def _start_of_longer(doc: Doc, start: int, end: int, match: Match) -> int | None:
    """Where the longer name begins that ends with that of a listed party or parliament: "the [Texas] Senate", "the
    [Social] Democratic Party"; or with that of a company: "[Pan] American Airlines". None where the listed name is
    whole, as it is after its state and a party: "the US Senate", "the Republican Senate"."""
    is_other_company = match.entry.kind == "company" and word_at(doc, start - 1) in PREFIXES_OF_COMPANIES
    if not (is_other_company or match.entry.kind in {"parliament", "party"}) or (
        doc[end - 1].tag_ == "NNPS" and not is_other_company
    ):
        return None
    name_start = start
    while name_start > 0 and _is_part_of_name(doc[name_start - 1], end, match.entry.country):
        name_start -= 1
    return name_start if name_start < start else None


def _is_part_of_name(token: Token, end: int, country: str | None) -> bool:
    if any(m.entry.country == country is not None for m in gazetteer.lookup(token.text)):
        return False
    is_modifier = token.pos_ == "PROPN" and token.text.istitle() and token.i < token.head.i < end
    return is_modifier and token.lower_ not in WORDS_BEFORE_HOUSES_AND_PARTIES


def _is_of(doc: Doc, end: int, start: int) -> bool:
    """Whether nothing but "of" or "of the" stands between two names."""
    return words_without_article(doc, end, start) in {"of", "of the"}


def _in_brackets(doc: Doc, finder: MentionFinder) -> None:
    """Add the organization in brackets after a person's name, "Ana Ruiz (CTU)", and the party in "Sen. Bo Ek (R-Iowa)";
    not the place in "Sen. Bo Ek (Md.)"."""
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
        elif token.text != "(" or doc[i + 1 : i + 2].text != ")":
            continue
        elif ABBREVIATED_PLACE.match(doc[i].text):
            finder.covered.add(i)
        elif ACRONYM.match(doc[i].text):
            finder.add(TokenMention(i, i + 1, i, ActorType.ORGANIZATION, MentionReason.NAME, doc[i].text))
