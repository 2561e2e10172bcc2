"""The antecedent of a pronoun: of the actors mentioned before it the likeliest, where one is likely enough.

Each answer is a guess that the filter may refuse: of "it" and "they", two in three are right and one in five is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.extract.actors.antecedents.gendered_pronouns import eligible_antecedents, winners_before
from kg.extract.actors.antecedents.non_antecedents import is_no_antecedent
from kg.extract.actors.antecedents.owners_of_deeds import actors_judged, voicers
from kg.extract.actors.antecedents.owners_of_posts import bodies_that_act_before
from kg.extract.actors.antecedents.personhood import is_unnamed_person
from kg.extract.actors.cluster import BODIES, CLUSTER_OF, STATES_AND_BLOCS, Cluster, cluster_at
from kg.extract.actors.coordinated_antecedents import joined_owners, share_they
from kg.extract.actors.gender import gender_of
from kg.extract.actors.genre import is_bulletin, speaks, speaks_in_main_clause
from kg.extract.actors.governments import resolve_governments
from kg.extract.actors.pairs import GROUPS, joined_at, share_pairs
from kg.extract.grammar.arcs import first_of_list
from kg.extract.grammar.occurrences import occurrences, stands_between
from kg.extract.grammar.quotations import quoted
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.title_spans import title_at, title_over
from kg.extract.text.news_digests import are_in_one_item
from kg.extract.words import lexicon
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["Decide", "Option", "likeliest", "pronoun_kind", "pronouns", "resolve_pronouns", "third_person"]

FEMININE_PRONOUNS = word_set("feminine-pronouns")
MASCULINE_PRONOUNS = word_set("masculine-pronouns")
SINGULAR_PERSON = FEMININE_PRONOUNS | MASCULINE_PRONOUNS
THINGS = {"it", "its", "itself"}
PLURAL_PRONOUNS = word_set("plural-pronouns")
THIRD_PERSON = SINGULAR_PERSON | THINGS | PLURAL_PRONOUNS
SENTENCES_TO_ANTECEDENT = 3
"""How many sentences back an antecedent may stand."""
HALF_NEAR = 10.0
"""Tokens between a pronoun and an antecedent at which nearness counts half."""
LEAST_LIKELY = 0.35
"""How likely the likeliest antecedent must be."""
ADVERBS_OF_CONTINUING = {"also", "later", "additionally"}
ARCS_OF_SPEECH = {"ccomp", "parataxis"}
ARCS_TO_CLAUSES_BESIDE = {"conj", "parataxis"}
"""Arcs from a pronoun's verb to clauses that may name its antecedent."""
MODIFYING = {"compound", "amod", "nmod"}
OBLIQUE = {"pobj", "poss"} | MODIFYING
TYPES_OF_SEVERAL = GROUPS | {ActorType.ORGANIZATION, ActorType.BLOC}
"""Types of actors to which "they" may refer even where the noun is singular."""
PREPOSITIONS_OF_POSTS = {"at", "for", "of"}
VERBS_OF_BEING_OR_HAVING = word_set("verbs-of-being-or-having")
VERBS_OF_EMPTY_SUBJECTS = word_set("verbs-of-empty-subjects")


@dataclass(frozen=True, slots=True)
class Option:
    """An actor to which a pronoun may refer (None: no actor), and the value of each sign that it does."""

    cluster: Cluster | None
    signs: Mapping[str, float]


type Decide = Callable[[Token, Sequence[Option]], tuple[Cluster, float] | None]
"""Says to which actor a pronoun refers and how sure that is, from 0 to 1; None: to no actor."""


@dataclass(slots=True)
class _Text:
    """What is known of a document while its pronouns are read. ``sentence_of`` and ``quoted`` are the numbers of each
    token's sentence and quotation (0: none), ``starts`` the first tokens of sentences."""

    doc: Doc
    sentence_of: Sequence[int]
    starts: Sequence[int]
    quoted: Sequence[int]
    bulletin: bool
    genders: dict[str, str | None] = field(default_factory=dict)
    last_meant: dict[str, Cluster] = field(default_factory=dict)


