"""The body at which a post is held, where the words of its title or those before it name one.

`kg.extract.roles.posts.post` asks for it from the title outwards: `body_in_title`, "[UN] envoy"; `body_before_title`,
"[Peru]'s envoy"; `kg.extract.roles.bodies_after_titles.body_after_title`, "envoy of [Peru]". Each takes the body that
the one before has found, and ``how`` it is named (see `kg.extract.roles.posts.Post`).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import BODIES, BODIES_BUT_GROUPS, CLUSTER_OF, CLUSTERS, Cluster, cluster_at
from kg.extract.grammar.arcs import relative_clause_over
from kg.extract.grammar.occurrences import follows_prefix, is_possessive_mark
from kg.extract.grammar.phrase import tells_kind_of_person
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.organizations import ORGANIZATION_WORDS
from kg.extract.mentions.title_spans import TITLES, state_with_title
from kg.extract.text.memo import once_a_document
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "ARTICLES_AND_POSSESSIVES",
    "MODIFIERS",
    "MODIFYING",
    "POSSESSIVES_AND_WHOSE",
    "WORDS_OF_POSTS_NOT_HELD",
    "are_people",
    "begins_title_of_state",
    "body_before_title",
    "body_in_title",
    "body_mentions",
    "is_former_before",
    "named_by_modifiers",
    "tells_of_post_not_held",
]

WORDS_OF_POSTS_NOT_HELD = word_set("words-of-posts-not-held")
LONGEST_NAME = 20
"""The most tokens of a body's name."""
MODIFIERS = {"PROPN", "NOUN", "ADJ"}
MODIFYING = {"compound", "amod", "nmod"}
POSSESSIVES_AND_WHOSE = word_set("possessives-and-whose")
ARTICLES_AND_POSSESSIVES = word_set("articles-and-possessives")
COMMON_HOUSES = word_set("common-houses")
FORMER_AND_OPENERS_OF_POSTS = WORDS_OF_POSTS_NOT_HELD | word_set("openers-of-posts") | {"-"}


@once_a_document
def body_mentions(doc: Doc) -> tuple[dict[int, TokenMention], dict[int, TokenMention]]:
    """The longest mentions of bodies, by the token at which they start without articles and possessives, and by each
    token that they cover."""
    starts: dict[int, TokenMention] = {}
    covered: dict[int, TokenMention] = {}
    holders = {b - 1 for _, b in TITLES(doc)}
    for mention in MENTIONS(doc):
        if mention.type not in BODIES or (mention.reason == MentionReason.NOMINAL and mention.head in holders):
            continue  # "the French minister" is somebody in a post, no body at which one is held
        if follows_prefix(doc, mention.start):
            continue  # "the pro-French minister" holds no post of France's
        name_start = mention.start
        while name_start < mention.head and (
            doc[name_start].lower_ in ARTICLES_AND_POSSESSIVES or doc[name_start].pos_ == "DET"
        ):
            name_start += 1
        if name_start not in starts or starts[name_start].end < mention.end:
            starts[name_start] = mention
        for i in range(name_start, mention.end):
            if i not in covered or covered[i].end - covered[i].start < mention.end - mention.start:
                covered[i] = mention
    return starts, covered


def body_in_title(doc: Doc, start: int, end: int) -> tuple[int, Cluster | None, str]:
    """The body that the title words ``[start, end)`` name themselves: where the rest of the title begins, the body, and
    how it is named; ``start``, None and "-" if they name none."""
    starts, covered = body_mentions(doc)
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(doc)
    inner_mention = starts.get(start)
    if inner_mention is not None and begins_title_of_state(doc, inner_mention, end):
        return start, None, "-"
    if inner_mention is not None and inner_mention.end < end and _is_body(doc, inner_mention):
        return inner_mention.end, cluster_by_head.get(inner_mention.head), "inside"
    overlapping = covered.get(start)
    if overlapping is not None and overlapping.start < start < overlapping.end < end and _is_body(doc, overlapping):
        return overlapping.end, cluster_by_head.get(overlapping.head), "before"  # "Chilean Foreign [Ministry spokesman"
    return start, None, "-"


def begins_title_of_state(doc: Doc, mention: TokenMention, end: int) -> bool:
    """Whether the name of a body is only a part of a listed title of one state, which ends before token ``end``:
    "[Northern Ireland] Secretary" and "[Union] Minister" hold their posts at the state; not "[Senate] Majority Leader",
    who holds one at a body of that state."""
    state = state_with_title(doc, mention.start, end)
    is_of_state = mention.entry is not None and mention.entry.country == state and mention.type != ActorType.STATE
    return state is not None and not is_of_state


