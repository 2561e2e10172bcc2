"""Gather persons, by full names and by parts of names in the order of many languages; their titles and states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from kg.extract.actors.antecedents.kin import are_kin, is_only_kin
from kg.extract.actors.cluster import BODIES, Cluster, Gatherer
from kg.extract.actors.gender import gender_beside, gender_of, genders_differ
from kg.extract.grammar.occurrences import after_article, is_possessive_mark, word_at
from kg.extract.grammar.tense import FINITE
from kg.extract.mentions.mention import MENTIONS, TokenMention, is_person
from kg.extract.mentions.person_names import after_honorifics
from kg.extract.mentions.posts_before_names import holder_at, is_served, is_told_apart, serves_holder
from kg.extract.mentions.title_spans import TITLES, acts_itself, title_at, title_over
from kg.extract.text.own_lists import LISTS
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold, name_parts
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import word_set
from kg.extract.words.listed_names import listed_person
from kg.lists import OwnList
from kg.model import ActorType, MentionReason

__all__ = [
    "DEPUTIES",
    "POSTS_OF_LEADERS",
    "TITLES_OF_CHAIRS",
    "acts_apart",
    "body_chaired",
    "gather_persons",
    "key_of_body",
    "learn_titles",
]

TOKENS_TO_FAMILY_NAME = 60
"""How many tokens after a person is named a family name may refer to that one, among several who bear it."""
WORDS_TO_TITLE = 5
"""Tokens, at most, from the comma after a name to the title of its holder."""
CONSONANTS_TO_COMPARE = 3
"""A name with no more of them, the first and last letter counted, is too short to be known in another spelling."""
SUFFIXES_OF_NAMES = word_set("suffixes-of-names")
POSTS_OF_LEADERS = word_set("posts-of-leaders")
TITLES_OF_CHAIRS = word_set("titles-of-chairs")
DEPUTIES = word_set("deputies")
TITLES_OF_RULERS = word_set("titles-of-rulers")
POPE = "pope"
PARTICLES = {"al", "bin", "ibn"}
"""Words inside the names of Arab rulers."""
NUMBER_OF_RULER = re.compile(r"[ivx]+")
NUMBER_OF_SESSION = re.compile(r"-\d+$")
STATES_OF_ONE_CROWN = word_set("states-of-one-crown")
POSTS_IN_ONE_STATE = {"head-of-state", "minister", "parliament", "party", "royal"}
"""Kinds of titles beside which a state is that of the person, as it is not beside "envoy"."""


@lru_cache(maxsize=1 << 14)
def _spelling(word: str) -> str:
    """What spellings of one name share: doubled letters written once, and each vowel inside as "-". Carlo and Carla
    still differ, as do Marina and Mariana."""
    single = re.sub(r"(.)\1+", r"\1", word)
    return single[:1] + re.sub(r"[aeiouy]", "-", single[1:-1]) + single[-1:]


def _are_spellings_of_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names are spellings of one ("Mohamed Elsayed", "Mohammed Elsayed"); the last words have to be
    the same, as another spelling of a family name may be another name."""
    if len(one) != len(other) or one[-1] != other[-1] or genders_differ(one[0], other[0]):
        return False
    return all(
        len(_spelling(a).replace("-", "")) > CONSONANTS_TO_COMPARE and _spelling(a) == _spelling(b)
        for a, b in zip(one, other, strict=True)
        if a != b
    )


def _of_two_generations(one: str, other: str) -> bool:
    """Whether suffixes distinguish father and son: "Bo Ek, Sr.", "Bo Ek, Jr."."""
    suffixes = [{word[:1] for word in fold(name).split() if word in SUFFIXES_OF_NAMES} for name in (one, other)]
    return all(suffixes) and suffixes[0] != suffixes[1]


def gather_persons(gatherer: Gatherer, mentions: Iterable[TokenMention]) -> None:
    """Gather the mentions of persons: full names first, then single names with the one person they may refer to."""
    named_mentions = [m for m in mentions if is_person(m)]
    full_names = sorted(
        (m for m in named_mentions if len(name_parts(m.name)) > 1), key=lambda m: -len(name_parts(m.name))
    )
    for mention in full_names:
        parts = name_parts(mention.name)
        bearers = [c for c in gatherer.clusters if _bears(c, mention.name) and not are_kin(gatherer.doc, c, mention)]
        person = next((c for c in bearers if name_parts(c.name) == parts), bearers[0] if bearers else None)
        if person is None:
            gatherer.new(mention, "person " + " ".join(parts))
        else:
            gatherer.put(mention, person)
    posts = _posts_beside(gatherer.doc, named_mentions)
    single_names = [m for m in named_mentions if m.head not in gatherer.by_head and name_parts(m.name)]
    for mention in sorted(single_names, key=lambda m: _rank(posts[m.head])):
        _gather_single(gatherer, mention, posts)
    if lists := LISTS(gatherer.doc):
        for cluster in gatherer.clusters:
            _identify_by_lists(lists, cluster)


