"""The person to whom a post without a name refers: "the Peruvian leader", "Norway's Prime Minister", "his Fijian
counterpart"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extract.actors.antecedents.chairs import chair_referred_to
from kg.extract.actors.antecedents.non_antecedents import is_beside_those_spoken_to
from kg.extract.actors.antecedents.passed_over_holders import APPOINTING
from kg.extract.actors.cluster import Cluster, Gatherer, only_one
from kg.extract.actors.genre import is_bulletin
from kg.extract.actors.persons import DEPUTIES, POSTS_OF_LEADERS, TITLES_OF_CHAIRS
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.counterpart_nouns import COUNTERPARTS
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import FINITE, NOUN_SUBJECTS, tense
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.title_spans import title_over, title_tokens
from kg.extract.text.document import document_of
from kg.extract.words import gazetteer
from kg.extract.words.leaders import led_by
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = [
    "bears",
    "holds",
    "is_chair_of_meeting",
    "is_for_one_holder",
    "is_of_other_holder",
    "is_predicate",
    "is_somebodys_counterpart",
    "only_person_with_post",
    "person_appointed",
    "person_described",
    "person_in_apposition",
    "tells_only_the_leader",
    "words_of_post",
]

ADJECTIVES_OF_SUCCESSION = word_set("adjectives-of-succession")
"""Adjectives of who holds a post before or after another."""
POSTS_OF_HEADS_OF_STATE = word_set("posts-of-heads-of-state")
STATES_WHOSE_LEADERS_ARE_NO_HEADS_OF_STATE = word_set("states-whose-leaders-are-no-heads-of-state")
COUNTERPARTS_AND_HOSTS = COUNTERPARTS | {"guest", "host"}
WORDS_OF_OTHER_BODIES = word_set("words-of-bodies-apart") | {"party"}
"""Words for leaders of something other than the state: "the opposition leader"."""
WORDS_OF_OTHER_POSTS = word_set("words-of-posts-not-held") | DEPUTIES | {"shadow"}
LEADER = "leader"
PREPOSITIONS_OF_FIELDS_OR_PLACES = {"of", "to", "for"}
"""Prepositions after which a title names its field: "ambassador to Japan", "minister of trade"."""
TITLE_FILLERS = {"of", "affairs", "the"}
"""Words by which two titles of one post may differ: "minister of foreign affairs", "foreign minister"."""


def person_in_apposition(gatherer: Gatherer, head: Token) -> Cluster | None:
    """The person with whose name a noun is in apposition: "Ana Ruiz, the [minister]"."""
    for apposed in [*(c for c in head.children if c.dep_ == "appos"), *([head.head] if head.dep_ == "appos" else [])]:
        cluster = gatherer.by_head.get(apposed.i)
        if cluster is not None and cluster.type == ActorType.PERSON:
            return cluster
    return None


def person_appointed(gatherer: Gatherer, head: Token) -> Cluster | None:
    """The person who has come into a post: "Ana Ruiz was elected president"; nobody who only may, or did not."""
    verb = head.head
    if head.dep_ not in {"oprd", "attr"} or verb.lemma_ not in APPOINTING or is_negated(verb):
        return None
    if tense(verb) not in FINITE - {"MD"} or any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.lefts):
        return None
    appointees = [gatherer.by_head.get(c.i) for c in verb.children if c.dep_ in {"nsubjpass", "dobj"}]
    return next((c for c in appointees if c is not None and c.type == ActorType.PERSON), None)


def is_predicate(doc: Doc, mention: TokenMention) -> bool:
    """Whether a noun is predicated of somebody: "is [an adviser]", "ran as [a candidate]", "ran for [mayor]"."""
    head = doc[mention.head]
    if mention.type != ActorType.PERSON or mention.plural:
        return False
    if head.dep_ == "pobj":
        is_bare = doc[mention.start].pos_ not in {"DET", "PRON"} and mention.owner is None
        return head.head.lower_ == "as" or (is_bare and head.head.lower_ == "for")
    is_impersonal = any(c.lower_ in {"it", "there"} for c in head.head.lefts)  # "it was a minister who left"
    return head.dep_ == "attr" and head.head.lemma_ in {"be", "become", "remain"} and not is_impersonal


def person_described(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The person of whom a noun is predicated: the object of its verb, else the subject, who has the post as a title
    from then on where the text asserts it."""
    doc = gatherer.doc
    head = doc[mention.head]
    verb = head.head.head if head.head.lower_ == "as" else head.head
    if not is_predicate(doc, mention) or is_negated(verb):
        return None
    nouns = [*(c for c in verb.children if c.dep_ == "dobj"), *grammatical_subjects(verb)]
    actors = (gatherer.by_head.get(token.i) for token in takewhile(lambda token: token.pos_ != "PRON", nouns))
    person = next((c for c in actors if c is not None and c.type == ActorType.PERSON), None)
    if person is not None and head.i in title_tokens(doc) and _is_asserted(doc, mention):
        person.titles |= words_of_post(doc, mention)
    return person


