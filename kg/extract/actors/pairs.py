"""The two actors to which "both sides", "the ministers" or "the French and Malian presidents" refer."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, STATES_AND_BLOCS, Cluster, cluster_at
from kg.extract.grammar.arcs import complements, objects_of, possessors
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.mention import MENTIONS, TokenMention, mentions_between
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.text.memo import forget, once_a_document
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["GROUPS", "joined_at", "met_by", "pair_of", "several_act_between", "share_pairs"]

GROUPS = {ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION}
ARGUMENTS = NOUN_SUBJECTS | {"dobj", "dative", "attr"}
TYPES_OF_SHARED_NOUNS = {ActorType.GROUP, ActorType.ORGANIZATION, ActorType.STATE, ActorType.DELEGATION}
"""Types of the supposed actors that nouns for two, such as "both sides", make."""
PAIRED_BODIES = word_set("paired-bodies")
PAIRED_POSTS = word_set("paired-posts")
PREPOSITIONS_OF_PLACES = word_set("prepositions-of-places")
POSTS_OF_LEADERS = word_set("posts-of-leaders")
PAIRING_WORDS = word_set("pairing-words")
PAIRED_WHEN_DEFINITE = word_set("paired-when-definite")
POSSESSIVES = word_set("possessives")
MEETING = word_set("meeting-verbs") | {"speak"}
TALKS = word_set("talks")
VERBS_OF_ASKING = word_set("verbs-of-asking")


def pair_of(token: Token) -> list[Cluster]:
    """The two actors to which a noun refers: two named before, "both sides", "the two countries", "the ministers", or
    by its own words, "the Presidents of Mali and France"; none for other nouns."""
    if (sharers := _sharers(token.doc).get(token.i)) is not None:
        return list(sharers)
    return [] if _is_repeated(token) else _pair_meant(token)


def _is_repeated(token: Token) -> bool:
    """Whether the same noun referred to others before: "[Leaders] of the unions gathered. The leaders ..." """
    group = cluster_at(token)
    if group is None or group.type not in TYPES_OF_SHARED_NOUNS or group.gazetteer is not None:
        return False
    return _refers_back(token, [m for m in group.mentions if m.head < token.i])


def _refers_back(token: Token, earlier: Sequence[TokenMention]) -> bool:
    """Whether a noun for a group refers back to earlier mentions. "Both" and "two" refer only to two, and not to
    "blamed the union [leaders]. Both leaders ..." """
    nouns = [token.doc[m.head] for m in earlier if m.reason != MentionReason.PRONOUN]
    return any(not _is_of_two(token) or _is_of_two(noun) for noun in nouns)


def _is_of_two(token: Token) -> bool:
    return any(c.lower_ in {"both", "two"} for c in token.children)


def _pair_meant(token: Token) -> list[Cluster]:
    """The two actors to which a noun refers, by the words around it and those before."""
    doc = token.doc
    if token.dep_ in NOUN_SUBJECTS and _is_for_two(token):
        return _last_two(doc, token)
    noun = _paired_noun(token)
    if noun is None:
        return []
    states = _owning_states(token)
    if len(states) == 2:
        return _pair_of_states(token, noun, states)
    determiners = {c.lower_ for c in token.children if c.dep_ in {"det", "nummod", "predet", "amod", "compound"}}
    if states or not _is_alone(token):
        return []
    if token.tag_ == "NN":  # "each side"
        is_pair = bool(determiners & {"each", "either", "neither"})
    else:
        is_pair = bool(determiners & {"both", "two"}) or ("the" in determiners and noun in PAIRED_WHEN_DEFINITE)
    further_words = determiners - PAIRING_WORDS
    if not is_pair or (further_words and noun not in PAIRED_POSTS):
        return []
    return _pair_by_post(token, noun, further_words) if noun in PAIRED_POSTS else _pair_of_bodies(token)


def _is_for_two(token: Token) -> bool:
    """Whether a word refers to two without saying what they are: "both", "neither", "the two", "the pair"."""
    if token.lower_ in {"both", "neither"}:
        return True
    words = [c.lower_ for c in token.children if c.dep_ != "punct"]
    return token.lower_ in {"two", "pair", "duo"} and words == ["the"]


@once_a_document
def _sharers(doc: Doc) -> dict[int, tuple[Cluster, ...]]:
    """The actors that share a noun or pronoun, as found before, by each token of it."""
    sharers: dict[int, tuple[Cluster, ...]] = {}
    for cluster in CLUSTERS(doc):
        for start, end, reason in cluster.extra:
            if reason in {MentionReason.NOMINAL, MentionReason.PRONOUN}:
                sharers.update({i: (*sharers.get(i, ()), cluster) for i in range(start, end)})
    return sharers


def _paired_noun(token: Token) -> str | None:
    """The singular of a noun that may refer to two actors, None for others: a plural, or the singular of a body."""
    titled = token.is_title and token.lower_.removesuffix("s") in PAIRED_POSTS  # a capital misleads the tagger
    lemma = token.lower_.removesuffix("s") if titled or token.tag_ == "NNPS" else token.lemma_.casefold()
    if lemma not in PAIRED_BODIES | PAIRED_POSTS:
        return None
    if token.tag_ in {"NNS", "NNPS"} or (titled and token.lower_.endswith("s")):
        return lemma
    return lemma if token.tag_ == "NN" and lemma in PAIRED_BODIES else None


def _owning_states(token: Token) -> list[Cluster]:
    """The states that own what a noun refers to: "the [French] and [Malian] presidents"."""
    words = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod", "poss"} and c.i < token.i]
    words += objects_of(token, {"of"})
    states_by_id = {c.id: c for t in conjuncts(words) if (c := cluster_at(t)) is not None and c.type == ActorType.STATE}
    return list(states_by_id.values())


def _pair_of_states(token: Token, noun: str, states: list[Cluster]) -> list[Cluster]:
    """The only holders of a post in two states; for "governments" and "sides", the states themselves."""
    if token.tag_ == "NN":
        return []
    if noun in PAIRED_BODIES:
        return states if noun in {"government", "side"} else []
    posts = _posts_of(noun)
    people = [c for c in CLUSTERS(token.doc) if c.type == ActorType.PERSON and c.first() < token.i]
    holders_found = []
    for state in states:
        holders = [c for c in people if c.country == state.country and c.titles & posts]
        if len(holders) != 1:
            return []
        holders_found += holders
    return holders_found


def _is_alone(token: Token) -> bool:
    """Whether no words around a noun indicate its referents; they do in "the parties to the conflict" and "the
    Secretary and ministers"."""
    telling_arcs = {"prep", "relcl", "acl", "nmod", "appos", "conj", "cc", "advmod", "quantmod"}
    owners = {c.lower_ for c in possessors(token)}
    words_after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 4]]
    of_state = words_after[:2] == ["of", "state"] and words_after[2:] != ["and"]
    if (words_after[:1] == ["of"] and not of_state) or token.dep_ == "conj" or not owners <= POSSESSIVES:
        return False
    return not any(c.dep_ in telling_arcs and not (of_state and c.i == token.i + 1) for c in token.children)


