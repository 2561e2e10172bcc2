"""Posts in the text: the words of a title, the body at which it is held, and whether it is past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster
from kg.extract.actors.cluster import CLUSTER_OF, STATES_AND_BLOCS
from kg.extract.grammar.occurrences import is_possessive_mark, word_at
from kg.extract.mentions.mention import TokenMention, persons_by_start
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.posts_before_names import field_goes_on, holder_at
from kg.extract.mentions.title_spans import TITLES, state_with_title, title_at, title_over
from kg.extract.roles.bodies_in_titles import (
    ARTICLES_AND_POSSESSIVES,
    MODIFIERS,
    MODIFYING,
    WORDS_OF_POSTS_NOT_HELD,
    after_title,
    before_title,
    begins_title_of_state,
    body_mentions,
    in_title,
    is_abbreviation,
    is_after_field,
    is_field,
    is_former_before,
    is_state_sent_to,
    named_before_brackets,
    named_by_modifiers,
)
from kg.extract.roles.staff import employer_of_post
from kg.extract.text.memo import once_a_document
from kg.extract.words import lexicon
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set

__all__ = ["Post", "all_posts", "country_in_brackets", "post"]

WORDS_THAT_END_FIELDS = word_set("words-that-end-fields")
WORDS_OF_PARTIES = word_set("words-of-parties")
WORDS_OF_POSTS_HELD = word_set("words-of-posts-held")
ADJECTIVES_OF_HOLDERS = word_set("adjectives-of-holders")
WORDS_THAT_NEED_A_POST = word_set("words-that-need-a-post")
RANKS_OF_ENVOYS = word_set("ranks-of-envoys")
BODIES_LED = word_set("fields-with-articles") | word_set("organization-words") | word_set("gatherings")
KINDS_SENT_ABROAD = {"diplomat", "minister"}
WAYS_TO_SENDER = {"before", "possessive", "inside"}
"""Values of ``how`` for a body that may send the holder of a post to another one."""


@dataclass(frozen=True, slots=True)
class Post:
    """A title ``[start, end)`` with the whole phrase ``[left, right)`` that names it and its body.

    ``how`` says which words named the body: ``before``, ``possessive``, ``pronoun``, ``of``, ``for``, ``inside`` (the
    title's own first words, as in "UN envoy"), ``-`` where none do. ``kind`` is the title's kind in ``titles.csv``.
    """

    start: int
    end: int
    left: int
    right: int
    body: Cluster | None
    how: str
    former: bool
    kind: str
    plural: bool
    leads: bool


@once_a_document
def all_posts(doc: Doc) -> tuple[Post, ...]:
    """Every post of the document in text order; each title of several in a row gives one."""
    out: list[Post] = []
    for start, end in TITLES(doc):
        listed = _listed_titles(doc, start, end)
        found = [t for t in listed if t[2].kind != "honorific" and not is_after_field(doc, t[0])]
        if not found:
            continue
        alone = all(_stands_alone(title) for _, _, title in found)
        bounds = found if alone else [(found[0][0], found[-1][1], found[-1][2])]
        after = 0
        for a, b, title in bounds:
            out.append(post(doc, a, b, title, last=b == bounds[-1][1], after=after))
            after = b
    return _with_shared_bodies(doc, out)


def _listed_titles(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, lexicon.Title]]:
    """The listed titles among the tokens ``[start, end)``, with their bounds: two in "chairperson President"."""
    i = start
    while i < end and (hit := title_at(doc, i)) is not None:
        yield i, *hit
        i = hit[0]


def _stands_alone(title: lexicon.Title) -> bool:
    return title.words[-1] not in WORDS_THAT_NEED_A_POST and title.kind not in {"royal", "honorific"}


def _with_shared_bodies(doc: Doc, posts: list[Post]) -> tuple[Post, ...]:
    """The posts, where joined titles share a body: "CEO and Chair of the Fund", "Kenya's president and commander"."""
    out = list(posts)
    for n in range(len(out) - 1):
        a, b = out[n], out[n + 1]
        between = [t.lower_ for t in doc[a.right : b.left]]
        if between not in (["and"], ["and", "the"], ["and", "also"], [","], []) or a.right > b.left:
            continue
        if a.former and not b.former and between == ["and"] and doc[b.left].lower_ not in WORDS_OF_POSTS_HELD:
            b = out[n + 1] = replace(b, former=True)
        if not between and (a.former or b.kind == "head-of-state"):
            continue  # "former CIA director General Ek"; "AU chairperson President Ek": of some state
        of_another = is_possessive_mark(doc, a.start - 1)
        if a.body is None and b.body is not None and b.how in {"of", "for"} and between and not of_another:
            out[n] = replace(a, right=b.right, body=b.body, how=b.how)
        elif b.body is None and a.body is not None and a.how in WAYS_TO_SENDER and not _is_of_party_alone(a.body, b):
            out[n + 1] = replace(b, body=a.body, how=a.how)
    return tuple(out)


def _is_of_party_alone(body: Cluster, post: Post) -> bool:
    """Whether a body is a party, and a post that of a state: "Labour Party chairman and [Prime Minister]"."""
    return post.kind in {"head-of-state", "minister"} and not WORDS_OF_PARTIES.isdisjoint(fold(body.name).split())


def post(doc: Doc, start: int, end: int, title: lexicon.Title, *, last: bool = True, after: int = 0) -> Post:
    """The post around title words ``[start, end)``, with its modifiers, its body and whether it is a past one.

    ``last``: no title of the same row follows, so that a field and a body may. ``after``: where the title before ends,
    so that its words are no modifiers: "chairperson [President] Ek"."""
    starts, covered = body_mentions(doc)
    opening = start
    start, body, how = in_title(doc, start, end)
    left, former = start, _is_former_itself(doc, start, end) or (how == "inside" and is_former_before(doc, opening))
    if body is None:
        left, mention, past = _with_modifiers(doc, start, end, after)
        former = former or past
        if mention is not None:
            body, how = CLUSTER_OF(doc).get(mention.head) if mention.end == left else None, "before"
            left = mention.start
    first = _first_word(doc, start, left, how)
    if body is None and first < start and state_with_title(doc, first, end) is None:
        named, cut = named_by_modifiers(doc, first, start)
        if named is not None:
            body, how, first = named, "before", cut
    left, body, how, past = before_title(doc, covered, left, end, body, how)
    right, portfolio = end, end
    if last and (field := _listed_field(doc, end)) is not None:
        right = portfolio = field
        while doc[portfolio - 1].lower_ in RANKS_OF_ENVOYS:
            portfolio -= 1
    elif last:
        right, body, how = after_title(doc, starts, end, body, how, title.kind)
        if how == "for" and is_state_sent_to(doc, opening, end, body):
            body, how = None, "-"
        portfolio = _portfolio_end(doc, covered, end, title.kind)
        if how in WAYS_TO_SENDER and title.kind in KINDS_SENT_ABROAD:
            portfolio = _destination_end(doc, starts, end) or portfolio
    if body is None and (employer := employer_of_post(doc, first, end)) is not None:
        body, how = employer[0], "person"
        left, right = min(left, employer[1]), max(right, employer[2])
        owned = is_possessive_mark(doc, first - 1)  # "former senator Ruiz's adviser": the senator is former
        former = former or (not owned and is_former_before(doc, left))
    right = max(right, end, portfolio)
    if right > end and is_abbreviation(doc, right):  # "head of the Volta Fund (VF) [Bo Ek]"
        right += 3
    noun = doc[end - 1]
    plural = noun.lower_ != title.words[-1] and (noun.tag_ in {"NNS", "NNPS"} or noun.lower_.endswith("s"))
    former = former or past
    return Post(first, max(end, portfolio), left, right, body, how, former, title.kind, plural, title.leads)


def _is_former_itself(doc: Doc, start: int, end: int) -> bool:
    """Whether the last word of a title, or one tied to it by a hyphen, means that the post is not held:
    "president-designate", "then-prime-minister"."""
    first = start
    while first > 1 and doc[first - 1].text == "-":
        first -= 2
    suffixed = end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in WORDS_OF_POSTS_NOT_HELD
    return (
        doc[end - 1].lower_ in WORDS_OF_POSTS_NOT_HELD
        or suffixed
        or (first < start and doc[first].lower_ in WORDS_OF_POSTS_NOT_HELD)
    )


def _with_modifiers(doc: Doc, start: int, end: int, after: int) -> tuple[int, TokenMention | None, bool]:
    """The modifiers before a title: where they begin, the mention of a body right before them, and whether they make
    the post a past one."""
    covered = body_mentions(doc)[1]
    left, former = start, False
    while left > after:
        before = doc[left - 1]
        mention = covered.get(left - 1)
        if mention is not None and mention.head != end - 1 and mention.end <= end:
            if not begins_title_of_state(doc, mention, end):
                return left, mention, former
            left = mention.start
            continue
        of_body = before.text == ")" and doc[end - 1].lower_ not in {"minister", "premier"}
        if of_body and (named := named_before_brackets(doc, left)) is not None:
            return named.end, named, former
        if before.lower_ in WORDS_OF_POSTS_NOT_HELD:
            former = True
        elif _is_hyphenated(doc, left - 1):
            left -= 1  # "foreign-policy adviser"
        elif (
            before.lower_ in HONORIFICS
            or (before.is_sent_start and before.is_stop)
            or before.ent_type_ in {"DATE", "TIME", "PERSON"}
            or not (before.pos_ in MODIFIERS and before.dep_ in MODIFYING and before.head.i >= left)
        ):
            break
        left -= 1
    return _field_start(doc, left, after), None, former


def _field_start(doc: Doc, left: int, after: int) -> int:
    """Where a field begins, of which the words from ``left`` on are the last, if the tagger took it for one name and
    its owner stands before: "Peru's [Irrigation and Water] Resources Minister"."""
    first = left
    while first > after and doc[first].ent_iob_ == "I":
        first -= 1
    return first if is_possessive_mark(doc, first - 1) else left


def _is_hyphenated(doc: Doc, i: int) -> bool:
    """Whether token ``i`` is a hyphen that ties a title to a lower-case modifier: "foreign[-]policy adviser"."""
    if i < 1 or doc[i].text != "-" or doc[i - 1].whitespace_:
        return False
    before = doc[i - 1]
    return before.is_lower and before.pos_ in MODIFIERS and before.lower_ not in WORDS_OF_POSTS_NOT_HELD


def _first_word(doc: Doc, start: int, left: int, how: str) -> int:
    """Where the words of a title begin: after its body's name, articles, "former" and adjectives for the holder."""
    covered = body_mentions(doc)[1]
    first = start if how == "inside" else left
    if how == "before" and left < start:
        named = (i for i in range(start - 1, left - 1, -1) if i in covered)
        first = max(left, next((covered[i].end for i in named), left))
    while first < start and (
        doc[first].lower_ in WORDS_OF_POSTS_NOT_HELD | ARTICLES_AND_POSSESSIVES
        or doc[first].lower_ in ADJECTIVES_OF_HOLDERS
        or doc[first].text in {"'s", "-", "'", ")"}
    ):
        first += 1
    return first


def _portfolio_end(doc: Doc, covered: dict[int, TokenMention], end: int, kind: str) -> int:
    """The end of the title with its field: "minister for lands and natural resources"."""
    if end + 1 >= len(doc) or not (doc[end].lower_ in {"of", "for"} or field_goes_on(doc, end)):
        return end
    if (affairs := _affairs_end(doc, end + 1)) is not None:
        return affairs
    if doc[end].head.pos_ == "VERB" or (kind == "head-of-state" and _is_matter(doc, end + 1)):
        return end
    i = end + 1
    while (
        i < len(doc)
        and i < end + 8
        and (doc[i].pos_ in {*MODIFIERS, "DET"} or doc[i].lower_ in {"and", "&"} or _field_resumes(doc, covered, i))
        and (i not in covered or is_field(doc, covered[i], kind))
    ):
        if (
            (doc[i].pos_ == "DET" and i > end + 1)
            or _is_post_before_name(doc, i)
            or doc[i].ent_type_ in {"PERSON", "DATE"}
        ):
            break
        i += 1
    while i > end + 1 and doc[i - 1].lower_ in {"and", "the", "&"}:
        i -= 1
    return end if i == end + 1 or (i in covered and not is_field(doc, covered[i], kind)) else i


def _is_matter(doc: Doc, i: int) -> bool:
    """Whether an article and a noun for no body begin at token ``i``: in "the president of [the plan]", no title."""
    noun = doc[i].head if doc[i].pos_ == "DET" else doc[i]
    body = noun.lemma_ in lexicon.nominals() or noun.lower_ in BODIES_LED
    return noun.i > i and noun.pos_ == "NOUN" and not body


def _is_post_before_name(doc: Doc, i: int) -> bool:
    """Whether token ``i`` begins another title, of the person named right after it: "a campaigner for leftist [Senator]
    Bo Ek"; not "Minister of Justice Bo Ek"."""
    title = title_over(doc, i)
    begins = title is not None and title[0] == i and title[1] in persons_by_start(doc)
    return begins and doc[i - 1].text not in {",", "of"}


def _listed_field(doc: Doc, end: int) -> int | None:
    """Where a field ends that stands before the holder's name and contains a comma or hyphen, so that the tagger
    takes its parts for bodies: "Minister of Seas, Ports, and Fisheries [Bo Ek]", or has a rank after it; None without
    one."""
    holder = holder_at(doc, end, persons_by_start(doc))
    field = doc[end:holder]
    if holder is None or not any(t.text in {",", "-"} or t.lower_ in RANKS_OF_ENVOYS for t in field):
        return None
    while holder > end and doc[holder - 1].lower_ in HONORIFICS:
        holder -= 1
    return holder


def _field_resumes(doc: Doc, covered: dict[int, TokenMention], i: int) -> bool:
    """Whether a field goes on after the preposition at token ``i``: "Support [for] Families"; not "Trade [of] Peru"."""
    if doc[i].lower_ not in {"of", "for"} or not doc[i - 1].text[:1].isupper() or i + 1 >= len(doc):
        return False
    return doc[i + 1].text[:1].isupper() and i + 1 not in covered and doc[i + 1].ent_type_ != "PERSON"


def _destination_end(doc: Doc, starts: dict[int, TokenMention], end: int) -> int | None:
    """Where a title ends with its destination: "[the British] minister to the United States"; None without one."""
    if doc[end : end + 1].text != "to":
        return None
    at = end + 1 + (word_at(doc, end + 1) == "the")
    return starts[at].end if at in starts else None


def _affairs_end(doc: Doc, start: int) -> int | None:
    """Where a field ends that may contain names of countries: "European and Eurasian Affairs"; None without one."""
    for i in range(start, min(start + 8, len(doc))):
        if doc[i].lower_ in WORDS_THAT_END_FIELDS and doc[i].text[:1].isupper():
            return i + 1
        if not (doc[i].text[:1].isupper() or doc[i].lower_ in {"and", "the", "-"}) or doc[i].ent_type_ == "PERSON":
            return None
    return None


def country_in_brackets(doc: Doc, mention: TokenMention) -> Token | None:
    """The head of a state in brackets after a name: "Bo Kjellén ([Sweden])"; None without one."""
    starts, _ = body_mentions(doc)
    i = mention.end
    if i + 2 < len(doc) and doc[i].text == "(":
        first = i + 1
        while first + 1 < len(doc) and doc[first].lower_ in ARTICLES_AND_POSSESSIVES:
            first += 1
        inner = starts.get(first)
        if inner is not None and inner.type in STATES_AND_BLOCS and inner.end < len(doc) and doc[inner.end].text == ")":
            return doc[inner.head]
    return None
