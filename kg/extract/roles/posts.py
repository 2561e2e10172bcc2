"""Posts in the text: the words of a title, the body at which it is held, and whether it is past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at, fold
from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.mentions import ORGANIZATION_WORDS
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.title_spans import TITLES, title_at
from kg.extract.text.memo import once_a_document
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["BODIES", "Post", "all_posts", "body_mentions", "country_in_brackets", "post"]

FORMER = word_set("words-of-posts-not-held")
BODIES = {
    ActorType.STATE,
    ActorType.ORGANIZATION,
    ActorType.BLOC,
    ActorType.DELEGATION,
    ActorType.FACTION,
    ActorType.GROUP,
}
MODIFIERS = {"PROPN", "NOUN", "ADJ"}
MODIFYING = {"compound", "amod", "nmod"}
POSSESSIVES = word_set("possessives-and-whose")
AT = {"of", "at"}
OVER = word_set("prepositions-of-tasks")
OWNED = word_set("endings-of-ownership")
ARTICLES = word_set("articles-and-possessives")
HOUSES = word_set("common-houses")
REACH = 14
"""Words after a title within which its body is looked for."""
FORMER_AND_OPENERS_OF_POSTS = FORMER | word_set("openers-of-posts") | {"-"}
WORDS_THAT_NEED_A_POST = word_set("words-that-need-a-post")


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
def body_mentions(doc: Doc) -> tuple[dict[int, TokenMention], dict[int, TokenMention]]:
    """Mentions of bodies by the token at which they start (the longest), and by each token that they cover."""
    starts: dict[int, TokenMention] = {}
    covered: dict[int, TokenMention] = {}
    holders = {b - 1 for _, b in TITLES(doc)}
    for mention in MENTIONS(doc):
        if mention.type not in BODIES or (mention.reason == MentionReason.NOMINAL and mention.head in holders):
            continue  # "the French minister" is somebody in a post, no body at which one is held
        first = mention.start
        while first < mention.head and (doc[first].lower_ in ARTICLES or doc[first].pos_ == "DET"):
            first += 1
        if first not in starts or starts[first].end < mention.end:
            starts[first] = mention
        for i in range(first, mention.end):
            if i not in covered or covered[i].end - covered[i].start < mention.end - mention.start:
                covered[i] = mention
    return starts, covered


def _pieces(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, lexicon.Title]]:
    """The titles that stand one after the other ("chairperson President"), each with its words in the lexicon."""
    i = start
    while i < end:
        hit = title_at(doc, i)
        if hit is None:
            i += 1
            continue
        yield i, hit[0], hit[1]
        i = hit[0]


@once_a_document
def all_posts(doc: Doc) -> tuple[Post, ...]:
    """Every post of the document in text order; a run of titles before one name gives one each."""
    out: list[Post] = []
    for start, end in TITLES(doc):
        pieces = list(_pieces(doc, start, end))
        whole = [p for p in pieces if p[2].kind not in {"honorific"}]
        if len(whole) > 1 and all(_stands_alone(p[2]) for p in whole):
            bounds = [(a, b, t) for a, b, t in whole]
        elif whole:
            bounds = [(whole[0][0], whole[-1][1], whole[-1][2])]
        else:
            continue
        for a, b, title in bounds:
            out.append(post(doc, a, b, title, last=b == bounds[-1][1]))
    return _joined(doc, out)


def _stands_alone(title: lexicon.Title) -> bool:
    return title.words[-1] not in WORDS_THAT_NEED_A_POST and title.kind not in {
        "royal",
        "honorific",
    }


def _joined(doc: Doc, posts: list[Post]) -> tuple[Post, ...]:
    """Let joined titles share a body: "CEO and Chair of the Fund", "Kenya's president and commander"."""
    out = list(posts)
    for n in range(len(out) - 1):
        a, b = out[n], out[n + 1]
        between = [t.lower_ for t in doc[a.right : b.left]]
        if between not in (["and"], ["and", "the"], ["and", "also"], [","], []) or a.right > b.left:
            continue
        of_another = a.start > 0 and doc[a.start - 1].text in {"'s", "'"}
        if a.body is None and b.body is not None and b.how in {"of", "for"} and between and not of_another:
            out[n] = Post(a.start, a.end, a.left, b.right, b.body, b.how, a.former, a.kind, a.plural, a.leads)
        elif b.body is None and a.body is not None and a.how in {"before", "possessive", "inside"}:
            out[n + 1] = Post(b.start, b.end, b.left, b.right, a.body, a.how, b.former, b.kind, b.plural, b.leads)
    return tuple(out)


def post(doc: Doc, start: int, end: int, title: lexicon.Title, *, last: bool = True) -> Post:
    """The post around title words ``[start, end)``: widened by its modifiers, with its body and whether it is past."""
    starts, covered = body_mentions(doc)
    body: Cluster | None = None
    how = "-"
    inner = starts.get(start)
    if inner is not None and inner.end < end and _is_body(doc, inner) and doc[inner.end].text != "-":
        body, how = CLUSTER_OF(doc).get(inner.head), "inside"
        start = inner.end
    across = covered.get(start)
    if across is not None and body is None and across.start < start < across.end < end and _is_body(doc, across):
        body, how = CLUSTER_OF(doc).get(across.head), "before"  # "Chilean Foreign [Ministry spokesman"
        start = across.end
    at_end = next(
        (
            m
            for i in range(start + 1, end)
            if (m := starts.get(i)) is not None and m.end == end and doc[i - 1].lower_ in AT and _is_body(doc, m)
        ),
        None,
    )
    if at_end is not None:  # "member of Parliament": the body is in the title's own last words
        body, how = CLUSTER_OF(doc).get(at_end.head), "of"
    left = start
    former = doc[end - 1].lower_ in FORMER or (
        end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in FORMER
    )
    while left > 0 and body is None:
        before = doc[left - 1]
        mention = covered.get(left - 1)
        if mention is not None and mention.head != end - 1 and mention.end <= end:
            body = CLUSTER_OF(doc).get(mention.head) if mention.end == left or mention.head == left - 1 else None
            how = "before"
            left = mention.start
            break
        if before.lower_ in FORMER:
            former = True
            left -= 1
            continue
        if (
            before.lower_ in HONORIFICS
            or (before.is_sent_start and before.is_stop)
            or before.ent_type_ in {"DATE", "TIME", "PERSON"}
        ):
            break
        if before.pos_ in MODIFIERS and before.dep_ in MODIFYING and before.head.i >= left:
            left -= 1
            continue
        break
    words_start = start if how == "inside" else left
    if how == "before" and left < start:
        words_start = max(
            left,
            next(
                (covered[i].end for i in range(start - 1, left - 1, -1) if i in covered and covered[i].head != end - 1),
                left,
            ),
        )
    while words_start < start and (
        doc[words_start].lower_ in FORMER
        or doc[words_start].text in {"'s", "-", "'"}
        or doc[words_start].lower_ in ARTICLES
    ):
        words_start += 1
    if body is None and words_start < start:
        named, cut = _named_in_title(doc, words_start, start)
        if named is not None:
            body, how, words_start = named, "before", cut
    left, body, how, past = _before(doc, covered, left, end, body, how)
    former = former or past
    right = end
    if last:
        right, body, how = _after(doc, starts, end, body, how, title.kind)
    portfolio = _portfolio_end(doc, covered, end, title.kind) if last else end
    noun = doc[end - 1]
    plural = noun.tag_ in {"NNS", "NNPS"} or (noun.lower_.endswith("s") and noun.lower_ != title.words[-1])
    return Post(
        words_start,
        max(end, portfolio),
        left,
        max(right, end, portfolio),
        body,
        how,
        former,
        title.kind,
        plural,
        title.leads,
    )


def _is_body(doc: Doc, mention: TokenMention) -> bool:
    return mention.entry is not None or doc[mention.end - 1].lower_ in ORGANIZATION_WORDS | HOUSES


def _before(
    doc: Doc, covered: dict[int, TokenMention], left: int, end: int, body: Cluster | None, how: str
) -> tuple[int, Cluster | None, str, bool]:
    """The possessor before the title, and a word that makes it a past one."""
    former = False
    scan = left - 1
    while scan >= 0 and scan >= left - 3 and doc[scan].lower_ in FORMER_AND_OPENERS_OF_POSTS:
        former |= doc[scan].lower_ in FORMER
        scan -= 1
    if body is None and scan >= 0 and left > 0:
        if doc[left - 1].text in {"'s", "'"} or any(doc[k].text in {"'s", "'"} for k in range(scan + 1, left)):
            mention = covered.get(scan)
            if mention is not None:
                return mention.start, CLUSTER_OF(doc).get(mention.head), "possessive", former
        if doc[scan].lower_ in POSSESSIVES:
            owner = _meant(doc[scan], end)
            if owner is not None:
                return scan, owner, "pronoun", former
            return scan, None, "-", former
    return left, body, how, former


def _meant(pronoun: Token, end: int) -> Cluster | None:
    """The body that a possessive before a title stands for: "whose" by its relative clause, else as resolved."""
    if pronoun.lower_ != "whose":
        found: Cluster | None = CLUSTER_OF(pronoun.doc).get(pronoun.i)
        return found if found is not None and found.type in BODIES else None
    doc = pronoun.doc
    clause = doc[end - 1]
    for _ in range(8):
        if clause.dep_ in {"relcl", "ROOT"}:
            break
        clause = clause.head
    found = cluster_at(clause.head) if clause.dep_ == "relcl" else None
    if found is not None and found.type in BODIES:
        return found
    for i in range(pronoun.i - 1, max(-1, pronoun.i - 4), -1):
        found = CLUSTER_OF(doc).get(i)
        if found is not None and found.type in BODIES:
            return found
    return None


def _after(
    doc: Doc, starts: dict[int, TokenMention], end: int, body: Cluster | None, how: str, kind: str
) -> tuple[int, Cluster | None, str]:
    """The body after the title: "of the Central Bank", "for foreign affairs of Chile", ", WHO,"."""
    i = end
    right = end
    link = ""
    taken: TokenMention | None = None
    while i < len(doc) and i < end + REACH:
        token = doc[i]
        if token.lower_ in AT | OVER:
            link = token.lower_ if token.lower_ in AT or not link else link if link not in AT else token.lower_
        mention = starts.get(i) if i not in starts or starts[i].start <= i else None
        if mention is not None and doc[mention.end : mention.end + 2].text in OWNED:  # "of the state-owned Sonamar"
            i = mention.end + 2
            continue
        if mention is not None and link:
            if not _modifies(doc, mention, i, end + REACH) and not _field(doc, mention, kind):
                taken = mention
                right = mention.end
                break
            i = mention.end
            continue
        if (
            token.text == "("
            and mention is None
            and i + 2 < len(doc)
            and doc[i + 2].text == ")"
            and doc[i + 1].text.isupper()
            and i > end
        ):
            i += 3
            continue
        if not (
            (token.pos_ in {*MODIFIERS, "DET", "ADP", "CCONJ", "PART", "PUNCT"} or token.lower_ in POSSESSIVES)
            and (token.pos_ != "PUNCT" or token.text in {"-", "'", "&"})
        ):
            break
        if (token.pos_ == "ADP" and token.lower_ not in AT | OVER) or any(a == i for a, _ in TITLES(doc)):
            break
        if link == "" and i > end:
            break
        i += 1
    if taken is None:
        return right, body, how
    found = CLUSTER_OF(doc).get(taken.head)
    if found is None:
        return right, body, how
    if body is None:
        return right, found, "of" if link in AT else "for"
    if (
        link in AT
        and found.type != ActorType.STATE
        and how in {"before", "inside", "pronoun"}
        and body.type in {ActorType.STATE, ActorType.ORGANIZATION}
    ) and how != "pronoun":
        return right, found, "of"
    return right, body, how


def _modifies(doc: Doc, mention: TokenMention, i: int, limit: int) -> bool:
    """Whether the mention only modifies or owns a later noun of the phrase ("Asian affairs", "Iran's Quds Force")."""
    head = doc[mention.head]
    if any(m.type == ActorType.PERSON and m.start <= head.head.i < m.end for m in MENTIONS(doc)):
        return False
    if head.dep_ in {*MODIFYING, "poss"} and mention.end - 1 < head.head.i < limit and head.head.i > mention.head:
        return all(t.pos_ in {*MODIFIERS, "PART", "PUNCT", "DET"} for t in doc[mention.end : head.head.i])
    return False


def _field(doc: Doc, mention: TokenMention, kind: str) -> bool:
    """Whether what was taken for an organization is a minister's field ("Minister of Foreign Affairs")."""
    words = {t.lower_ for t in doc[mention.start : mention.end]}
    return (
        kind == "minister"
        and mention.entry is None
        and mention.type == ActorType.ORGANIZATION
        and not words & ORGANIZATION_WORDS
    )