def _posts_of(noun: str) -> frozenset[str]:
    """The words of titles for the posts that a noun refers to; also in the plural, as two may share a title."""
    return POSTS_OF_LEADERS if noun in {"leader", "head"} else frozenset({noun, f"{noun}s"})


def _pair_by_post(token: Token, noun: str, further_words: set[str]) -> list[Cluster]:
    """The two persons to whom the noun for a post refers, of whom one is known to hold it, and the other holds it or
    has no known title: those who are said to meet, or are mentioned together or most. ``further_words`` are those
    before the noun: "the [foreign] ministers"."""
    posts = _posts_of(noun)
    people = [c for c in CLUSTERS(token.doc) if c.type == ActorType.PERSON and c.first() < token.i]
    candidates = [
        c
        for c in people
        if (c.titles & posts and further_words <= c.titles) or not (c.titles - HONORIFICS or further_words)
    ]
    holders = [c for c in candidates if c.titles & posts]
    pair = _met_last(token, candidates)
    if any(c in holders for c in pair):
        return pair
    pair = _most_named(token, candidates)
    if not (any(c in holders for c in pair) and _are_named_together(token, pair)):
        pair = _most_joined(token, candidates)
        pair = pair if len(people) == 2 or any(c in holders for c in pair) else []
    return pair if _last_named(token, holders if all(c in holders for c in pair) else candidates) in pair else []


