"""Other names of one actor: short forms ("the Commission" after "the European Commission", "the North" beside North
Korea, "Ruiz" beside Ana Ruiz where a tagger took it for a place or a firm), and those that groups give themselves."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import BODIES_BUT_GROUPS, Cluster, Gatherer
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.mentions.mention import TokenMention, mention_at
from kg.extract.mentions.organizations import DETERMINERS
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "join_bodies_of_states",
    "join_europeans",
    "join_family_names",
    "join_initials",
    "join_own_names",
    "join_party_members",
    "join_short_names",
    "name_the_commission",
]

EUROPEAN_UNION = "bloc/european-union"
EUROPEAN_COMMISSION = "organization/european-commission"
BODIES_OF_WHICH_A_STATE_HAS_ONE = word_set("bodies-of-which-a-state-has-one")
WORDS_OF_PUBLIC_BODIES = word_set("organization-words") - word_set("nouns-for-companies")
MISREAD_TYPES = {ActorType.ORGANIZATION, ActorType.STATE, ActorType.GROUP}
"""Types for which a tagger may take a person by the family name."""
TYPES_WITH_INITIALS = {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.DELEGATION}
LEAST_INITIALS = 3
WORDS_OF_NAME = 3
"""Words, at most, of a name that texts shorten to its first word."""
POINTS_OF_THE_COMPASS = word_set("points-of-the-compass")
SHORT_NAMES = word_set("organization-words") | POINTS_OF_THE_COMPASS | word_set("last-words-of-short-names")
LINKS_AFTER_FIRST_WORDS = word_set("links-after-first-words")
NAMES_NEVER_SHORTENED = word_set("names-never-shortened")
REFLEXIVE_PRONOUNS = {"itself", "themselves"}
VERBS_OF_TAKING_A_NAME = word_set("verbs-of-taking-a-name")
WORDS_INSIDE_NAMES = word_set("words-inside-names") | {"-"}
PARTIES_CALLED_BY_ADJECTIVES = {"democratic", "republican"}
"""Adjectives that stand for parties of the United States without "Party": "the Republican nominee"."""
STATES_WITH_DEMOCRATS_OR_REPUBLICANS = word_set("states-with-democrats-or-republicans")


def join_short_names(gatherer: Gatherer) -> None:
    """Merge an actor called by one word with the one whose longer name has it: "the Commission" with the European
    Commission, "Boreal" with Boreal Foods."""
    doc = gatherer.doc
    for cluster in list(gatherer.clusters):
        words = fold(cluster.name).split()
        if cluster.gazetteer is not None or len(words) != 1:
            continue
        if cluster.type == ActorType.PERSON:
            firm = _called_by_first_word(gatherer, cluster, words[0])
            if firm is not None and firm.first() < cluster.first():
                gatherer.retype(cluster, ActorType.ORGANIZATION)
                gatherer.merge(cluster, firm)
            continue
        if words[0] in SHORT_NAMES and all(m.start and doc[m.start - 1].lower_ == "the" for m in cluster.mentions):
            longer = _longer_name(gatherer, cluster, words[0])
            if longer is not None:
                _give_to_others(gatherer, cluster, longer, words[0])
        else:
            longer = _called_by_first_word(gatherer, cluster, words[0])
        if longer is not None:
            gatherer.merge(cluster, longer)


def join_bodies_of_states(gatherer: Gatherer) -> None:
    """Merge bodies of which a state has only one that have the same name but for capitals, or for the word for their
    state: "the Peruvian army" with "Peruvian Army", "the U.S. military" with "American military"."""
    bodies_by_name: dict[tuple[str | None, str], Cluster] = {}
    for cluster in list(gatherer.clusters):
        if cluster.type != ActorType.ORGANIZATION or cluster.gazetteer is not None:
            continue
        names = {name for m in cluster.mentions if (name := _name_in_state(gatherer, m)) is not None}
        if len(names) != 1:
            continue
        body = bodies_by_name.setdefault(next(iter(names)), cluster)
        if body is not cluster:
            gatherer.merge(cluster, body)


def _name_in_state(gatherer: Gatherer, mention: TokenMention) -> tuple[str | None, str] | None:
    """The state that owns a body and begins its name, and the rest of the name; None for a name without a state, and
    for one of several bodies: "[a] Peruvian army", "the Peruvian [embassy]", "the Peruvian army [in] Cusco"."""
    doc = gatherer.doc
    in_place = word_at(doc, mention.end) == "in" and doc[mention.end + 1 : mention.end + 2].text.istitle()
    if mention.plural or in_place or doc[mention.start].lower_ in DETERMINERS - {"the"}:
        return None
    owner = mention_at(doc, mention.owner) if mention.owner is not None else None
    if owner is None or owner.type != ActorType.STATE or owner.country is None:
        return None
    if not mention.start <= owner.start <= mention.start + 1 or owner.end > mention.head:
        return None
    rest = fold(doc[owner.end : mention.head + 1].text.removeprefix("'s").strip())
    is_only_one = rest in BODIES_OF_WHICH_A_STATE_HAS_ONE or rest.endswith(" ministry")
    return (owner.country, rest) if is_only_one and mention.end == mention.head + 1 else None


def join_family_names(gatherer: Gatherer) -> None:
    """Merge a supposed body or place with the only person who bears its name as a family name. Where the person has no
    other name or title, the result is of the type that is mentioned more often."""
    bearers: dict[str, list[Cluster]] = {}
    for person in gatherer.clusters:
        if person.type == ActorType.PERSON:
            for name in {family for m in person.mentions for family in _family_names(m.name)}:
                bearers.setdefault(name, []).append(person)
    for cluster in list(gatherer.clusters):
        persons = bearers.get(fold(cluster.name), [])
        if len(persons) != 1 or cluster.type not in MISREAD_TYPES or cluster.gazetteer is not None:
            continue
        person = persons[0]
        if fold(person.name) != fold(cluster.name) or person.titles or len(person.mentions) >= len(cluster.mentions):
            gatherer.retype(cluster, ActorType.PERSON)
            gatherer.merge(cluster, person)
        elif person.gazetteer is None:
            gatherer.retype(person, cluster.type)
            gatherer.merge(person, cluster)


def _family_names(name: str) -> set[str]:
    """The family names that a name may end with: its last word, and its last two.

    >>> sorted(_family_names("Omar al-Hadi")), sorted(_family_names("Ruiz"))
    (['al hadi', 'hadi'], ['ruiz'])
    """
    words = fold(name).split()
    return {" ".join(words[-n:]) for n in (1, 2) if n <= len(words)}


def join_europeans(gatherer: Gatherer) -> None:
    """Merge "the Europeans" with the European Union, where the text names it, as a demonym stands for its state."""
    union = next((c for c in gatherer.clusters if c.gazetteer == EUROPEAN_UNION), None)
    for cluster in list(gatherer.clusters):
        if union is None or cluster.gazetteer is not None or fold(cluster.name) != "europeans":
            continue
        if all(m.start and gatherer.doc[m.head - 1].lower_ == "the" for m in cluster.mentions):
            gatherer.merge(cluster, union)


def name_the_commission(gatherer: Gatherer) -> None:
    """Let "the Commission" and "Commission officials" refer to the European Commission, where the text names the
    European Union and no other commission."""
    entry = gazetteer.entry(EUROPEAN_COMMISSION)
    named = [c for c in gatherer.clusters if "commission" in fold(c.name).split()]
    others = [c for c in named if fold(c.name) != "commission" and c.gazetteer != EUROPEAN_COMMISSION]
    if entry is None or others or not any(c.gazetteer == EUROPEAN_UNION for c in gatherer.clusters):
        return
    known = next((c for c in named if c.gazetteer is not None), None)
    for cluster in named:
        if cluster.gazetteer is None:
            if known is not None:
                gatherer.merge(cluster, known)
            else:
                cluster.more_names.append(cluster.name)
                cluster.name, cluster.gazetteer, known = entry.name, entry.id, cluster


def join_initials(gatherer: Gatherer) -> None:
    """Merge an acronym with the only body of whose name it has the initials: "IIT" with the Inquiry and Identification
    Team."""
    by_initials: dict[str, list[Cluster]] = {}
    for cluster in gatherer.clusters:
        if cluster.type in TYPES_WITH_INITIALS and (letters := _initials(cluster.name)) is not None:
            for initials in letters:
                by_initials.setdefault(initials, []).append(cluster)
    for cluster in list(gatherer.clusters):
        bodies = by_initials.get(cluster.name, [])
        may_be_acronym = cluster.gazetteer is None and cluster.type in TYPES_WITH_INITIALS
        if may_be_acronym and cluster.name.isupper() and len(bodies) == 1:
            gatherer.merge(cluster, bodies[0])


def _initials(name: str) -> frozenset[str] | None:
    """The initials of a name of three words or more, with and without those of its lower-case words."""
    words = [word for word in name.split() if word[:1].isalpha()]
    large = [word[0] for word in words if word[0].isupper()]
    if len(large) < LEAST_INITIALS:
        return None
    return frozenset({"".join(large), "".join(word[0].upper() for word in words)})


def join_party_members(gatherer: Gatherer) -> None:
    """Merge a party's people with the party, where the text names it: "Liberals" with the Liberal Party."""
    parties = {
        fold(name): c for c in gatherer.clusters if c.type in BODIES_BUT_GROUPS for name in (c.name, *c.more_names)
    }
    for cluster in list(gatherer.clusters):
        words = fold(cluster.name).split()
        if cluster.gazetteer is not None or cluster.type != ActorType.GROUP or len(words) != 1:
            continue
        stem = words[0].removesuffix("s")
        party = parties.get(f"{stem} party") or parties.get(f"{stem}ic party")
        if party is not None:
            gatherer.merge(cluster, party)
        elif stem in PARTIES_CALLED_BY_ADJECTIVES and _is_about_americans(gatherer):
            entry = gazetteer.lookup(f"{stem.title()} Party")[0].entry
            gatherer.retype(cluster, entry.type)
            cluster.name, cluster.gazetteer, cluster.country = entry.name, entry.id, entry.country


