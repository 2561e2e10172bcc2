"""Who holds which post: titles before and after names."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster, cluster_at, fold
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.mention import TokenMention
from kg.extract.mentions import HONORIFICS
from kg.model import ActorType, MentionReason

__all__ = ["Post", "posts"]

FORMER = {"former", "ex", "late", "then", "onetime", "erstwhile", "incoming", "designate", "outgoing"}
LINKS = {"of", "for", "at", "to", "with", "from", "in"}
BODIES = {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC, ActorType.DELEGATION, ActorType.FACTION, ActorType.GROUP}
MODIFIERS = {"PROPN", "NOUN", "ADJ"}


class Post:
    """A title in the text: its tokens ``[start, end)`` and the body that the words name, if any."""

    __slots__ = ("body", "end", "former", "start")

    def __init__(self, start: int, end: int, body: Cluster | None, former: bool) -> None:
        self.start, self.end, self.body, self.former = start, end, body, former


def _mention_ending(doc: Doc, end: int) -> TokenMention | None:
    return next((m for m in doc._.mentions if m.end == end and m.type in BODIES), None)


def _mention_starting(doc: Doc, start: int) -> TokenMention | None:
    found = [m for m in doc._.mentions if m.start == start and m.type in BODIES]
    return max(found, key=lambda m: m.end - m.start, default=None)


def post(doc: Doc, start: int, end: int) -> Post:
    """The post around title words ``[start, end)``: widened by its own modifiers, with its body and whether it is past."""
    left = start
    body: Cluster | None = None
    covered = {i: m for m in doc._.mentions if m.type in BODIES and m.reason != MentionReason.NOMINAL for i in range(m.start, m.end)}
    while left > 0:
        before = doc[left - 1]
        if left - 1 in covered:
            mention = covered[left - 1]
            body = doc._.cluster_of.get(mention.head)
            break
        if before.lower_ in FORMER or before.lower_ in HONORIFICS:
            break
        if before.pos_ in MODIFIERS and before.dep_ in {"compound", "amod", "nmod"} and not before.is_sent_start:
            left -= 1
            continue
        if before.pos_ in MODIFIERS and before.dep_ in {"compound", "amod", "nmod"} and before.lower_ not in {"the", "a"}:
            left -= 1
            continue
        break
    before = doc[left - 1] if left else None
    past = False
    scan = left - 1
    while scan >= 0 and scan >= left - 4:
        word = doc[scan].lower_
        if word in FORMER:
            past = True
        if doc[scan].is_punct and word not in {"-", "'"}:
            break
        scan -= 1
    if left < start and any(doc[i].lower_ in FORMER for i in range(left, start)):
        past = True
    if body is None and before is not None and before.text in {"'s", "'"} and left >= 2:
        mention = _mention_ending(doc, left - 1) or _mention_ending(doc, left)
        body = doc._.cluster_of.get(mention.head) if mention is not None else None
    if body is None and before is not None and before.lower_ in {"its", "their", "whose", "his", "her"}:
        found = doc._.cluster_of.get(before.i)
        if before.lower_ == "whose":
            relative = doc[end - 1].head
            while relative.dep_ not in {"relcl", "ROOT"}:
                relative = relative.head
            found = cluster_at(relative.head) if relative.dep_ == "relcl" else None
        body = found if found is not None and found.type in BODIES else None
    after = end
    if after < len(doc) and doc[after].lower_ in LINKS:
        at = after + 1
        while at < len(doc) and doc[at].lower_ in {"the", "its", "a"}:
            at += 1
        mention = _mention_starting(doc, at) if at < len(doc) else None
        if mention is not None:
            found = doc._.cluster_of.get(mention.head)
            if found is not None and (doc[after].lower_ not in {"to", "with", "in"} or found.type != ActorType.STATE or doc[after].lower_ == "to"):
                if body is None or found.type != ActorType.STATE:
                    body = found
                after = mention.end
        elif body is None or doc[after].lower_ == "for":
            right = after + 1
            while right < len(doc) and (doc[right].pos_ in {*MODIFIERS, "DET", "ADP", "CCONJ"}) and right < after + 7:
                mention = _mention_starting(doc, right)
                if mention is not None and mention.type in {ActorType.STATE, ActorType.ORGANIZATION, ActorType.BLOC} and doc[right - 1].lower_ in {"of", "the", "for"}:
                    body = body or doc._.cluster_of.get(mention.head)
                    right = mention.end
                    break
                right += 1
            portfolio = [t for t in doc[after + 1 : right] if t.pos_ in MODIFIERS]
            if portfolio and doc[after + 1].text[:1].isupper() or body is not None:
                after = right
    while after < len(doc) and doc[after].text in {"'s"}:
        after += 1
    return Post(left, after, body, past)


def posts(doc: Doc, mention: TokenMention) -> Iterator[tuple[Post, str]]:
    """The posts that the words right around a person's name give, with the rule that found each."""
    titles = doc._.titles
    start = mention.start
    while start > 0 and (doc[start - 1].lower_ in HONORIFICS or doc[start - 1].text == "."):
        start -= 1
    for a, b in titles:
        if b > mention.start or b < mention.start - 14:
            continue
        found = post(doc, a, b)
        if b == start or found.end == start:
            yield found, "title-before"
        elif found.end < len(doc) and doc[found.end].text == "," and found.end + 1 == start:
            yield found, "title-comma-name"
        elif found.end < start <= found.end + 3 and all(t.lower_ in {"is", "was", ",", "the"} for t in doc[found.end : start]):
            yield found, "title-is-name"
    after = mention.end
    if after < len(doc) and doc[after].text in {",", "(", "—", "–", "-"}:
        for a, b in titles:
            if not (mention.end < a <= mention.end + 9):
                continue
            found = post(doc, a, b)
            between = doc[mention.end + 1 : found.start]
            allowed = all(
                t.lower_ in {"the", "a", "an", "who", "is", "was", "'s", "'", "its", "their", "his", "her", "whose", "currently",
                             "serves", "served", "as", "one", "of", *FORMER}
                or any(m.start <= t.i < m.end and m.type in BODIES for m in doc._.mentions)
                for t in between
            )  # fmt: skip
            if allowed and "\n" not in doc[mention.end : b].text:
                yield found, "name-comma-title"
                for c, d in titles:  # "prime minister and leader of the Left"
                    if b < c <= found.end + 3 and doc[c - 1].lower_ in {"and", "the"}:
                        yield post(doc, c, d), "name-comma-title"
                break
    elif after < len(doc) and doc[after].lower_ in {"is", "was", "became", "remains"}:
        for a, b in titles:
            if after < a <= after + 6 and doc[b - 1].dep_ == "attr":
                yield post(doc, a, b), "name-is-title"
                break