def _last_named(token: Token, people: list[Cluster]) -> Cluster | None:
    """The one of some actors who is mentioned last before a token."""
    last = {c.id: max((m.start for m in c.mentions if m.start < token.i), default=-1) for c in people}
    return max(people, key=lambda c: last[c.id], default=None)


def _met_last(token: Token, people: list[Cluster]) -> list[Cluster]:
    """The last two before a token who are said to meet, if nobody else of ``people`` is mentioned since."""
    people_by_id = {c.id: c for c in people}
    for end, ids, meets in reversed(_joined_pairs(token.doc)):
        if meets and end < token.i and set(ids) <= people_by_id.keys():
            others = (m for c in people if c.id not in ids for m in c.mentions)
            return [] if any(end < m.start < token.i for m in others) else [people_by_id[one] for one in ids]
    return []


def _are_named_together(token: Token, two: list[Cluster]) -> bool:
    """Whether one sentence mentions both of two persons."""
    sentences = [{token.doc[m.head].sent.start for m in c.mentions if m.start < token.i} for c in two]
    return bool(sentences[0] & sentences[1])


def _pair_of_bodies(token: Token) -> list[Cluster]:
    """The two states or blocs that the words before mention or join most. Where two leaders meet, one of whom leads
    one of these, the states of both leaders."""
    clusters = CLUSTERS(token.doc)
    bodies = [c for c in clusters if c.type in STATES_AND_BLOCS]
    if asked := _two_asked(token):
        return asked
    pair = _most_named(token, bodies) or _most_joined(token, bodies)
    if pair and {c.id for c in pair} != (_last_joined(token) or {c.id for c in pair}):
        return []
    leaders = _most_named(token, [c for c in clusters if c.type == ActorType.PERSON and c.first() < token.i])
    led_countries = {country for c in leaders if (country := c.country or led_by(c.name)) is not None}
    if (
        len(led_countries) != 2
        or not _are_named_together(token, leaders)
        or (pair and len(led_countries & {c.country for c in pair}) != 1)
    ):
        return pair
    states_led = [c for c in clusters if c.type == ActorType.STATE and c.country in led_countries]
    return states_led if len(states_led) == 2 else []


def _two_asked(token: Token) -> list[Cluster]:
    """The two of whom the sentence before only says that they are asked: "Togo urged [Mali and Chad]. Both refused"."""
    doc = token.doc
    here, _ = sentence_bounds(token)
    start = sentence_bounds(doc[here - 1])[0] if here else 0
    actors_by_id = {c.id: c for m in mentions_between(doc, start, here) if (c := cluster_at(doc[m.head])) is not None}
    lists = [(first, two) for first, two in _lists(token, actors_by_id.keys()) if first.i >= start]
    if len(lists) != 1 or len(actors_by_id) != 3:
        return []
    ((first, two),) = lists
    is_called_on = first.head.lower_ in {"on", "upon"} and first.head.head.lemma_ == "call"
    return [actors_by_id[one] for one in two] if is_called_on or first.head.lemma_ in VERBS_OF_ASKING else []


