"""Who holds a post that a phrase without a name tells: "the Peruvian leader", "Norway's Prime Minister", "his Fijian
counterpart"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, Gatherer, fold
from kg.extract.actors.genre import is_marked_bulletin
from kg.extract.actors.persons import DEPUTIES, POSTS_OF_LEADERS, TITLES_OF_CHAIRS, chaired, led_by
from kg.extract.grammar.arcs import possessors
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.counterparts import COUNTERPARTS
from kg.extract.grammar.negation import negated
from kg.extract.grammar.occurrences import is_possessive_mark
from kg.extract.grammar.tense import FINITE, NOUN_SUBJECTS, tense
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.title_spans import title_over, title_tokens
from kg.extract.text.document import document_of
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "appointed",
    "appositive",
    "bears",
    "described",
    "holds",
    "is_chair_of_meeting",
    "is_elsewhere",
    "is_for_one_holder",
    "is_narrowed",
    "is_predicate",
    "is_somebodys_counterpart",
    "land_of",
    "namesake",
    "tells_only_the_leader",
    "words_of_post",
]

APPOINTING = word_set("verbs-of-appointing") - {"designate", "nominate", "pick"}
AS = "as"
POSTS_OF_HEADS_OF_STATE = word_set("posts-of-heads-of-state")
STATES_WHOSE_LEADERS_ARE_NO_HEADS_OF_STATE = word_set("states-whose-leaders-are-no-heads-of-state")
COUNTERPARTS_AND_HOSTS = COUNTERPARTS | {"guest", "host"}
VERBS_OF_PRESIDING = word_set("verbs-of-presiding")
APART = word_set("words-of-bodies-apart") | {"party"}
"""Words of who leads others than the state: "the opposition leader"."""
NOT_THE_HOLDER = word_set("words-of-posts-not-held") | DEPUTIES | {"assistant", "next", "shadow"}
LEADER = "leader"
FIELDS = {"of", "to", "for"}
"""Prepositions that tell which of several posts of one name it is: "ambassador to Japan", "minister of trade"."""
TELLING_NOTHING = {"of", "affairs", "the"}
"""Words in which one post is called in two ways: "minister of foreign affairs", "foreign minister"."""


def appositive(gatherer: Gatherer, head: Token) -> Cluster | None:
    """The person beside whom a noun stands: "Ana Ruiz, the [minister]"."""
    for other in [*(c for c in head.children if c.dep_ == "appos"), *([head.head] if head.dep_ == "appos" else [])]:
        cluster = gatherer.of.get(other.i)
        if cluster is not None and cluster.type == ActorType.PERSON:
            return cluster
    return None


def appointed(gatherer: Gatherer, head: Token) -> Cluster | None:
    """ "Ana Ruiz was elected president": who has come by a post; nobody who may yet, or did not."""
    verb = head.head
    if head.dep_ not in {"oprd", "attr"} or verb.lemma_ not in APPOINTING or negated(verb):
        return None
    if tense(verb) not in FINITE - {"MD"} or any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.lefts):
        return None
    named = [gatherer.of.get(c.i) for c in verb.children if c.dep_ in {"nsubjpass", "dobj"}]
    return next((c for c in named if c is not None and c.type == ActorType.PERSON), None)


def is_predicate(doc: Doc, mention: TokenMention) -> bool:
    """Whether a noun only tells what somebody is: "is [an adviser]", "ran as [a candidate]", "ran for [mayor]"."""
    head = doc[mention.head]
    if mention.type != ActorType.PERSON or mention.plural:
        return False
    if head.dep_ == "pobj":
        bare = doc[mention.start].pos_ not in {"DET", "PRON"} and mention.owner is None
        return head.head.lower_ == AS or (bare and head.head.lower_ == "for")
    unnamed = any(c.lower_ in {"it", "there"} for c in head.head.lefts)  # "it was a minister who left"
    return head.dep_ == "attr" and head.head.lemma_ in {"be", "become", "remain"} and not unnamed


def described(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """Of whom a predicate noun tells: the object of its verb, else the subject, who has the post if he "is" it."""
    doc = gatherer.doc
    head = doc[mention.head]
    verb = head.head.head if head.head.lower_ == AS else head.head
    if not is_predicate(doc, mention) or negated(verb):
        return None
    told = [*(c for c in verb.children if c.dep_ == "dobj"), *grammatical_subjects(verb)]
    named = (gatherer.of.get(token.i) for token in takewhile(lambda token: token.pos_ != "PRON", told))
    person = next((c for c in named if c is not None and c.type == ActorType.PERSON), None)
    if person is not None and head.i in title_tokens(doc) and _is_now(doc, mention):
        person.titles |= words_of_post(doc, mention)
    return person


def _is_now(doc: Doc, mention: TokenMention) -> bool:
    """Whether the text says that somebody has the post itself: "is the [president]"; not "is the former", "the
    deputy", "if he is", "Peru said he is"."""
    verb = doc[mention.head].head
    words = {token.lower_ for token in doc[mention.head].subtree}
    return verb.dep_ == "ROOT" and verb.lemma_ == "be" and verb.tag_ == "VBZ" and words.isdisjoint(NOT_THE_HOLDER)