def _ministry(doc: Doc, found: Post, words: list[str]) -> Cluster | None:
    """The ministry that the document names for this portfolio ("Commerce Vice Minister": the Commerce Ministry)."""
    portfolio = {fold(w) for w in words if w[:1].isupper() or w.islower()} - {"vice", "minister", "deputy", "prime", "secretary", "first"}
    if found.body is None or found.body.type != ActorType.STATE or not portfolio:
        return None
    for cluster in doc._.clusters:
        names = set(fold(cluster.name).split())
        if cluster.type == ActorType.ORGANIZATION and cluster.country == found.body.country and names & {"ministry", "department"}:
            if portfolio & names:
                return cluster
    return None


def country_in_brackets(doc: Doc, mention: TokenMention) -> Token | None:
    """The state in "Bo Kjellén (Sweden)"."""
    i = mention.end
    if i + 2 < len(doc) and doc[i].text == "(":
        inner = _mention_starting(doc, i + 1)
        if inner is not None and inner.type in {ActorType.STATE, ActorType.BLOC} and inner.end < len(doc) and doc[inner.end].text == ")":
            return doc[inner.head]
    return None


@Language.component("kg_roles")
def roles(doc: Doc) -> Doc:
    """Propose roles."""
    seen: set[tuple[str, str, str]] = set()
    for cluster in doc._.clusters:
        if cluster.type != ActorType.PERSON:
            continue
        for mention in cluster.mentions:
            if mention.reason != MentionReason.NAME:
                continue
            for found, rule in posts(doc, mention):
                words = [t.text for t in doc[found.start : found.end]]
                title_tokens = _title_tokens(doc, found)
                title = doc[title_tokens[0] : title_tokens[1]].text
                if found.former or not title or title.casefold() in HONORIFICS:
                    continue
                body = _ministry(doc, found, words) or found.body
                if body is None and (state := country_in_brackets(doc, mention)) is not None:
                    body = cluster_at(state)
                if body is cluster:
                    body = None
                key = (cluster.id, fold(title).split()[-1], "")
                if key in seen:
                    continue
                seen.add(key)
                cluster.country = cluster.country or (body.country if body is not None and body.type != ActorType.BLOC else None)
                a, b = min(found.start, mention.start), max(found.end, mention.end)
                propose(
                    doc,
                    Candidate(
                        "roles", f"role.{rule}", {"person": cluster, "organization": body}, {"title": title},
                        sentence_bounds(doc[mention.start]),
                        {f"rule={rule}": 1, "no-body": float(body is None), "former": float(found.former), "width": float(b - a) / 10},
                    ),
                )  # fmt: skip
    return doc


def _title_tokens(doc: Doc, found: Post) -> tuple[int, int]:
    """The title without the body's own words."""
    start, end = found.start, found.end
    for mention in doc._.mentions:
        if mention.type in BODIES and mention.start >= found.start + 1 and mention.end <= found.end and mention.start > start:
            link = mention.start
            while link > start and doc[link - 1].lower_ in {*LINKS, "the"}:
                link -= 1
            if link > start and mention.end == end:
                end = link
    while start < end and doc[start].lower_ in {"the", "a", "an", "current"}:
        start += 1
    while end > start and (doc[end - 1].text in {"'s", ","} or doc[end - 1].lower_ in {*LINKS, "the"}):
        end -= 1
    return start, end