def _most_joined(token: Token, clusters: list[Cluster]) -> list[Cluster]:
    """The two of some actors that a subject before joins most, where no other two are joined half as often."""
    actors_by_id = {c.id: c for c in clusters}
    times_joined = Counter(
        two for end, two, _ in _joined_pairs(token.doc) if end < token.i and set(two) <= actors_by_id.keys()
    )
    two_most_joined = times_joined.most_common(2)
    if not two_most_joined or (len(two_most_joined) > 1 and two_most_joined[1][1] * 2 > two_most_joined[0][1]):
        return []
    lists = list(_lists(token, actors_by_id.keys()))
    if any(two != two_most_joined[0][0] for first, two in lists if first.head.lower_ == "between"):
        return []  # "the war between [Mali] and [Chad]", to whom others may be joined: "Peru and Chile armed both"
    times_listed = Counter(two for _, two in lists)
    if any(times * 2 > two_most_joined[0][1] for two, times in times_listed.items() if two != two_most_joined[0][0]):
        return []
    return [actors_by_id[one] for one in two_most_joined[0][0]]


def _lists(token: Token, ids: Set[str]) -> Iterator[tuple[Token, tuple[str, str]]]:
    """The first, and both, of each two that words before join by "and", no subjects: "armed [Mali] and [Chad]"."""
    doc = token.doc
    for a, b in itertools.pairwise(mentions_between(doc, 0, token.i)):
        one, other = (cluster_at(doc[m.head]) for m in (a, b))
        if one is None or other is None or not {one.id, other.id} <= ids or doc[a.head].dep_ in NOUN_SUBJECTS:
            continue
        if [t.lower_ for t in doc[a.end : b.start] if t.lower_ != "the"] == ["and"]:
            yield doc[a.head], (min(one.id, other.id), max(one.id, other.id))


def _last_joined(token: Token) -> set[str]:
    """The ids of the two actors, no persons, that the words before join last."""
    bodies = {c.id for c in CLUSTERS(token.doc) if c.type != ActorType.PERSON}
    pairs_before = (set(two) for end, two, _ in reversed(_joined_pairs(token.doc)) if end < token.i)
    return next((two for two in pairs_before if two <= bodies), set())


@once_a_document
def _joined_pairs(doc: Doc) -> list[tuple[int, tuple[str, str], bool]]:
    """The last token, the ids and whether they meet, of any two actors of one kind that a subject coordinates or that
    meet by its verb; in text order."""
    pairs = []
    for token in doc:
        if token.dep_ in NOUN_SUBJECTS:
            joined_actors = joined_at(token)
            if len(joined_actors) == 2:
                one, other = sorted(c.id for c in joined_actors)
                meets = token.head.lemma_ in MEETING or any(c.lemma_ in TALKS for c in token.head.children)
                pairs.append((max(t.i for t in conjuncts([token])), (one, other), meets))
    return pairs


def joined_at(subject: Token) -> list[Cluster]:
    """The actors of one kind, persons or others, that a subject coordinates ("Mali and France") or that meet by its
    verb ("Ek met Ruiz"); none for a single actor."""
    heads = conjuncts([subject])
    if any(c.dep_ == "cc" and c.lower_ != "and" for head in heads for c in head.children):
        return []
    if len(heads) == 1:
        heads += met_by(subject)
    actors = [cluster_at(head) for head in heads]
    actors_by_id = {c.id: c for c in actors if c is not None}
    kinds = {c.type == ActorType.PERSON for c in actors_by_id.values()}
    return list(actors_by_id.values()) if len(actors_by_id) == len(heads) > 1 == len(kinds) else []


def met_by(subject: Token) -> list[Token]:
    """The one whom the subject of a verb of meeting meets, none if several: "met [Ruiz]", "had talks with [Ruiz]"."""
    objects = [c for c in subject.head.children if c.dep_ == "dobj"]
    talks = [noun for noun in objects if noun.lemma_ in TALKS]
    if (not talks and subject.head.lemma_ not in MEETING) or is_negated(subject.head):
        return []
    withs = [c for above in (subject.head, *talks) for c in above.children if c.dep_ == "prep" and c.lower_ == "with"]
    met = conjuncts([*(objects if not talks else ()), *(c for w in withs for c in complements(w))])
    return met if len(met) == 1 else []