def _is_about_americans(gatherer: Gatherer) -> bool:
    """Whether a text mentions actors of the United States more often than those of any state with such parties."""
    mentions = Counter[str | None]()
    for cluster in gatherer.clusters:
        mentions[cluster.country] += len(cluster.mentions)
    return mentions["US"] > max(mentions[code.upper()] for code in STATES_WITH_DEMOCRATS_OR_REPUBLICANS)


def _give_to_others(gatherer: Gatherer, cluster: Cluster, first: Cluster, word: str) -> None:
    """Give the mentions by a short name that follow the whole name of another body than the first, in its sentence or
    the next one, to that body: "the Larvik Bank ... the Oslo Bank said [the Bank] would"."""
    doc, bodies = gatherer.doc, _with_longer_names(gatherer, cluster, word)
    named = sorted(((m.end, c) for c in bodies for m in c.mentions if _shortens(word, m.name)), key=lambda e: e[0])
    last_named: tuple[int, Cluster] = (0, first)
    for mention in sorted(cluster.mentions, key=lambda m: m.start):
        before = max((e for e in named if e[0] <= mention.start), default=last_named, key=lambda e: e[0])
        end, body = max(before, last_named, key=lambda e: e[0])
        if body is first or not end or doc[end - 1].sent.end < doc[mention.start].sent.start:
            continue
        cluster.mentions = [m for m in cluster.mentions if m is not mention]
        gatherer.put(mention, body)
        last_named = mention.end, body