def _portfolio_end(doc: Doc, covered: dict[int, TokenMention], end: int, kind: str) -> int:
    """The end of the title with its field: "minister for lands and natural resources"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in {"of", "for"}:
        return end
    i = end + 1
    while (
        i < len(doc)
        and i < end + 8
        and (doc[i].pos_ in {*MODIFIERS, "DET"} or doc[i].lower_ in {"and", "&"})
        and (i not in covered or _field(doc, covered[i], kind))
    ):
        if (
            (doc[i].pos_ == "DET" and i > end + 1)
            or doc[i].lower_ in HONORIFICS
            or doc[i].ent_type_ in {"PERSON", "DATE"}
        ):
            break
        i += 1
    while i > end + 1 and doc[i - 1].lower_ in {"and", "the", "&"}:
        i -= 1
    return end if i == end + 1 or (i < len(doc) and i in covered and not _field(doc, covered[i], kind)) else i


def _named_in_title(doc: Doc, start: int, end: int) -> tuple[Cluster | None, int]:
    """A body whose name the title's modifiers repeat ("central bank governor"), and where its words end."""
    for cut in range(end, start, -1):
        words = fold(doc[start:cut].text)
        if not words:
            continue
        for cluster in CLUSTERS(doc):
            if cluster.type not in BODIES or cluster.type == ActorType.GROUP:
                continue
            mentioned = (m.name for m in cluster.mentions if m.reason != MentionReason.PRONOUN)
            if words in {fold(n) for n in (cluster.name, *cluster.more_names, *mentioned)}:
                return cluster, cut
    return None, start


def country_in_brackets(doc: Doc, mention: TokenMention) -> Token | None:
    """The state in "Bo Kjellén (Sweden)"."""
    starts, _ = body_mentions(doc)
    i = mention.end
    if i + 2 < len(doc) and doc[i].text == "(":
        first = i + 1
        while first + 1 < len(doc) and doc[first].lower_ in ARTICLES:
            first += 1
        inner = starts.get(first)
        if (
            inner is not None
            and inner.type in {ActorType.STATE, ActorType.BLOC}
            and inner.end < len(doc)
            and doc[inner.end].text == ")"
        ):
            return doc[inner.head]
    return None
