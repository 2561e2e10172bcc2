"""Posts in the text: the words of a title, the body at which it is held, and whether it is past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, STATES_AND_BLOCS, Cluster
from kg.extract.grammar.occurrences import is_possessive_mark, word_at
from kg.extract.mentions.mention import TokenMention, persons_by_start
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.posts_before_names import field_goes_on, holder_at
from kg.extract.mentions.title_spans import TITLES, state_with_title, title_at, title_over
from kg.extract.roles.bodies_after_titles import (
    body_after_title,
    is_abbreviation,
    is_after_field,
    is_field,
    is_state_sent_to,
    named_before_brackets,
)
from kg.extract.roles.bodies_in_titles import (
    ARTICLES_AND_POSSESSIVES,
    MODIFIERS,
    MODIFYING,
    WORDS_OF_POSTS_NOT_HELD,
    are_people,
    begins_title_of_state,
    body_before_title,
    body_in_title,
    body_mentions,
    is_former_before,
    named_by_modifiers,
    tells_of_post_not_held,
)
from kg.extract.roles.staff import employer_of_post
from kg.extract.text.memo import once_a_document
from kg.extract.words import lexicon
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set

__all__ = ["WORDS_FOR_PARTS_OF_BODIES", "Post", "all_posts", "country_in_brackets", "post"]

WORDS_THAT_END_FIELDS = word_set("words-that-end-fields")
WORDS_OF_PARTIES = word_set("words-of-parties")
WORDS_OF_POSTS_HELD = word_set("words-of-posts-held")
ADJECTIVES_OF_HOLDERS = word_set("adjectives-of-holders")
WORDS_FOR_PARTS_OF_BODIES = word_set("words-for-parts-of-bodies")
WORDS_THAT_NEED_A_POST = word_set("words-that-need-a-post")
RANKS_OF_ENVOYS = word_set("ranks-of-envoys")
BODIES_LED = word_set("fields-with-articles") | word_set("organization-words") | word_set("gatherings")
SELF_AND_SO = {"self", "so"}
KINDS_SENT_ABROAD = {"diplomat", "minister"}
WAYS_TO_SENDER = {"before", "possessive", "inside"}
"""Values of ``how`` for a body that may send the holder of a post to another one."""


@dataclass(frozen=True, slots=True)
class Post:
    """A title ``[start, end)`` with the whole phrase ``[left, right)`` that names it and its body.

    ``how`` says which words named the body: ``before``, ``possessive``, ``pronoun``, ``of``, ``for``, ``person`` (the
    employer, as in "senator Ruiz's adviser"), ``inside`` (the title's own first words, as in "UN envoy"), ``-`` where
    none do; the filter learns a weight for each. ``kind`` is the title's kind in ``titles.csv``.
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
    posts: list[Post] = []
    for start, end in TITLES(doc):
        listed_titles = _listed_titles(doc, start, end)
        held_titles = [t for t in listed_titles if t[2].kind != "honorific" and not is_after_field(doc, t[0])]
        if not held_titles:
            continue
        alone = all(_stands_alone(title) for _, _, title in held_titles)
        bounds = held_titles if alone else [(held_titles[0][0], held_titles[-1][1], held_titles[-1][2])]
        previous_end = 0
        for a, b, title in bounds:
            posts.append(post(doc, a, b, title, is_last_title=b == bounds[-1][1], previous_end=previous_end))
            previous_end = b
    return _with_shared_bodies(doc, posts)


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
    completed = list(posts)
    for n in range(len(completed) - 1):
        a, b = completed[n], completed[n + 1]
        words_between = [t.lower_ for t in doc[a.right : b.left]]
        is_past = a.former and doc[b.left].lower_ not in WORDS_OF_POSTS_HELD
        if is_past and (words_between == ["and"] or _is_under_somebody(doc, words_between, b)):
            b = completed[n + 1] = replace(b, former=True)
        if words_between not in (["and"], ["and", "the"], ["and", "also"], [","], []) or a.right > b.left:
            continue
        if not words_between and (a.former or b.kind == "head-of-state"):
            continue  # "former CIA director General Ek"; "AU chairperson President Ek": of some state
        of_another = is_possessive_mark(doc, a.start - 1)
        if a.body is None and b.body is not None and b.how in {"of", "for"} and words_between and not of_another:
            completed[n] = replace(a, right=b.right, body=b.body, how=b.how)
        elif b.body is None and a.body is not None and a.how in WAYS_TO_SENDER and not _is_of_party_alone(a.body, b):
            completed[n + 1] = replace(b, body=a.body, how=a.how)
    return tuple(completed)


def _is_under_somebody(doc: Doc, words_between: list[str], post: Post) -> bool:
    """Whether a post after a past one was one under somebody, too: "a former envoy and a [minister] under Bo Ek"."""
    return words_between in (["and", "a"], ["and", "an"]) and doc[post.right : post.right + 1].text == "under"


def _is_of_party_alone(body: Cluster, post: Post) -> bool:
    """Whether a body is a party, and a post that of a state: "Labour Party chairman and [Prime Minister]"."""
    return post.kind in {"head-of-state", "minister"} and not WORDS_OF_PARTIES.isdisjoint(fold(body.name).split())


def post(
    doc: Doc, start: int, end: int, title: lexicon.Title, *, is_last_title: bool = True, previous_end: int = 0
) -> Post:
    """The post around title words ``[start, end)``, with its modifiers, its body and whether it is a past one.

    ``is_last_title``: no title of the same row follows, so that a field and a body may. ``previous_end``: where the
    title before ends, so that its words are no modifiers: "chairperson [President] Ek".
    """
    starts, covered = body_mentions(doc)
    title_start = start
    start, body, how = body_in_title(doc, start, end)
    left, former = start, _is_former_itself(doc, start, end) or (how == "inside" and is_former_before(doc, title_start))
    if body is None:
        left, mention, is_past = _with_modifiers(doc, start, end, previous_end)
        former = former or is_past
        if mention is not None:
            body, how = CLUSTER_OF(doc).get(mention.head) if mention.end == left else None, "before"
            left = mention.start
    first_word = _first_word(doc, start, left, how)
    if body is None and first_word < start and state_with_title(doc, first_word, end) is None:
        modifier_body, cut = named_by_modifiers(doc, first_word, start)
        if modifier_body is not None:
            body, how, first_word = modifier_body, "before", cut
    left, body, how, is_past = body_before_title(doc, covered, left, end, body, how)
    right, portfolio = end, end
    if is_last_title and (field := _listed_field(doc, end)) is not None:
        right = portfolio = field
        while doc[portfolio - 1].lower_ in RANKS_OF_ENVOYS:
            portfolio -= 1
    elif is_last_title:
        right, body, how = body_after_title(doc, starts, end, body, how, title.kind)
        if how == "for" and is_state_sent_to(doc, title_start, end, body):
            body, how = None, "-"
        portfolio = _portfolio_end(doc, covered, end, title.kind)
        if how in WAYS_TO_SENDER and title.kind in KINDS_SENT_ABROAD:
            portfolio = _destination_end(doc, starts, end) or portfolio
    if body is None and (employer := employer_of_post(doc, first_word, end)) is not None:
        body, how = employer[0], "person"
        left, right = min(left, employer[1]), max(right, employer[2])
        owned = is_possessive_mark(doc, first_word - 1)  # "former senator Ruiz's adviser": the senator is former
        former = former or (not owned and is_former_before(doc, left))
    right = max(right, end, portfolio)
    right = _after_abbreviation(doc, right) if right > end else right
    first_word = _with_words_that_change_it(doc, first_word, left, how)
    noun = doc[end - 1]
    plural = noun.lower_ != title.words[-1] and (noun.tag_ in {"NNS", "NNPS"} or noun.lower_.endswith("s"))
    former, left = former or is_past, min(left, first_word)
    return Post(first_word, max(end, portfolio), left, right, body, how, former, title.kind, plural, title.leads)


def _after_abbreviation(doc: Doc, right: int) -> int:
    """Where a post ends with the abbreviation of its body: "head of the Volta Fund (VF) [Bo Ek]"."""
    return right + 3 if is_abbreviation(doc, right) else right


def _is_former_itself(doc: Doc, start: int, end: int) -> bool:
    """Whether the last word of a title, or one tied to it by a hyphen, means that the post is not held:
    "president-designate", "then-prime-minister"."""
    compound_start = start
    while compound_start > 1 and doc[compound_start - 1].text == "-":
        compound_start -= 2
    suffixed = end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in WORDS_OF_POSTS_NOT_HELD
    return (
        doc[end - 1].lower_ in WORDS_OF_POSTS_NOT_HELD
        or suffixed
        or (compound_start < start and doc[compound_start].lower_ in WORDS_OF_POSTS_NOT_HELD)
    )


def _with_modifiers(doc: Doc, start: int, end: int, previous_end: int) -> tuple[int, TokenMention | None, bool]:
    """The modifiers before a title: where they begin, the mention of a body right before them, and whether they make
    the post a past one."""
    covered = body_mentions(doc)[1]
    left, former = start, False
    while left > previous_end:
        word_before = doc[left - 1]
        mention = covered.get(left - 1)
        is_body = mention is not None and mention.head != end - 1 and mention.end <= end
        if mention is not None and is_body and not are_people(mention):
            if not begins_title_of_state(doc, mention, end):
                return left, mention, former
            left = mention.start
            continue
        of_body = word_before.text == ")" and doc[end - 1].lower_ not in {"minister", "premier"}
        if of_body and (body_mention := named_before_brackets(doc, left)) is not None:
            return body_mention.end, body_mention, former
        if tells_of_post_not_held(word_before):
            former = True
        elif _is_self_proclaimed(doc, left - 1):
            left -= 2
        elif _is_hyphenated(doc, left - 1):
            left -= 1  # "foreign-policy adviser"
        elif (
            word_before.lower_ in HONORIFICS
            or (word_before.is_sent_start and word_before.is_stop)
            or word_before.ent_type_ in {"DATE", "TIME", "PERSON"}
            or not (word_before.pos_ in MODIFIERS and word_before.dep_ in MODIFYING and word_before.head.i >= left)
        ):
            break
        left -= 1
    return _field_start(doc, left, previous_end), None, former


def _field_start(doc: Doc, left: int, previous_end: int) -> int:
    """Where a field begins, of which the words from ``left`` on are the last, if the tagger took it for one name and
    its owner stands before: "Peru's [Irrigation and Water] Resources Minister"."""
    field_start = left
    while field_start > previous_end and doc[field_start].ent_iob_ == "I":
        field_start -= 1
    return field_start if is_possessive_mark(doc, field_start - 1) else left


def _is_self_proclaimed(doc: Doc, participle: int) -> bool:
    """Whether a participle before a title says that its holder is called so by some: "self-[proclaimed] mayor",
    "so-[called] envoy"."""
    return (
        doc[participle].tag_ == "VBN"
        and word_at(doc, participle - 1) == "-"
        and word_at(doc, participle - 2) in SELF_AND_SO
    )


def _is_hyphenated(doc: Doc, i: int) -> bool:
    """Whether token ``i`` is a hyphen that ties a title to a lower-case modifier: "foreign[-]policy adviser"."""
    if i < 1 or doc[i].text != "-" or doc[i - 1].whitespace_:
        return False
    modifier = doc[i - 1]
    return modifier.is_lower and modifier.pos_ in MODIFIERS and modifier.lower_ not in WORDS_OF_POSTS_NOT_HELD


def _first_word(doc: Doc, start: int, left: int, how: str) -> int:
    """Where the words of a title begin: after its body's name, articles, "former" and adjectives for the holder."""
    covered = body_mentions(doc)[1]
    first = start if how == "inside" else left
    if how == "before" and left < start:
        covered_indices = (i for i in range(start - 1, left - 1, -1) if i in covered)
        first = max(left, next((covered[i].end for i in covered_indices), left))
    while first < start and (
        doc[first].lower_ in WORDS_OF_POSTS_NOT_HELD | ARTICLES_AND_POSSESSIVES
        or doc[first].lower_ in ADJECTIVES_OF_HOLDERS
        or doc[first].text in {"'s", "-", "'", ")"}
    ):
        first += 1
    return first


def _with_words_that_change_it(doc: Doc, first_word: int, left: int, how: str) -> int:
    """Where a title begins with words before the body's name, or a possessive, that make it another post: "a [local
    Labour Party leader]", "the [self-proclaimed people's mayor]"."""
    covered = body_mentions(doc)[1]
    if how in {"before", "inside"}:
        name_start = covered[left - 1].start if left - 1 in covered else left
        return name_start - 1 if word_at(doc, name_start - 1) in WORDS_FOR_PARTS_OF_BODIES else first_word
    people = covered.get(first_word - 2) if is_possessive_mark(doc, first_word - 1) else None
    if people is None or not are_people(people) or how != "-":
        return first_word
    return next(i for i in range(people.start, first_word) if doc[i].lower_ not in ARTICLES_AND_POSSESSIVES)


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
    destination_start = end + 1 + (word_at(doc, end + 1) == "the")
    return starts[destination_start].end if destination_start in starts else None


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
        name_start = i + 1
        while name_start + 1 < len(doc) and doc[name_start].lower_ in ARTICLES_AND_POSSESSIVES:
            name_start += 1
        bracketed = starts.get(name_start)
        if (
            bracketed is not None
            and bracketed.type in STATES_AND_BLOCS
            and bracketed.end < len(doc)
            and doc[bracketed.end].text == ")"
        ):
            return doc[bracketed.head]
    return None