def namesake(gatherer: Gatherer, mention: TokenMention, wanted: set[str]) -> Cluster | None:
    """The only person of the text with the post and country that a mention names, wherever the name stands."""
    if mention.plural or mention.type not in {ActorType.PERSON, ActorType.GROUP}:
        return None
    doc = gatherer.doc
    people = [c for c in gatherer.clusters if c.type == ActorType.PERSON]
    if is_chair_of_meeting(doc, mention, wanted):
        return _in_the_chair(gatherer, mention, people)
    if is_somebodys_counterpart(doc, mention):
        return _only(_counterparts(gatherer, mention, people))
    of_state = mention.noun == "head" and doc[mention.end : mention.end + 2].text.casefold() == "of state"
    if mention.country is None:
        return _only_holder(doc, mention, people, wanted)
    there = [c for c in people if c.country == mention.country]
    if tells_only_the_leader(mention, wanted):
        there = _leading([c for c in there if _leads_a_state(c)], mention.country)
    elif mention.noun not in COUNTERPARTS_AND_HOSTS:
        there = [c for c in there if holds(c, wanted) or (of_state and _heads_a_state(c))]
    return _only(there) if there else _leader_by_name(doc, mention, people, wanted, of_state=of_state)


def is_chair_of_meeting(doc: Doc, mention: TokenMention, wanted: set[str]) -> bool:
    """Whether a mention is "the Chair" of a bulletin or of minutes, which tell of several bodies one after the other;
    not "the chair" of news."""
    told = wanted == {"chair"} and mention.type == ActorType.PERSON
    return told and (doc[mention.head].text[0].isupper() or is_marked_bulletin(doc))


def _in_the_chair(gatherer: Gatherer, mention: TokenMention, people: Iterable[Cluster]) -> Cluster | None:
    """Whom "the OPEC Chair" means by its body's name; whom "the Chair", of all who have opened a session, or are called
    no more than Chair, the last one: who chairs another body, and only speaks, is not he."""
    doc, title = gatherer.doc, title_over(gatherer.doc, mention.head)
    body = chaired(doc, *title) if title is not None else ""
    if body and (named := _only(c for c in people if body in c.chairs)) is not None:
        return named
    found: dict[int, Cluster] = {}
    for one in people:
        if one.chairs and (not body or "" in one.chairs):
            before = (m for m in one.mentions if m.start < mention.start)
            found |= {m.start: one for m in before if "" in one.chairs or (not body and _presides(doc[m.head]))}
    return found[max(found)] if found else None


def _presides(name: Token) -> bool:
    """ "[Bo Ek] opened the session", "in his opening statement, the Chair, [Bo Ek], noted"."""
    head = name.head if name.dep_ == "appos" else name
    own = (t for left in head.head.lefts for t in left.subtree if t.lower_ == "opening")
    opens = head.head.lemma_ in VERBS_OF_PRESIDING or any(possessors(t.head) for t in own)
    return head.dep_ in NOUN_SUBJECTS and opens


def _only(people: Iterable[Cluster]) -> Cluster | None:
    found = list(people)
    return found[0] if len(found) == 1 else None


def _only_holder(doc: Doc, mention: TokenMention, people: list[Cluster], wanted: set[str]) -> Cluster | None:
    """The only person with the post of "the foreign minister", where no word says of which state."""
    named = mention.owner is None and mention.head in title_tokens(doc) and len(wanted) > 1
    if not named or doc[mention.start].lower_ != "the" or doc[mention.head].lower_.endswith("s"):
        return None
    found = _only(c for c in people if bears(c, wanted))
    return found if found is not None and holds(found, wanted) else None