def _is_asserted(doc: Doc, mention: TokenMention) -> bool:
    """Whether the text asserts that somebody holds the post itself: "is the [president]"; not "is the former", "the
    deputy", "if he is", "Peru said he is"."""
    verb = doc[mention.head].head
    words = {token.lower_ for token in doc[mention.head].subtree}
    return verb.dep_ == "ROOT" and verb.lemma_ == "be" and verb.tag_ == "VBZ" and words.isdisjoint(WORDS_OF_OTHER_POSTS)


def only_person_with_post(gatherer: Gatherer, mention: TokenMention, wanted: Set[str]) -> Cluster | None:
    """The only person of the text who has the post and country that a mention indicates, named before it or after."""
    if mention.plural or mention.type not in {ActorType.PERSON, ActorType.GROUP}:
        return None
    doc = gatherer.doc
    people = [c for c in gatherer.clusters if c.type == ActorType.PERSON]
    if is_chair_of_meeting(doc, mention, wanted):
        return chair_referred_to(gatherer, mention, people)
    if is_somebodys_counterpart(doc, mention):
        return only_one(_counterparts(gatherer, mention, people))
    of_state = mention.noun == "head" and doc[mention.end : mention.end + 2].text.casefold() == "of state"
    if mention.country is None:
        return _only_holder(doc, mention, people, wanted)
    people_of_state = [c for c in people if c.country == mention.country]
    if tells_only_the_leader(mention, wanted):
        people_of_state = _leading([c for c in people_of_state if _leads_a_state(c)], mention.country)
    elif mention.noun not in COUNTERPARTS_AND_HOSTS:
        people_of_state = [c for c in people_of_state if holds(c, wanted) or (of_state and _heads_a_state(c))]
    return (
        only_one(people_of_state)
        if people_of_state
        else _leader_without_title(doc, mention, people, wanted, of_state=of_state)
    )


def is_chair_of_meeting(doc: Doc, mention: TokenMention, wanted: Set[str]) -> bool:
    """Whether a mention is "the Chair" of a bulletin or of minutes, which report on several bodies in turn; not "the
    chair" of news."""
    is_chair = wanted == {"chair"} and mention.type == ActorType.PERSON
    return is_chair and (doc[mention.head].text[0].isupper() or is_bulletin(doc))


def _only_holder(doc: Doc, mention: TokenMention, people: list[Cluster], wanted: Set[str]) -> Cluster | None:
    """The only person with the post of "the foreign minister", where no word indicates the state."""
    is_definite_post = mention.owner is None and mention.head in title_tokens(doc) and len(wanted) > 1
    if not is_definite_post or doc[mention.start].lower_ != "the" or doc[mention.head].lower_.endswith("s"):
        return None
    holder = only_one(c for c in people if bears(c, wanted))
    return holder if holder is not None and holds(holder, wanted) else None


def _leader_without_title(
    doc: Doc, mention: TokenMention, people: list[Cluster], wanted: Set[str], *, of_state: bool
) -> Cluster | None:
    """The only person without a title whose name is known for a leader of the state; has the post from then on."""
    state = mention.country
    if state is None or wanted & DEPUTIES or not (of_state or wanted & POSTS_OF_LEADERS):
        return None
    if of_state and state.casefold() in STATES_WHOSE_LEADERS_ARE_NO_HEADS_OF_STATE:
        return None
    leader = only_one(c for c in people if c.country in {None, state} and _led_by_name(doc, c) == state)
    if leader is not None:
        leader.country = state
        leader.titles |= set() if of_state else wanted - {LEADER}
    return leader


def _led_by_name(doc: Doc, person: Cluster) -> str | None:
    """The state whose leader a person without a title is, as far as the name indicates."""
    if person.titles - HONORIFICS:
        return None
    published = document_of(doc).date
    return led_by(person.name, published.year if published is not None else None)