def pronouns(doc: Doc) -> Doc:
    """Add third-person pronouns, and then governments without a name, to the actors that they refer to."""
    resolve_pronouns(doc, lambda token, options: likeliest(options, lexicon.learned_weights("likely_antecedents")))
    resolve_governments(doc)
    share_pairs(doc)
    share_they(doc)
    return doc


def resolve_pronouns(doc: Doc, decide: Decide) -> None:
    """Let ``decide`` choose the antecedent of each pronoun, in text order: it counts for the pronouns that follow."""
    text = _text(doc)
    heads = sorted(CLUSTER_OF(doc).items())
    seen: list[tuple[int, Cluster]] = []
    position = 0
    for token in third_person(doc):
        while position < len(heads) and heads[position][0] < token.i:
            seen.append(heads[position])
            position += 1
        fitting_options = [*_options(text, token, seen)]
        owners = voicers(token) or actors_judged(token) or winners_before(token)
        preferred = owners or _body_of_spokesperson(token, fitting_options) or bodies_that_act_before(token)
        options = [option for option in fitting_options if option.cluster in preferred] or fitting_options
        if not options or joined_owners(token) or _is_reported_by_several(token):
            continue
        decided = decide(token, options if pronoun_kind(token) == "he" else [_option_of_nobody(text, token), *options])
        if decided is not None:
            cluster, share = decided
            CLUSTER_OF(doc)[token.i] = cluster
            cluster.mentions.append(
                TokenMention(token.i, token.i + 1, token.i, cluster.type, MentionReason.PRONOUN, token.text, sure=share)
            )
            seen.append((token.i, cluster))
            text.last_meant[pronoun_kind(token)] = cluster
            if token.lower_ in SINGULAR_PERSON and text.genders.get(cluster.id) is None:
                text.genders[cluster.id] = _gender(token)


def third_person(doc: Doc) -> Iterator[Token]:
    """The pronouns that may refer to an actor, in text order; not the "He" of Liu He."""
    names = [(m.start, m.end) for m in MENTIONS(doc) if m.reason == MentionReason.NAME]
    for token in occurrences(doc, THIRD_PERSON):
        if token.pos_ not in {"PRON", "DET"} or (token.lower_ in THINGS and _is_expletive(token)):
            continue
        if not (token.is_title and any(start <= token.i < end for start, end in names)):
            yield token


def likeliest(options: Sequence[Option], weights: Mapping[str, float]) -> tuple[Cluster, float] | None:
    """The actor with the highest score and how likely it is (a softmax over the options), where it is likely enough."""
    scores = [sum(weights.get(name, 0.0) * value for name, value in option.signs.items()) for option in options]
    actors = [n for n, option in enumerate(options) if option.cluster is not None]
    best = max(actors, key=lambda n: scores[n])
    share = 1.0 / sum(math.exp(score - scores[best]) for score in scores)
    cluster = options[best].cluster
    return (cluster, share) if cluster is not None and share >= LEAST_LIKELY else None