def _leader_by_name(
    doc: Doc, mention: TokenMention, people: list[Cluster], wanted: set[str], *, of_state: bool
) -> Cluster | None:
    """The only person without a title who is known by name to lead the state, and who bears the post from then on."""
    state = mention.country
    if state is None or wanted & DEPUTIES or not (of_state or wanted & POSTS_OF_LEADERS):
        return None
    if of_state and state.casefold() in STATES_WHOSE_LEADERS_ARE_NO_HEADS_OF_STATE:
        return None
    found = _only(c for c in people if c.country in {None, state} and _led_by_name(doc, c) == state)
    if found is not None:
        found.country = state
        found.titles |= set() if of_state else wanted - {LEADER}
    return found


def _led_by_name(doc: Doc, person: Cluster) -> str | None:
    """The state that a person without a title leads by name."""
    if person.titles - HONORIFICS:
        return None
    published = document_of(doc).date
    state = led_by(person.name, published.year if published is not None else None)
    return None if state is None or _is_of_another(doc, person, state) else state


def _is_of_another(doc: Doc, person: Cluster, state: str) -> bool:
    """Whether a name stands beside the name of another body than a state: "NATO's Rutte", "Solberg of the club"."""
    ends = {end for m in MENTIONS(doc) if m.country == state for end in (m.end, m.end - 1)}
    starts = {m.start for m in MENTIONS(doc) if m.country == state}
    for mention in person.mentions:
        if mention.reason != MentionReason.NAME:
            continue
        if is_possessive_mark(doc, mention.start - 1) and mention.start - 1 not in ends:
            return True
        of = mention.end + (mention.end < len(doc) and doc[mention.end].text == ",")
        if of + 1 >= len(doc) or doc[of].lower_ != "of" or not mention.start <= doc[of].head.i < mention.end:
            continue
        if any(c.dep_ == "pobj" for c in doc[of].children) and starts.isdisjoint(
            {of + 1, of + 1 + (doc[of + 1].lower_ == "the")}
        ):
            return True
    return False


