"""The state to which "the government", "his delegation", "the Ek administration" or "the country" refers."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

from kg.extract.actors.antecedents.owners_of_deeds import actors_judged
from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster, Gatherer, clusters_by_id, move
from kg.extract.grammar.arcs import complements
from kg.extract.grammar.occurrences import after_article, word_at
from kg.extract.grammar.tense import FINITE
from kg.extract.mentions.mention import MENTIONS, TokenMention, mentions_between
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.text.document import document_of
from kg.extract.text.memo import once_a_document
from kg.extract.text.news_digests import are_in_one_item
from kg.extract.words.folding import name_parts
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import word_set
from kg.extract.words.offices import YEAR_OF_OFFICE, presided
from kg.extract.words.verbs_of_saying import reports
from kg.model import ActorType, MentionReason

__all__ = ["led_state", "resolve_governments"]

GOVERNMENTS = word_set("governments")
POSSESSIVES = word_set("possessives")
POSSESSIVES_OF_PERSONS = word_set("possessives-of-persons")
NOUNS_OF_JOURNEYS = word_set("nouns-of-journeys")
VERBS_OF_JOURNEYS = word_set("verbs-of-journeys")
PREPOSITIONS_OF_WAYS = {"from", "to", "via"}
TYPES_OF_GOVERNMENTS = {ActorType.ORGANIZATION, ActorType.GROUP, ActorType.DELEGATION}
DELEGATION = "delegation"
COUNTRIES = {"country", "nation"}
"""Nouns that refer back to a state: "the country's army"."""
ARTICLES = {"the", "this"}
WEIGHT_OF_MENTIONS = 0.02
"""How much the number of a state's mentions counts beside how near they are."""
CLEAR_LEAD = 1.3
"""How many times the score of the next state the one of the state meant must be."""
AMERICAN = "administration"
"""The noun that texts of any country use for the executive of the United States, and seldom for another."""
UNITED_STATES = "US"
PRESIDENT = "president"
TOKENS_BACK_TO_STATE = 120
"""How many tokens back the name of a state may stand that says whose government is meant."""


def resolve_governments(doc: Doc) -> None:
    """Move the mentions of governments without a name to their states, as indicated by a possessive, by who is blamed
    or punished for what they own, or by the states named before.

    "One government" and "both governments" do not say of which state they are: these are left alone.
    """
    for cluster in CLUSTERS(doc):
        if cluster.type not in TYPES_OF_GOVERNMENTS or cluster.gazetteer is not None:
            continue
        states_meant = [(m, _state_of(doc, m)) for m in cluster.mentions if m.reason != MentionReason.PRONOUN]
        for mention, state in states_meant:
            if state is not None:
                move(doc, mention, cluster, state)
        first_state = states_meant[0][1] if states_meant else None
        if first_state is not None and all(state is not None for _, state in states_meant):
            for pronoun in list(cluster.mentions):
                move(doc, pronoun, cluster, first_state)
    CLUSTERS.put(doc, tuple(c for c in CLUSTERS(doc) if c.mentions))


def _state_of(doc: Doc, mention: TokenMention) -> Cluster | None:  # noqa: PLR0911 - the first sign decides
    if _is_american(doc, mention):
        return _state_of_country(doc, "US")
    if mention.noun not in GOVERNMENTS | COUNTRIES | {DELEGATION} or mention.plural or mention.owner is not None:
        return None
    words_before = [t.lower_ for t in doc[mention.start : mention.head]]
    if mention.noun == DELEGATION:
        of_person = len(words_before) == 1 and words_before[0] in POSSESSIVES_OF_PERSONS
        is_coordinated = doc[mention.head].dep_ == "conj"  # "Peru's envoy and his delegation"
        return _state_of_owner(doc, mention) if of_person and not is_coordinated else None
    if (of_token := next((t for t in doc[mention.head].rights if t.lower_ == "of"), None)) is not None:
        owners = _owners(doc, of_token)
        countries = [owner.country for owner in owners if owner.country is not None]
        if countries or any(owner.type == ActorType.PERSON for owner in owners):
            return _state_of_country(doc, countries[0]) if countries else None
    if words_before and words_before[0] in POSSESSIVES and len(words_before) == 1:
        return _state_of_owner(doc, mention)
    is_bare_name = doc[mention.head].text[:1].isupper() and not words_before
    if words_before not in (["the"], ["this"]) and not is_bare_name:
        return None
    if mention.noun == AMERICAN and (american := _state_of_country(doc, "US")) is not None:
        return american
    countries_judged = {c.country for c in actors_judged(doc[mention.head]) if c.country is not None}
    if len(countries_judged) == 1:  # "sanctions on Peruvian firms over the [country]'s raids"
        return _state_of_country(doc, *countries_judged)
    return _nearest(doc, mention)