def _text(doc: Doc) -> _Text:
    sentence_of = [0] * len(doc)
    starts = []
    for number, sentence in enumerate(doc.sents):
        starts.append(sentence.start)
        sentence_of[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
    return _Text(doc, sentence_of, starts, quoted(doc), is_bulletin(doc))


def pronoun_kind(token: Token) -> str:
    """``he`` (and she), ``it`` or ``they``."""
    if token.lower_ in SINGULAR_PERSON:
        return "he"
    return "it" if token.lower_ in THINGS else "they"


def _gender(token: Token) -> str:
    return "f" if token.lower_ in FEMININE_PRONOUNS else "m"


def _options(text: _Text, token: Token, seen: Sequence[tuple[int, Cluster]]) -> Iterator[Option]:
    """The actors that fit in number and gender, with the signs for each, the one mentioned last first."""
    sentence, kind = text.sentence_of[token.i], pronoun_kind(token)
    governing, excluded = _governing(token), _ids_named_below(text.doc, token)
    actors: dict[str, tuple[Cluster, dict[str, float]]] = {}
    ids_outside_quotations: set[str] = set()
    for head, cluster in reversed(seen):
        back = sentence - text.sentence_of[head]
        mention_head = text.doc[head]
        if back > SENTENCES_TO_ANTECEDENT or not are_in_one_item(token, mention_head):
            break
        names_itself = text.bulletin and kind == "he" and back == 1 and mention_head.head.dep_ == "ROOT"
        is_excluded = cluster.id in excluded and not names_itself  # "Peru objected. She said Peru would pay"
        if is_excluded or not _fits(text, token, cluster, mention_head) or is_no_antecedent(mention_head):
            continue
        if text.quoted[token.i] and not text.quoted[head] and back == 0:
            continue  # who says "they" in a quotation refers to others
        if not text.quoted[head]:
            ids_outside_quotations.add(cluster.id)
        if cluster.id in actors:
            _add_signs_of_place(actors[cluster.id][1], mention_head, back, governing)
            continue
        signs = _mention_signs(text, token, mention_head, back, governing)
        signs["rank"] = 1.0 / (1.0 + len(actors))
        actors[cluster.id] = cluster, signs
    if kind == "he":
        fitting_actors = {id_: cluster for id_, (cluster, _) in actors.items()}
        eligible_ids = eligible_antecedents(token, fitting_actors, seen, text.quoted, ids_outside_quotations)
        actors = {id_: each for id_, each in actors.items() if id_ in eligible_ids}
    total = sum(len(c.mentions) for c, _ in actors.values()) or 1
    continued = (
        [each for each in actors.values() if "main subject before" in each[1]]
        if _continues_subject(text, token)
        else []
    )
    if not any(_known_gender(text, c) for c, _ in continued) and any(
        _known_gender(text, c) for c, _ in actors.values()
    ):
        continued = []
    for cluster, signs in continued or actors.values():
        if signs.pop("same clause", 0.0):
            continue
        signs["share"] = sum(m.start < token.i for m in cluster.mentions) / total
        signs["meant before"] = float(text.last_meant.get(kind) is cluster)
        signs["alone"] = float(len(actors) == 1)
        signs[str(cluster.type)] = 1.0
        if kind == "he":
            signs["gender"] = float(_known_gender(text, cluster) is not None)
        yield Option(cluster, {f"{kind}: {name}": value for name, value in signs.items() if value})


def _continues_subject(text: _Text, token: Token) -> bool:
    """Whether a pronoun takes up the main subject of the sentence before: it does one thing more, "Ek arrived, meeting
    Ruiz. [He] also met Lund"; or it is "he", "Ek succeeded Ruiz. [He] left in May.", no quotation parts it from that
    subject, and nobody is the subject of a clause between: "When Ruiz left, [he] wept."."""
    if token.dep_ not in NOUN_SUBJECTS or token.head.dep_ != "ROOT":
        return False
    if any(c.lower_ in ADVERBS_OF_CONTINUING for c in token.head.children):
        return True
    start, _ = sentence_bounds(token)
    if start == 0 or pronoun_kind(token) != "he" or text.quoted[token.i]:
        return False
    verb_before = text.doc[start - 1].sent.root
    if text.quoted[verb_before.i] or any(map(_has_subject, _clauses_beside(verb_before))):
        return False
    between = (t for t in text.doc[start : token.head.i] if t.i != token.i and not text.quoted[t.i])
    return not any(t.dep_ in NOUN_SUBJECTS for t in between)


def _clauses_beside(verb: Token) -> Iterator[Token]:
    return (c for c in verb.children if c.dep_ in ARCS_TO_CLAUSES_BESIDE)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in NOUN_SUBJECTS for c in verb.children)


def _known_gender(text: _Text, cluster: Cluster) -> str | None:
    if cluster.id not in text.genders:
        text.genders[cluster.id] = gender_of(text.doc, cluster)
    return text.genders[cluster.id]