def _rank(post: _Post) -> int:
    """The order in which to gather single names: rulers of a named state, other rulers, and then those who may be
    either."""
    return 2 if not post.ruling else int(post.state is None)


def _gather_single(gatherer: Gatherer, mention: TokenMention, posts: Mapping[int, _Post]) -> None:
    """Gather the mention of a person by a single name, with the one person named so, else as a person of its own."""
    name, post = name_parts(mention.name)[0], posts[mention.head]
    bearers = [
        c
        for c in gatherer.clusters
        if name in _single_names(c.name)
        and not _of_other_gender(gatherer.doc, mention, c)
        and _may_hold(c, post, posts)
    ]
    by_surname = [c for c in bearers if name_parts(c.name)[-1] == name and (_is_full(c) or _rules(c, posts))]
    candidates = by_surname or bearers
    if post.ruling:
        candidates = [c for c in candidates if _rules(c, posts)] or candidates
    if len(candidates) > 1:
        candidates = [c for c in candidates if not is_only_kin(gatherer.doc, c)] or candidates
        earlier = [c for c in candidates if c.first() < mention.start]
        candidates = earlier if len(earlier) == 1 else _main_bearer(earlier, mention)
    if candidates:
        person = candidates[0]
        gatherer.put(mention, person)
    else:
        person = gatherer.join(mention, " ".join(filter(None, ("person", *sorted(post.ruling), name, post.state))))
    person.country = person.country or post.state


def _is_full(person: Cluster) -> bool:
    return len(name_parts(person.name)) > 1


def _rules(person: Cluster, posts: Mapping[int, _Post]) -> bool:
    return any(posts[m.head].ruling for m in person.mentions if m.head in posts)


def _may_hold(person: Cluster, post: _Post, posts: Mapping[int, _Post]) -> bool:
    """Whether a person may be the one with the post beside a single name: rulers are called by a given name, which says
    nothing of others, and a leader of one state is none of another. "King Hussein" is not Saddam Hussein, but "Prince
    Mohammed" is Mohammed bin Salman."""
    posts_held = [posts[m.head] for m in person.mentions if m.head in posts]
    states = {_crown(held_post.state) for held_post in posts_held if held_post.state is not None}
    is_listed = not post.ruling and led_by(name_parts(person.name)[-1]) is not None
    if post.state is not None and states and not is_listed and _crown(post.state) not in states:
        return False
    titles_of_ruler = [held_post.ruling for held_post in posts_held if held_post.ruling]
    if not post.ruling:
        return True
    if titles_of_ruler:  # a prince may be king later, but no pope
        return any((POPE in words) == (POPE in post.ruling) for words in titles_of_ruler)
    return _is_name_of_ruler(person.name)


def _is_name_of_ruler(name: str) -> bool:
    """Whether a name may be that of a ruler: a single one, one with a number ("Felipe VI"), or one with its father's or
    family's ("Mohammed bin Salman"); not one of plain words ("Salman Rushdie")."""
    parts = fold(name).split()
    return len(parts) < 2 or NUMBER_OF_RULER.fullmatch(parts[-1]) is not None or not PARTICLES.isdisjoint(parts[1:])


def _crown(state: str) -> str:
    """One state for all that have one king or queen: "Britain's King Charles", "Canada's King Charles"."""
    return min(STATES_OF_ONE_CROWN) if state.casefold() in STATES_OF_ONE_CROWN else state


class _Post(NamedTuple):
    """The post named beside a person's name: the words of it for rulers ("king", "pope"), and the state that one leads
    by it."""

    ruling: Set[str]
    state: str | None


def _posts_beside(doc: Doc, named_mentions: Iterable[TokenMention]) -> Mapping[int, _Post]:
    """The post beside each person's name, by the head of the name: right before it, or that of a ruler after a comma;
    of no words where there is none."""
    posts = {m.head: _Post(frozenset(), None) for m in named_mentions}
    by_start = {after_honorifics(doc, end): (start, end) for start, end in TITLES(doc)}
    by_start |= {end: (start, end) for start, end in TITLES(doc)}
    names = {m.start for m in named_mentions}
    states = _StatesBeside(doc)
    for mention in named_mentions:
        title_before = by_start.get(mention.start)
        title = title_before or _title_after(doc, mention.end, names)
        if title is None:
            continue
        start, end = title
        ruling = {t.lower_ for t in doc[start:end]} & TITLES_OF_RULERS
        listed_title = title_at(doc, start) if title_before else None
        if ruling or (listed_title is not None and listed_title[1].kind in POSTS_IN_ONE_STATE):
            state = states.of_post(start, end) or (states.after(mention.end) if ruling else None)
            posts[mention.head] = _Post(ruling, state.country if state is not None else None)
    return posts