def _longer_name(gatherer: Gatherer, cluster: Cluster, word: str) -> Cluster | None:
    """The body with a longer name that was mentioned last before, else the only one in the text."""
    candidates = _with_longer_names(gatherer, cluster, word)
    named_before = [
        (max(starts), c) for c in candidates if (starts := [m.start for m in c.mentions if m.start < cluster.first()])
    ]
    if named_before:
        return max(named_before, key=lambda e: e[0])[1]
    return candidates[0] if len(candidates) == 1 else None


def _with_longer_names(gatherer: Gatherer, cluster: Cluster, word: str) -> list[Cluster]:
    bodies = (c for c in gatherer.clusters if c is not cluster and c.type in BODIES_BUT_GROUPS)
    return [c for c in bodies if any(_shortens(word, name) for name in _names(c))]


def _called_by_first_word(gatherer: Gatherer, cluster: Cluster, word: str) -> Cluster | None:
    """The only organization with a name of its own that begins with a word: Boreal Foods for "Boreal"."""
    if cluster.type not in {ActorType.ORGANIZATION, ActorType.PERSON} or word in SHORT_NAMES:
        return None
    unlisted = [c for c in gatherer.clusters if c.type == ActorType.ORGANIZATION and c.gazetteer is None]
    candidates = [c for c in unlisted if _begins_with(c, word)]
    if len(candidates) != 1 or set(fold(candidates[0].name).split()) & WORDS_OF_PUBLIC_BODIES:
        return None  # "Larvik" is a town, and not its council
    return candidates[0]