def is_somebodys_counterpart(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention is the counterpart, guest or host of somebody, by a possessive: "his Fijian counterpart"."""
    return mention.noun in COUNTERPARTS_AND_HOSTS and doc[mention.start].tag_ == "PRP$"


def _counterparts(gatherer: Gatherer, mention: TokenMention, people: Iterable[Cluster]) -> Iterator[Cluster]:
    """The persons who may be "his Fijian counterpart": of that state, and with the post of the subject of the clause,
    or leaders of a state as the subject is."""
    doc = gatherer.doc
    subjects = (t for verb in doc[mention.head].ancestors for t in verb.lefts if t.dep_ in NOUN_SUBJECTS)
    owner = next(
        (c for t in subjects if (c := gatherer.by_head.get(t.i)) is not None and c.type == ActorType.PERSON), None
    )
    if owner is None:
        return
    home, leads, post = _country_of(doc, owner), _is_leader(doc, owner), _post_of(owner)
    for person in people:
        country = _country_of(doc, person)
        if country == home or mention.country not in {None, country}:
            continue
        if (leads and _is_leader(doc, person)) or (post and post == _post_of(person)):
            yield person


def _post_of(person: Cluster) -> set[str]:
    """The words of a person's titles that distinguish posts, without honorifics and fillers."""
    return posts_of(person) - HONORIFICS - TITLE_FILLERS


def _country_of(doc: Doc, person: Cluster) -> str | None:
    return person.country or _led_by_name(doc, person) or (led_by(person.name) if _leads_a_state(person) else None)


def _is_leader(doc: Doc, person: Cluster) -> bool:
    """Whether a person leads a state by title or, without a title, by name."""
    return _leads_a_state(person) or _led_by_name(doc, person) is not None


def tells_only_the_leader(mention: TokenMention, wanted: Set[str]) -> bool:
    """Whether a mention says no more than the state led: "the Fijian leader", not "the Fijian opposition leader"."""
    words = mention.name.split()[:-1]
    if wanted != {LEADER} or mention.country is None:
        return False
    return not words or bool(gazetteer.lookup(" ".join(words).removesuffix("'s")))


def _leading(rulers: list[Cluster], country: str) -> list[Cluster]:
    """Of a state's president and prime minister the one whom the text calls leader, else the one who leads it."""
    called_leaders = [c for c in rulers if LEADER in posts_of(c)]
    if len(rulers) < 2 or len(called_leaders) == 1:
        return called_leaders or rulers
    by_another = country.casefold() in STATES_WHOSE_LEADERS_ARE_NO_HEADS_OF_STATE
    return [c for c in rulers if _heads_a_state(c) != by_another]


def _leads_a_state(cluster: Cluster) -> bool:
    """Whether a person's titles are those of a leader of a state, such as a president or prime minister."""
    posts = posts_of(cluster)
    leading = posts & POSTS_OF_LEADERS
    return bool(leading) and not posts & DEPUTIES and not (leading == {LEADER} and posts & WORDS_OF_OTHER_BODIES)


def _heads_a_state(cluster: Cluster) -> bool:
    posts = posts_of(cluster)
    return bool(posts & POSTS_OF_HEADS_OF_STATE) and not posts & DEPUTIES


def bears(person: Cluster, wanted: Set[str]) -> bool:
    """Whether all the words are in a person's titles."""
    return wanted <= posts_of(person)


def holds(person: Cluster, wanted: Set[str]) -> bool:
    """Whether a person holds the post of those words, and not as a deputy."""
    return bears(person, wanted) and not (posts_of(person) - wanted) & DEPUTIES


def is_of_other_holder(doc: Doc, mention: TokenMention) -> bool:
    """Whether a post is another holder's than those named before: "the next president", "the king and your team"."""
    if mention.head not in title_tokens(doc):
        return False
    start, _ = title_over(doc, mention.head) or (mention.head, 0)
    words_before = doc[mention.start : mention.head]
    in_row = any(
        t.lower_ in ADJECTIVES_OF_SUCCESSION or (t.i < start and t.ent_type_ == "ORDINAL") for t in words_before
    )
    return in_row or is_beside_those_spoken_to(doc[mention.head])


def is_for_one_holder(doc: Doc, mention: TokenMention) -> bool:
    """Whether a state has one such post at a time: its leader's, or that of the minister of a field named before the
    noun ("foreign minister"). A field after the noun may be of any post."""
    wanted = words_of_post(doc, mention)
    if wanted & DEPUTIES or (
        mention.head + 1 < len(doc) and doc[mention.head + 1].lower_ in PREPOSITIONS_OF_FIELDS_OR_PLACES
    ):
        return False
    return bool(wanted & POSTS_OF_LEADERS) or ("minister" in wanted and len(wanted) > 1)


def words_of_post(doc: Doc, mention: TokenMention) -> set[str]:
    """The words of a post, all of which have to be in the titles of its holder."""
    noun = mention.noun or doc[mention.head].lemma_.casefold()
    return {_with_one_chair(word) for word in _title_words(doc, mention) | set(noun.replace("-", " ").split())}


def posts_of(cluster: Cluster) -> set[str]:
    """The words of a person's titles."""
    return {_with_one_chair(word) for word in cluster.titles}


def _with_one_chair(word: str) -> str:
    """A word of a title; "chair" for "chairman", "chairwoman" and "chairperson" as well."""
    return "chair" if word in TITLES_OF_CHAIRS else word


def _title_words(doc: Doc, mention: TokenMention) -> set[str]:
    """The words of the post that a mention names ("the Dutch foreign minister": foreign, minister)."""
    title = title_over(doc, mention.head)
    words = doc[max(title[0], mention.start) : mention.head] if title is not None else ()
    # "the [under] secretary for trade"
    deputy_words = {doc[mention.start - 1].lower_} & DEPUTIES if mention.start else set()
    return ({t.lower_ for t in words} | deputy_words) - {"the", "-"}