def _state_of_owner(doc: Doc, mention: TokenMention) -> Cluster | None:
    """The state of whoever the possessive that opens a mention refers to, by the brackets after the name of who says
    something, or else by a post or nationality; without an antecedent, of the subject over it: "BO EK (Peru) said [his
    country] would pay". A delegation is only that of who represents a state, or of who has it in brackets."""
    owner: Cluster | None = CLUSTER_OF(doc).get(mention.start)
    state: Cluster | None = None
    if owner is not None and not owner.titles - HONORIFICS:  # not "FIFA President Bo Ek (Peru)"
        state = _states_of_speakers(doc).get(owner.id)
    if state is not None or owner is None or owner.country is None:
        return state
    return (
        _state_of_country(doc, owner.country) if owner.type == ActorType.STATE or mention.noun != DELEGATION else None
    )


@once_a_document
def _states_of_speakers(doc: Doc) -> dict[str, Cluster]:
    """The states in brackets after the names of persons who say something, by the ids of these persons."""
    states_by_person: dict[str, Cluster] = {}
    for mention in MENTIONS(doc):
        person = CLUSTER_OF(doc).get(mention.head) if mention.type == ActorType.PERSON else None
        if person is not None and (state := _in_brackets(doc, mention.end)) is not None:
            states_by_person.setdefault(person.id, state)
    return states_by_person


def _in_brackets(doc: Doc, start: int) -> Cluster | None:
    """The state whose name alone fills the brackets that open at a token, before a verb of saying: "Bo Ek [(Peru)]
    said"."""
    if word_at(doc, start) != "(":
        return None
    name_start = after_article(doc, start + 1)
    for mention in mentions_between(doc, name_start, name_start + 1):
        is_bracketed_name = word_at(doc, mention.end) == ")" and mention.reason in {
            MentionReason.NAME,
            MentionReason.ALIAS,
        }
        state = CLUSTER_OF(doc).get(mention.head) if is_bracketed_name and _says(doc, mention.end + 1) else None
        if state is not None and state.type == ActorType.STATE:
            return state  # not "(Lima)"
    return None


def _says(doc: Doc, start: int) -> bool:
    """Whether a verb of saying follows a name: "[said]", ", [speaking] for the group"."""
    if word_at(doc, start) == ",":
        return word_at(doc, start + 1) == "speaking"
    return start < len(doc) and doc[start].tag_ in FINITE and reports(doc[start].lemma_.casefold())


def _owners(doc: Doc, preposition: Token) -> list[Cluster]:
    """The actors in the complement of "of", up to its head: "the government of [Peru]'s [president]", not "of the party
    backed by Peru"."""
    words = (t for owner in complements(preposition) for t in doc[owner.left_edge.i : owner.i + 1])
    return [cluster for t in words if (cluster := CLUSTER_OF(doc).get(t.i)) is not None]