def is_somebodys_counterpart(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention tells of whom it is the counterpart: "his Fijian counterpart"."""
    return mention.noun in COUNTERPARTS_AND_HOSTS and doc[mention.start].tag_ == "PRP$"


def _counterparts(gatherer: Gatherer, mention: TokenMention, people: Iterable[Cluster]) -> Iterator[Cluster]:
    """Who may be "his Fijian counterpart": of that state, with such a post as who acts in the words."""
    doc = gatherer.doc
    acting = (t for verb in doc[mention.head].ancestors for t in verb.lefts if t.dep_ in NOUN_SUBJECTS)
    his = next((c for t in acting if (c := gatherer.of.get(t.i)) is not None and c.type == ActorType.PERSON), None)
    if his is None:
        return
    home, rules, post = _country_of(doc, his), _rules(doc, his), _post_of(his)
    for other in people:
        country = _country_of(doc, other)
        if country == home or mention.country not in {None, country}:
            continue
        if (rules and _rules(doc, other)) or (post and post == _post_of(other)):
            yield other


def _post_of(person: Cluster) -> set[str]:
    """The words of a person's titles that tell the post, however it is called."""
    return posts_of(person) - HONORIFICS - TELLING_NOTHING


def _country_of(doc: Doc, person: Cluster) -> str | None:
    return person.country or _led_by_name(doc, person) or (led_by(person.name) if _leads_a_state(person) else None)


def _rules(doc: Doc, person: Cluster) -> bool:
    """Whether a person leads a state by his titles, or has no title and a leader's name."""
    return _leads_a_state(person) or _led_by_name(doc, person) is not None


def tells_only_the_leader(mention: TokenMention, wanted: set[str]) -> bool:
    """ "The Fijian leader", and not "the Fijian opposition leader"."""
    words = mention.name.split()[:-1]
    if wanted != {LEADER} or mention.country is None:
        return False
    return not words or bool(gazetteer.lookup(" ".join(words).removesuffix("'s")))


def _leading(rulers: list[Cluster], country: str) -> list[Cluster]:
    """Of a state's president and prime minister the one who is called its leader, or who leads it."""
    called = [c for c in rulers if LEADER in posts_of(c)]
    if len(rulers) < 2 or len(called) == 1:
        return called or rulers
    by_another = country.casefold() in STATES_WHOSE_LEADERS_ARE_NO_HEADS_OF_STATE
    return [c for c in rulers if _heads_a_state(c) != by_another]


def _leads_a_state(cluster: Cluster) -> bool:
    """Whether a person's titles are those of who leads a state, by himself or beside another."""
    posts = posts_of(cluster)
    leading = posts & POSTS_OF_LEADERS
    return bool(leading) and not posts & DEPUTIES and not (leading == {LEADER} and posts & APART)


def _heads_a_state(cluster: Cluster) -> bool:
    posts = posts_of(cluster)
    return bool(posts & POSTS_OF_HEADS_OF_STATE) and not posts & DEPUTIES


def bears(person: Cluster, wanted: set[str]) -> bool:
    """Whether the words are among those of a person's titles."""
    return wanted <= posts_of(person)


def holds(person: Cluster, wanted: set[str]) -> bool:
    """Whether a person has the post of those words, and not that of a deputy."""
    return bears(person, wanted) and not (posts_of(person) - wanted) & DEPUTIES


def is_for_one_holder(doc: Doc, mention: TokenMention) -> bool:
    """Whether a state has one such post at a time, of which nothing behind it tells the field: its leader's, that of
    a minister for something."""
    wanted = words_of_post(doc, mention)
    if wanted & DEPUTIES or (mention.head + 1 < len(doc) and doc[mention.head + 1].lower_ in FIELDS):
        return False
    return bool(wanted & POSTS_OF_LEADERS) or ("minister" in wanted and len(wanted) > 1)


def words_of_post(doc: Doc, mention: TokenMention) -> set[str]:
    """The words of a post that who holds it must have among his titles."""
    noun = mention.noun or doc[mention.head].lemma_.casefold()
    return {_chair(word) for word in _title_words(doc, mention) | set(noun.replace("-", " ").split())}


def posts_of(cluster: Cluster) -> set[str]:
    """The words of a person's titles."""
    return {_chair(word) for word in cluster.titles}


def _chair(word: str) -> str:
    """Whoever is in the chair is called by four words: chair, chairman, chairwoman, chairperson."""
    return "chair" if word in TITLES_OF_CHAIRS else word


def _title_words(doc: Doc, mention: TokenMention) -> set[str]:
    """The words of the post that a mention names ("the Dutch foreign minister": foreign, minister)."""
    title = title_over(doc, mention.head)
    words = doc[max(title[0], mention.start) : mention.head] if title is not None else ()
    return {t.lower_ for t in words} - {"the", "-"}


def is_elsewhere(gatherer: Gatherer, mention: TokenMention, cluster: Cluster) -> bool:
    """Whether a nominal is told of another state than those of the same words: "In [Chad], the junta"."""
    land = land_of(gatherer, mention)
    if land is None or any(m.reason != MentionReason.NOMINAL for m in cluster.mentions):
        return False
    lands = {other for m in cluster.mentions if (other := land_of(gatherer, m)) is not None}
    return bool(lands) and land not in lands


def is_narrowed(mention: TokenMention, head: Token, cluster: Cluster) -> bool:
    """Whether words behind a noun tell which it means, as an actor's name does not: "the owners of the ferries", "the
    ports of West Peru" where those of Peru are named, "farmers in the hills" beside those in the valley."""
    name = {*fold(cluster.name).split()}
    after = (c for c in head.children if c.dep_ == "prep" and c.i == mention.end)
    told = (c for c in after if c.lower_ == "of" or c.lower_ in {"from", "in"}.intersection(name))
    below = [t for c in told for t in c.children if t.dep_ == "pobj"]
    below += [t for noun in below for t in noun.lefts if t.pos_ == "PROPN"]
    return any(name.isdisjoint((fold(t.lemma_), fold(t.text))) for t in below)


def land_of(gatherer: Gatherer, mention: TokenMention) -> str | None:
    """The key of the state right before a body with which the sentence opens: "In [Togo], the junta"; not "In [Togo],
    Bo Ek met the junta", nor "In [Togo], the rebels", who may be abroad."""
    doc = gatherer.doc
    if mention.type != ActorType.ORGANIZATION or not mention.start or doc[mention.start - 1].text != ",":
        return None
    first = next((t.i for t in doc[mention.head].sent if not t.is_space), mention.start)
    if doc[first].lower_ != "in":
        return None
    comma = next((i for i in range(first + 1, mention.start) if doc[i].text == ","), first + 1)
    places = (gatherer.of.get(i) for i in range(first + 1, comma))
    return next((place.id for place in places if place is not None and place.type == ActorType.STATE), None)