def _add_signs_of_place(signs: dict[str, float], name: Token, back: int, governing: Sequence[Token]) -> None:
    """Add the signs that any mention of an actor, the last or an earlier one, gives by its place in the sentence."""
    list_head = first_of_list(name)
    if any(g.i in {list_head.i, name.i} for g in governing):
        signs["governing"] = 1.0
    if list_head.dep_ in NOUN_SUBJECTS:
        if back == 0:
            signs["subject here"] = 1.0
        elif back == 1:
            signs["subject before"] = 1.0
            if list_head.head.dep_ == "ROOT":
                signs["main subject before"] = 1.0


def _mention_signs(text: _Text, token: Token, name: Token, back: int, governing: Sequence[Token]) -> dict[str, float]:
    """The signs that the last mention of an actor gives."""
    list_head = first_of_list(name)
    subject = list_head.dep_ in NOUN_SUBJECTS
    signs = {
        f"back {back}": 1.0,
        "near": 1.0 / (1.0 + (token.i - name.i) / HALF_NEAR),
        "same clause": float(_are_in_same_clause(token, list_head)),
        "subject": float(subject),
        "oblique": float(name.dep_ in OBLIQUE),
        "parallel": float(subject and token.dep_ in NOUN_SUBJECTS),
        "governing next": float(any(g.i in {list_head.i, name.i} for g in governing[:1])),
        "speaks": float(subject and speaks(list_head)),
        "both speak": float(subject and token.dep_ in NOUN_SUBJECTS and speaks(list_head) and speaks(token)),
        "aside": float(list_head.head.dep_ in {"relcl", "acl"}),
        "coordinated": float(name.dep_ == "conj" or any(c.dep_ == "conj" for c in name.children)),
        "other quotation": float(text.quoted[name.i] != text.quoted[token.i]),
        "pronoun": float(name.pos_ == "PRON"),
        "name": float(name.pos_ == "PROPN"),
    }
    _add_signs_of_place(signs, name, back, governing)
    return signs


def _option_of_nobody(text: _Text, token: Token) -> Option:
    """The option that a pronoun refers to no actor; above all, a thing that it may refer to is a sign of that."""
    kind = pronoun_kind(token)
    start = text.starts[max(text.sentence_of[token.i] - 1, 0)]
    sentence_start = text.starts[text.sentence_of[token.i]]
    things = [
        t
        for t in text.doc[start : token.i]
        if t.dep_ in NOUN_SUBJECTS and t.pos_ in {"NOUN", "PROPN"} and t.i not in CLUSTER_OF(text.doc)
    ]
    plural = kind == "they"
    things = [t for t in things if (t.tag_ in {"NNS", "NNPS"}) == plural]
    signs = {
        "nobody": 1.0,
        "nobody, object": float(token.dep_ in {"dobj", "pobj"}),
        "nobody, owner": float(token.dep_ == "poss"),
        "nobody, be": float(token.dep_ in NOUN_SUBJECTS and token.head.lemma_ in VERBS_OF_BEING_OR_HAVING),
        "nobody, thing here": float(any(t.i >= sentence_start for t in things)),
        "nobody, thing before": float(any(t.i < sentence_start for t in things)),
        "nobody, quoted": float(text.quoted[token.i] > 0),
    }
    return Option(None, {f"{kind}: {name}": value for name, value in signs.items() if value})


def _governing(token: Token) -> tuple[Token, ...]:
    """The subjects of the clauses around the pronoun's own, the nearest first: "[Peru] said that it would pay"."""
    governing: list[Token] = []
    verb = token.head
    while verb.dep_ != "ROOT" and len(governing) < 3:
        head = verb.head
        if verb.dep_ in {"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj", "parataxis"}:
            governing.extend(c for c in head.children if c.dep_ in NOUN_SUBJECTS)
        verb = head
    return tuple(governing)