def _title_after(doc: Doc, end: int, names: Set[int]) -> tuple[int, int] | None:
    """The title after a name that ends at token ``end`` and a comma, as its holder's: "Bo Ek, the Saudi [prince]"; not
    one that stands before another name ("Bo Ek, King Karim and Ana Ruiz")."""
    if end >= len(doc) or doc[end].text != ",":
        return None
    title = next((t for i in range(end + 1, min(end + WORDS_TO_TITLE, len(doc))) if (t := title_over(doc, i))), None)
    if title is None or after_honorifics(doc, title[1]) in names or acts_itself(doc, title[1]):
        return None
    tokens_between = doc[end + 1 : title[0]]
    return title if all(t.pos_ in {"ADJ", "DET", "PROPN"} or t.tag_ == "POS" for t in tokens_between) else None


class _StatesBeside:
    """The names of states beside posts in a document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        states = [m for m in MENTIONS(doc) if m.type == ActorType.STATE and m.country is not None]
        self._by_end, self._by_start = {m.end: m for m in states}, {after_article(doc, m.start): m for m in states}

    def of_post(self, start: int, end: int) -> TokenMention | None:
        """The state whose name stands before a post, or after it and "of"; not one that a preposition has before it, as
        in "after a visit to [Peru] President Ek said"."""
        state_before = self._by_end.get(start - is_possessive_mark(self._doc, start - 1))
        return state_before if state_before is not None and not self._is_place(state_before, start) else self.after(end)

    def _is_place(self, state: TokenMention, start: int) -> bool:
        """Whether a state right before a post, which begins at token ``start``, may be only where something is."""
        if state.end != start or state.reason == MentionReason.NATIONALITY:
            return False
        name_start = state.start - (self._doc[state.start - 1 : state.start].text.lower() == "the")
        return name_start > 0 and self._doc[name_start - 1].pos_ == "ADP"

    def after(self, end: int) -> TokenMention | None:
        """The state after the "of" at a token."""
        doc = self._doc
        return self._by_start.get(after_article(doc, end + 1)) if end < len(doc) and doc[end].lower_ == "of" else None


def _bears(person: Cluster, name: str) -> bool:
    """Whether a full name is one of a person's: the same, a part with the same first or last word, or a spelling."""
    parts_of_person, parts = name_parts(person.name), name_parts(name)
    is_part = set(parts) <= set(parts_of_person) and (
        parts[-1] == parts_of_person[-1] or parts[0] == parts_of_person[0]
    )
    is_same = parts_of_person == parts or is_part or _are_spellings_of_one(parts_of_person, parts)
    return is_same and not _of_two_generations(person.name, name)


def _main_bearer(namesakes: list[Cluster], mention: TokenMention) -> list[Cluster]:
    """Of persons of one family name the one named first, the text's main one, unless another was named just before."""
    if not namesakes:
        return []
    main = min(namesakes, key=Cluster.first)
    starts_of_others = (m.start for c in namesakes if c is not main for m in c.mentions)
    return [] if any(0 <= mention.start - start < TOKENS_TO_FAMILY_NAME for start in starts_of_others) else [main]


def _identify_by_lists(lists: tuple[OwnList, ...], cluster: Cluster) -> None:
    """Let a person be the entry of the project's own lists to which all of the names refer that the lists have."""
    entries = {entry.id: entry for m in cluster.mentions if (entry := listed_person(lists, m.name)) is not None}
    if len(entries) == 1:
        (entry,) = entries.values()
        cluster.gazetteer, cluster.name = entry.id, entry.name
        cluster.country = entry.country or cluster.country


def _of_other_gender(doc: Doc, mention: TokenMention, cluster: Cluster) -> bool:
    """Whether "Mr Ruiz" cannot be Ana Ruiz."""
    return {gender_beside(doc, mention), gender_of(doc, cluster)} == {"f", "m"}


def _single_names(name: str) -> tuple[str, ...]:
    """The single words by which texts call a person again: the last and first, or any of a long name, in which the
    family name may stand in the middle ("Lucía Soto Prieto" is Ms Soto)."""
    parts = name_parts(name)
    return parts if len(parts) > 2 else (*parts[-1:], *parts[:1])