def _is_american(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention uses the noun for the executive of the United States as a name: "my Administration"."""
    is_bare_name = mention.reason == MentionReason.NAME and doc[mention.start : mention.end].text.lower() == AMERICAN
    return is_bare_name and mention.start > 0 and doc[mention.start - 1].lower_ in POSSESSIVES | ARTICLES


def _state_of_country(doc: Doc, country: str) -> Cluster | None:
    return next((c for c in CLUSTERS(doc) if c.type == ActorType.STATE and c.country == country), None)


def _nearest(doc: Doc, mention: TokenMention) -> Cluster | None:
    """The state that is named most before a mention, in the same item of a digest unless only one state was named
    before; the nearer a name, the more it counts. None where another state comes near, as either
    government may be meant; "the country" hardly stands for anything but the one in mind."""
    names_before = {
        cluster.id: [m for m in cluster.mentions if m.reason != MentionReason.PRONOUN and m.start < mention.start]
        for cluster in CLUSTERS(doc)
        if cluster.type == ActorType.STATE and cluster.gazetteer is not None
    }
    clusters, is_only_one = clusters_by_id(doc), sum(map(bool, names_before.values())) == 1
    scores: list[tuple[float, Cluster]] = []
    for id_, names in names_before.items():
        names = [m for m in names if not _is_place_of_journey(doc[m.head])]
        near_names = [m for m in names if is_only_one or are_in_one_item(doc[mention.head], doc[m.head])]
        distances = {m.head: mention.start - m.start for m in near_names}
        if not distances:
            continue  # in "The government rejects Peru's offer", it is hardly Peru's
        near = (distance for distance in distances.values() if distance < TOKENS_BACK_TO_STATE)
        score = sum(1.0 / (10.0 + distance) for distance in near)
        score += WEIGHT_OF_MENTIONS * len(clusters[id_].mentions) ** 0.5
        scores.append((score, clusters[id_]))
    scores.sort(key=lambda each: each[0], reverse=True)
    if len(scores) > 1 and scores[0][0] < CLEAR_LEAD * scores[1][0] and mention.noun not in COUNTRIES:
        return None
    return scores[0][1] if scores else None


def _is_place_of_journey(name: Token) -> bool:
    """Whether a name only tells where a journey goes or begins: "a flight to [Lima]", "flew from [Lima]"."""
    way = name.head
    if name.dep_ != "pobj" or way.lower_ not in PREPOSITIONS_OF_WAYS:
        return False
    journey = way.head
    return journey.lemma_ in (VERBS_OF_JOURNEYS if journey.pos_ == "VERB" else NOUNS_OF_JOURNEYS)


def led_state(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The state of "the Trump administration", where the document names it: that of the person so named in the text,
    else the only one that has had leaders of that name, or the United States where it had a president of that name in
    the year of the document or one that the sentence indicates, and the text names no other who may be meant."""
    doc = gatherer.doc
    words = [t.text for t in doc[mention.start : mention.head]]
    for cluster in gatherer.clusters:
        if cluster.type == ActorType.PERSON and cluster.country and {*cluster.name.split()[-1:]}.intersection(words):
            return _state_named(gatherer, cluster.country)
    countries = {country for word in words if (country := led_by(word)) is not None}
    years = _years(doc, mention)
    if mention.noun == AMERICAN and any(_is_presidents(gatherer, word, years) for word in words):
        countries = {UNITED_STATES}
    return _state_named(gatherer, *countries) if len(countries) == 1 else None


def _state_named(gatherer: Gatherer, country: str) -> Cluster | None:
    return next((c for c in gatherer.clusters if c.type == ActorType.STATE and c.country == country), None)


def _is_presidents(gatherer: Gatherer, family: str, years: Collection[int]) -> bool:
    """Whether a family name is that of a president of the United States in one of the years, and the text names nobody
    else so: no "Bo Johnson", and no "Mayor Johnson"."""
    if not presided(family, UNITED_STATES, years):
        return False
    people = (c for c in gatherer.clusters if c.type == ActorType.PERSON)
    namesakes = [c for c in people if name_parts(c.name)[-1:] == name_parts(family)]
    posts = (c.titles - HONORIFICS for c in namesakes)
    return all(presided(c.name, UNITED_STATES, years) for c in namesakes) and all(
        PRESIDENT in titles for titles in posts if titles
    )


def _years(doc: Doc, mention: TokenMention) -> set[int]:
    """The years that the sentence of a mention indicates, and that of the document's date."""
    published = document_of(doc).date
    stated_years = set(map(int, YEAR_OF_OFFICE.findall(doc[mention.head].sent.text)))
    return stated_years | ({published.year} if published is not None else set())