def _is_body(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention in a title names a body: it is listed, or ends in a word for organizations."""
    return mention.entry is not None or doc[mention.end - 1].lower_ in ORGANIZATION_WORDS | COMMON_HOUSES


def are_people(mention: TokenMention) -> bool:
    """Whether a mention is a plural noun for people, at whom nobody holds a post: "the [people]'s mayor", "beat her
    [rivals] Senator Ek and Governor Ruiz"."""
    return mention.type == ActorType.GROUP and mention.plural and mention.reason == MentionReason.NOMINAL


def is_former_before(doc: Doc, left: int) -> bool:
    """Whether the word right before token ``left`` makes a post a past one: "the former [US ambassador]"."""
    return left > 0 and tells_of_post_not_held(doc[left - 1])


def tells_of_post_not_held(word: Token) -> bool:
    """Whether a word before a title says that the post is held no more, or not yet; not "It is [likely] President Ek
    will stay"."""
    return word.lower_ in WORDS_OF_POSTS_NOT_HELD and word.dep_ != "acomp"


def body_before_title(
    doc: Doc, covered: dict[int, TokenMention], left: int, end: int, body: Cluster | None, how: str
) -> tuple[int, Cluster | None, str, bool]:
    """The body of a post whose owner may stand before its title: where the phrase begins, the body, how it is named,
    and whether words before the title make the post a past one.

    The title ends before token ``end``, and ``left`` is the first word of its phrase so far. ``covered`` is the second
    result of `body_mentions`; ``body`` and ``how`` are kept if they name a body already.
    """
    former = False
    name_start = covered[left - 1].start if body is not None and left - 1 in covered else left
    scan = name_start - 1
    while scan >= max(0, name_start - 3) and (
        doc[scan].lower_ in FORMER_AND_OPENERS_OF_POSTS or _modifies_post(doc[scan], left, end)
    ):
        former |= tells_of_post_not_held(doc[scan])
        scan -= 1
    if body is None and scan >= 0:
        if any(is_possessive_mark(doc, k) for k in range(min(scan + 1, left - 1), left)):
            mention = covered.get(scan)
            if mention is not None and not are_people(mention):
                return mention.start, CLUSTER_OF(doc).get(mention.head), "possessive", former
        if doc[scan].lower_ in POSSESSIVES_AND_WHOSE:
            owner = _antecedent(doc[scan], end)
            if owner is not None:
                return scan, owner, "pronoun", former
            return scan, None, "-", former
    return left, body, how, former


def _modifies_post(word: Token, left: int, end: int) -> bool:
    """Whether a word before the name of a post's body modifies the post: "a former [senior] World Bank adviser"."""
    return word.is_lower and word.pos_ in MODIFIERS and word.dep_ in MODIFYING and left <= word.head.i < end


def _antecedent(pronoun: Token, end: int) -> Cluster | None:
    """The body that a possessive before a title refers to: "whose" by its relative clause, others as resolved."""
    if pronoun.lower_ != "whose":
        body: Cluster | None = CLUSTER_OF(pronoun.doc).get(pronoun.i)
        return body if body is not None and body.type in BODIES else None
    doc = pronoun.doc
    clause = relative_clause_over(doc[end - 1])
    body = cluster_at(clause.head) if clause is not None else None
    if body is not None and body.type in BODIES:
        return body
    for i in range(pronoun.i - 1, max(-1, pronoun.i - 4), -1):
        body = CLUSTER_OF(doc).get(i)
        if body is not None and body.type in BODIES:
            return body
    return None


def named_by_modifiers(doc: Doc, start: int, end: int) -> tuple[Cluster | None, int]:
    """The body of the text whose name opens the title's modifiers ``[start, end)``, and where that name ends: "[central
    bank] governor". None and ``start`` if there is none, or if they tell what kind of person it is: "a [union] leader".
    """
    bodies = _bodies_by_name(doc)
    for cut in range(min(end, start + LONGEST_NAME), start, -1):
        cluster = bodies.get(fold(doc[start:cut].text))
        if cluster is not None and not tells_kind_of_person(doc[cut - 1]):
            return cluster, cut
    return None, start


@once_a_document
def _bodies_by_name(doc: Doc) -> dict[str, Cluster]:
    """The bodies by each of their folded names; the one named first where two share a name."""
    bodies_by_name: dict[str, Cluster] = {}
    for cluster in CLUSTERS(doc):
        if cluster.type in BODIES_BUT_GROUPS:
            mentioned = (m.name for m in cluster.mentions if m.reason != MentionReason.PRONOUN)
            for name in (cluster.name, *cluster.more_names, *mentioned):
                bodies_by_name.setdefault(fold(name), cluster)
    bodies_by_name.pop("", None)
    return bodies_by_name