def _most_named(token: Token, clusters: list[Cluster]) -> list[Cluster]:
    """The two of some actors that the words before mention most, if no third is mentioned half as often."""
    doc = token.doc
    counts: list[tuple[int, Cluster]] = []
    for cluster in clusters:
        times = sum(1 for m in cluster.mentions if m.start < token.i and not _is_place(doc[m.head]))
        if times:
            counts.append((times, cluster))
    counts.sort(key=lambda c: (-c[0], c[1].first()))
    if len(counts) < 2 or (len(counts) > 2 and counts[2][0] * 2 > counts[1][0]):
        return []
    return [counts[0][1], counts[1][1]]


def _last_two(doc: Doc, token: Token) -> list[Cluster]:
    """The two actors to which "both" refers, in its sentence or the one before: the last that are joined by "and" or
    "or", else that a subject joins, else all subjects if they are two."""
    start, _ = sentence_bounds(token)
    spans = [(start, token.i)]
    if start > 0:
        spans.append((sentence_bounds(doc[start - 1])[0], start))
    for first, end in spans:
        for mention, next_mention in reversed([*itertools.pairwise(mentions_between(doc, first, end))]):
            pair = [cluster_at(doc[mention.head]), cluster_at(doc[next_mention.head])]
            if [t.lower_ for t in doc[mention.end : next_mention.start] if t.lower_ != "the"] in (
                ["and"],
                ["or"],
            ) and all(pair):
                return [c for c in pair if c is not None]
        subjects = [t for t in doc[first:end] if t.dep_ in NOUN_SUBJECTS]
        actors = [cluster_at(t) for t in subjects]
        for two in (*map(joined_at, reversed(subjects)), list({c.id: c for c in actors if c is not None}.values())):
            if len(two) == 2:
                return two
    return []


def _is_place(token: Token) -> bool:
    """Whether a name says where something happens: "met in Geneva"."""
    return token.dep_ == "pobj" and token.head.lower_ in PREPOSITIONS_OF_PLACES


def several_act_between(first: Token, last: Token, actors: Sequence[Cluster]) -> bool:
    """Whether a plural or a group other than ``actors`` is an argument of a verb between two tokens."""
    for mention in MENTIONS(first.doc):
        if not first.i < mention.head < last.i or not (mention.plural or mention.type in GROUPS):
            continue
        head = first.doc[mention.head]
        is_argument = head.dep_ in ARGUMENTS or (head.dep_ == "pobj" and head.head.lower_ == "by")
        if is_argument and cluster_at(head) not in actors:
            return True
    return False


def share_pairs(doc: Doc) -> None:
    """Turn the mentions of a supposed group that refer to two actors into mentions of both, with the pronouns that
    follow them. A noun that refers to others from some point on keeps doing so: "Leaders of the unions gathered. [The
    leaders] rejected it." """
    for group in CLUSTERS(doc):
        if group.type not in TYPES_OF_SHARED_NOUNS or group.gazetteer is not None:
            continue
        pair: list[Cluster] = []
        kept_mentions: list[TokenMention] = []
        for mention in sorted(group.mentions, key=lambda m: m.start):
            if mention.reason != MentionReason.PRONOUN:
                pair = [] if _refers_back(doc[mention.head], kept_mentions) else _pair_meant(doc[mention.head])
            if pair:
                _share_mention(doc, mention, pair)
            else:
                kept_mentions.append(mention)
        group.mentions = kept_mentions
    CLUSTERS.put(doc, tuple(c for c in CLUSTERS(doc) if c.mentions))
    forget(doc)  # the same words refer to other actors from here on


def _share_mention(doc: Doc, mention: TokenMention, members: list[Cluster]) -> None:
    del CLUSTER_OF(doc)[mention.head]
    for member in members:
        member.extra.append((mention.start, mention.end, mention.reason))