def _begins_with(cluster: Cluster, word: str) -> bool:
    words = fold(cluster.name).split()
    if not 1 < len(words) <= WORDS_OF_NAME or words[0] != word or "/" in cluster.name:
        return False
    return any(m.owner is None for m in cluster.mentions) and all(part[:1].isupper() for part in cluster.name.split())


def _names(cluster: Cluster) -> list[str]:
    entry = gazetteer.entry(cluster.gazetteer)
    return [cluster.name, *cluster.more_names, *(entry.aliases if entry is not None else ())]


def _shortens(word: str, name: str) -> bool:
    words = fold(name).split()
    if len(words) < 2 or fold(name) in NAMES_NEVER_SHORTENED:
        return False
    if word in POINTS_OF_THE_COMPASS:
        return words[0] == word and len(words) == 2
    return words[-1] == word or (words[0] == word and words[1] in LINKS_AFTER_FIRST_WORDS)


def join_own_names(gatherer: Gatherer) -> None:
    """Let the name that a group gives itself be its name everywhere: "rebels who call themselves the Dawn"."""
    doc = gatherer.doc
    for token in occurrences(doc, REFLEXIVE_PRONOUNS):
        if token.i == 0 or token.nbor(-1).lemma_.casefold() not in VERBS_OF_TAKING_A_NAME:
            continue
        group = _self_named_group(gatherer, token.nbor(-1))
        start, end = _name_at(doc, token.i + 1)
        if group is None or start == end:
            continue
        actor_there = next((c for i in range(start, end) if (c := gatherer.by_head.get(i)) is not None), None)
        if actor_there is group or (actor_there is not None and actor_there.gazetteer is not None):
            continue
        if actor_there is not None:
            gatherer.merge(actor_there, group)
        if not any(start <= m.head < end for m in group.mentions):
            group.extra.append((start, end, MentionReason.ALIAS))
        group.more_names.append(group.name)
        group.name = doc[start:end].text


def _self_named_group(gatherer: Gatherer, verb: Token) -> Cluster | None:
    """The group that calls itself something: the noun that the clause modifies, or its subject."""
    nouns = [verb.head] if verb.dep_ in {"acl", "relcl"} else [c for c in verb.children if c.dep_ == "nsubj"]
    clusters = (gatherer.by_head.get(noun.i) for noun in nouns)
    return next((c for c in clusters if c is not None and c.gazetteer is None), None)


def _name_at(doc: Doc, i: int) -> tuple[int, int]:
    """The span of the name that begins at a token, without an article before it."""
    start = i + (i < len(doc) and doc[i].lower_ in {"the", "a", "an"})
    end = index = start
    while index < len(doc) and (
        doc[index].text[:1].isupper() or (index > start and doc[index].lower_ in WORDS_INSIDE_NAMES)
    ):
        index += 1
        if doc[index - 1].text[:1].isupper():
            end = index
    return start, end