def learn_titles(doc: Doc, gatherer: Gatherer) -> None:
    """Note the titles beside each person's name, the bodies that they say the person chairs, and the country."""
    states = _StatesBeside(doc)
    spans = {(m.start, m.end): c for c in gatherer.clusters for m in c.mentions}
    starts, ends = {a: c for (a, _), c in spans.items()}, {b: c for (_, b), c in spans.items()}
    for start, end in TITLES(doc):
        cluster = _holder(doc, start, end, starts, ends)
        if cluster is None:
            continue
        cluster.titles.update(t.lower_ for t in doc[start:end])
        if doc[end - 1].lower_ in TITLES_OF_CHAIRS and DEPUTIES.isdisjoint(
            t.lower_ for t in doc[max(start - 2, 0) : end]
        ):
            cluster.chairs.add(body_chaired(doc, start, end))
        state = states.of_post(start, end)
        if state is not None and cluster.country is None:
            cluster.country = state.country
    for cluster in gatherer.clusters:
        if cluster.titles & POSTS_OF_LEADERS:
            cluster.country = cluster.country or led_by(cluster.name)


def body_chaired(doc: Doc, start: int, end: int) -> str:
    """The body that the words beside the title of a chair name, by its id or folded name: "the [OPEC] Chair", "Chair
    of [the Peace Council]"; "" where they name none: "the Chair"."""
    name_start = after_article(doc, end + 1) if end < len(doc) and doc[end].lower_ in {"of", "for"} else -1
    bodies = (
        m for m in MENTIONS(doc) if name_start in {m.start, after_article(doc, m.start)} or m.end in {start, end - 1}
    )
    key_named = next((key_of_body(m) for m in bodies if m.type in BODIES), "")
    if key_named or name_start >= 0:
        return key_named or fold(doc[name_start].text)
    word_before = doc[start - 1] if start and not doc[start].is_sent_start else doc[end - 1]
    return _key_of_name(word_before.text) if word_before.dep_ in {"compound", "nmod"} and word_before.i < start else ""


def key_of_body(mention: TokenMention) -> str:
    """The id of a body, or its folded name; that of the body itself where the name has the number of a session."""
    return mention.entry.id if mention.entry is not None else _key_of_name(mention.name)


def _key_of_name(name: str) -> str:
    """The id of the body with a name, without the number of a session: "SBI-11"; else the folded name."""
    matches = gazetteer.lookup(NUMBER_OF_SESSION.sub("", name))
    return matches[0].entry.id if len(matches) == 1 and matches[0].entry.type in BODIES else fold(name)


def _holder(doc: Doc, start: int, end: int, starts: dict[int, Cluster], ends: dict[int, Cluster]) -> Cluster | None:
    """The person beside whose name a title stands: right before it, or on the other side of a comma.

    ``starts`` and ``ends`` are the persons by the first token of a name, and by the token after it.
    """
    i = after_honorifics(doc, end)
    name_start = i if i in starts else holder_at(doc, end, starts)
    if name_start is not None:
        return None if is_served(doc, start, name_start) else starts[name_start]
    if serves_holder(doc, start):
        return None
    owns = is_possessive_mark(doc, end)  # "Bo Ek, the president's adviser"
    for i in range(start - 1, start - 1 if owns else max(start - 7, 0), -1):
        if doc[i].text == "," and not acts_itself(doc, end):
            if i in ends and word_at(doc, i + 1) != "and":  # "Bo Ek, and the president": two persons
                return ends[i]
            break
        if doc[i].is_punct and doc[i].text not in {"-", "'", "."}:
            break
        if doc[i].tag_ in FINITE:
            break  # "Ms Ek, their voice in the house, met the Prime Minister"
    for i in range(end, min(end + 7, len(doc))):
        if doc[i].text == ",":
            name_start = after_honorifics(doc, i + 1)
            is_beside = i == end or doc[end].lower_ in {"of", "for"}
            acts_otherwise = is_served(doc, start, name_start) or acts_apart(
                doc, starts.get(name_start), name_start, end - 1
            )
            return starts.get(name_start) if is_beside and not acts_otherwise else None
    return None


def acts_apart(doc: Doc, person: Cluster | None, start: int, title: int) -> bool:
    """Whether a title, whose last token is ``title``, is not that of the person whose name begins after it at token
    ``start``; see `is_told_apart`."""
    mentions_there = [m for m in person.mentions if m.start == start] if person is not None else []
    return any(is_told_apart(doc, title, m) for m in mentions_there)