def _ids_named_below(doc: Doc, token: Token) -> frozenset[str]:
    """The actors named in what a pronoun does, says or owns; it is none of them: "he said that Mandela was just", "its
    appeal to Abuja". Chomsky 1981, *Lectures on Government and Binding*, Principle C."""
    governor, is_subject = token.head, token.dep_ in NOUN_SUBJECTS
    if not is_subject and token.dep_ != "poss":
        return frozenset()
    parts = [c for c in governor.children if c.i > token.i and c.dep_ not in ARCS_TO_CLAUSES_BESIDE]
    if is_subject and pronoun_kind(token) == "he":  # "Hamas will stay," it said: a body calls itself by its name
        reported_clauses = [
            c for c in governor.children if c.dep_ in ARCS_OF_SPEECH and not stands_between(doc, ";", c.i, governor.i)
        ]
        parts += [clause for clause in reported_clauses if clause.lemma_ not in lexicon.cues()]
    clusters = CLUSTER_OF(doc)
    named_tokens = (t for part in parts for t in part.subtree if t.i in clusters and t.pos_ == "PROPN")
    return frozenset(clusters[t.i].id for t in named_tokens if t.dep_ not in MODIFYING)


def _fits(text: _Text, token: Token, cluster: Cluster, head: Token) -> bool:
    """Whether an actor, mentioned by the token ``head``, agrees with a pronoun in type, number and gender."""
    kind = pronoun_kind(token)
    if kind == "he":
        if cluster.type == ActorType.PERSON:
            return _known_gender(text, cluster) in {None, _gender(token)}
        if head.dep_ in NOUN_SUBJECTS and head.head.dep_ == "ROOT" and is_unnamed_person(cluster, head):
            return True
        speaks_as_body = cluster.type == ActorType.ORGANIZATION and speaks_in_main_clause(head)
        speaks_as_party = cluster.type in STATES_AND_BLOCS and not _is_class_of_parties(cluster)
        return text.bulletin and (speaks_as_body or speaks_as_party) and head.dep_ in NOUN_SUBJECTS
    plural = any(m.plural for m in cluster.mentions if m.head == head.i)
    if kind == "it":
        return cluster.type in BODIES and not plural and (cluster.type != ActorType.GROUP or cluster in voicers(token))
    return cluster.type in BODIES and (plural or cluster.type in TYPES_OF_SEVERAL)


def _is_class_of_parties(cluster: Cluster) -> bool:
    """Whether a bloc is all parties of a kind, who send no delegate that is "he": "Annex I Parties"."""
    return fold(cluster.name).split()[-1:] in (["parties"], ["countries"])


def _is_expletive(token: Token) -> bool:
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_ in VERBS_OF_EMPTY_SUBJECTS:
        return any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for c in verb.children)
    return token.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" for c in verb.children)


def _are_in_same_clause(pronoun: Token, mention_head: Token) -> bool:
    """Whether both are arguments of one verb, and the pronoun is not reflexive: they are different actors."""
    return pronoun.head.i == mention_head.head.i and not pronoun.lower_.endswith(("self", "selves"))


def _body_of_spokesperson(token: Token, options: Sequence[Option]) -> list[Cluster]:
    """The organization of the speaker who says what "it" does, by a post in apposition: "Ek, a spokesman for the union,
    said [it] would pay". A leader's counts only if no fitting actor is the main subject of the sentence before."""
    is_reported = token.lower_ == "it" and token.dep_ in NOUN_SUBJECTS and token.head.dep_ == "ccomp"
    posts = (
        [c for s in _governing(token)[:1] if speaks(s) for c in s.children if c.dep_ == "appos"] if is_reported else []
    )
    has_actor_before = any("it: main subject before" in option.signs for option in options)
    for post in posts:
        title = title_at(token.doc, (title_over(token.doc, post.i) or (post.i,))[0])
        if title is not None and (title[1].kind == "spokesperson" or (title[1].leads and not has_actor_before)):
            objects = (p for c in post.children if c.lower_ in PREPOSITIONS_OF_POSTS for p in c.children)
            return [c for p in objects if (c := cluster_at(p)) is not None and c.type == ActorType.ORGANIZATION]
    return []


def _is_reported_by_several(token: Token) -> bool:
    """Whether coordinated actors say what "they" do: "Ek and Ruiz said [they] opposed the levy"."""
    if token.lower_ != "they" or token.dep_ not in NOUN_SUBJECTS or token.head.dep_ != "ccomp":
        return False
    return any(map(joined_at, _governing(token)[:1]))
