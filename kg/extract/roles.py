"""Who holds which post: titles before and after names, in lists, by verbs, and by counterparts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.actors import Cluster, cluster_at, fold
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import subjects
from kg.extract.events import gathering_at
from kg.extract.mention import TokenMention
from kg.extract.mentions import HONORIFICS
from kg.extract.posts import BODIES, FORMER, Post, all_posts, body_mentions, country_in_brackets
from kg.model import ActorType, MentionReason

__all__ = ["posts_of"]

BETWEEN = {
    "the",
    "a",
    "an",
    "who",
    "is",
    "was",
    "'s",
    "'",
    "its",
    "their",
    "his",
    "her",
    "our",
    "whose",
    "currently",
    "serves",
    "served",
    "as",
    "one",
    "of",
    "also",
    "now",
    "country",
    "*",
    "himself",
    "herself",
    *FORMER,
}
APPOINTING = {"elect", "appoint", "name", "nominate", "choose", "install", "reelect", "re-elect", "pick", "designate"}
SERVING = {"serve", "act", "work", "remain", "continue", "succeed", "replace", "follow", "take"}
COUNTERPARTS = {"counterpart", "colleague", "homologue", "opposite"}
CHAIRS = {
    "chair",
    "chairs",
    "co-chair",
    "co-chairs",
    "chairman",
    "chairwoman",
    "chairperson",
    "chairpersons",
    "cochair",
    "cochairs",
}
GATHERINGS = {
    "group",
    "committee",
    "body",
    "council",
    "conference",
    "session",
    "plenary",
    "panel",
    "summit",
    "commission",
    "board",
    "assembly",
    "meeting",
    "talks",
    "negotiations",
    "consultations",
    "cop",
    "sbi",
    "sbsta",
    "awg",
    "inc",
    "workshop",
    "forum",
}
MEETING_IN_PERSON = {"group", "committee", "council", "panel", "board", "summit", "meeting", "commission"}
HOUSES = {
    "parliament",
    "senate",
    "congress",
    "house",
    "assembly",
    "council",
    "legislature",
    "commons",
    "bundestag",
    "duma",
    "knesset",
}
STATE_KINDS = {"head-of-state", "minister", "diplomat", "royal", "military", "parliament", "official", "spokesperson"}
COMPANY_KINDS = {"business"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A post of a person, with the place in the text and how it was found."""

    person: Cluster
    title: str
    body: Cluster | None
    how: str
    rule: str
    at: int
    kind: str
    former: bool
    features: tuple[tuple[str, float], ...] = ()

    @property
    def noun(self) -> str:
        return (fold(self.title).split() or ["-"])[-1]


def _names(doc: Doc) -> dict[int, tuple[TokenMention, Cluster]]:
    """Named persons by the token at which they start."""
    out: dict[int, tuple[TokenMention, Cluster]] = {}
    for cluster in doc._.clusters:
        if cluster.type == ActorType.PERSON:
            for mention in cluster.mentions:
                if mention.reason == MentionReason.NAME:
                    out[mention.start] = (mention, cluster)
    return out


def _title(doc: Doc, post: Post) -> str:
    start, end = post.start, post.end
    while start < end and (doc[start].lower_ in {"the", "a", "an", "current", "'s"} or doc[start].is_punct):
        start += 1
    return doc[start:end].text.strip()


def _skip_honorifics(doc: Doc, i: int) -> int:
    while i < len(doc) and (
        doc[i].lower_ in HONORIFICS
        or doc[i].text == "."
        or doc[i].lower_ in {"the", "right", "honourable", "honorable", "his", "her"}
    ):
        if doc[i].lower_ in {"the", "his", "her"} and not (
            i + 1 < len(doc) and doc[i + 1].lower_ in {"right", "honourable", "honorable", "excellency"}
        ):
            break
        i += 1
    return i


def posts_of(doc: Doc, mention: TokenMention) -> Iterator[tuple[Post, str]]:
    """The posts that the words right around a person's name give, with the rule that found each."""
    names = _names(doc)
    posts = all_posts(doc)
    for n, post in enumerate(posts):
        if (
            post.right <= mention.start
            and mention.start - post.right < 30
            and "\n" not in doc[post.right - 1 : mention.start].text
        ):
            gap = _skip_honorifics(doc, post.right)
            tail = posts[n + 1 :]
            while (
                gap < mention.start
                and (between := next((p for p in tail if p.left == gap and not p.plural), None)) is not None
            ):
                gap = _skip_honorifics(doc, between.right)
            if gap == mention.start:
                yield post, "title-before"
            elif post.plural and not (gap in names and _in_list(doc, names, gap, mention.start)):
                continue
            elif (doc[gap].text == "," and _skip_honorifics(doc, gap + 1) == mention.start) or (
                doc[gap].text == ","
                and any(
                    p.left == _skip_honorifics(doc, gap + 1)
                    and p.right <= mention.start
                    and _skip_honorifics(doc, p.right) == mention.start
                    for p in tail
                )
            ):
                yield post, "title-comma-name"
            elif gap < mention.start <= gap + 3 and all(
                t.lower_ in {"is", "was", ",", "the"} for t in doc[gap : mention.start]
            ):
                yield post, "title-is-name"
            elif post.plural and gap in names and _in_list(doc, names, gap, mention.start):
                yield post, "title-list"
            elif (
                doc[gap].text == ":"
                and _skip_honorifics(doc, gap + 1) == mention.start
                and doc[post.left].is_sent_start
            ):
                yield post, "title-colon"
    yield from _after_name(doc, mention, posts)


def _in_list(doc: Doc, names: dict[int, tuple[TokenMention, Cluster]], start: int, goal: int) -> bool:
    """Whether a list of names that begins at ``start`` ("A of X, B (Y) and C") reaches the name at ``goal``."""
    i = start
    while i < goal and i < len(doc):
        if i in names:
            i = names[i][0].end
        elif (
            doc[i].lower_ in {",", "and", "&", "of", "(", ")", "the", "from"}
            or doc[i].lower_ in HONORIFICS
            or doc._.cluster_of.get(i) is not None
            or doc[i].ent_type_ == "GPE"
        ):
            i += 1
        else:
            return False
    return i == goal


def _after_name(doc: Doc, mention: TokenMention, posts: tuple[Post, ...]) -> Iterator[tuple[Post, str]]:
    after = mention.end
    if after + 2 < len(doc) and doc[after].text == "(":
        close = next((k for k in range(after, min(after + 7, len(doc))) if doc[k].text == ")"), None)
        if close is not None and not any(after < p.start < close for p in posts):
            after = close + 1
    if after < len(doc) and doc[after].lower_ in {"of", "from"}:
        covered = body_mentions(doc)[1]
        while after + 1 < len(doc) and (doc[after].lower_ in {"of", "from", "the"} or after in covered):
            after += 1
    if after >= len(doc):
        return
    start = doc[after]
    if start.text in {",", "(", "—", "–", "-"} or (
        start.lower_ == "who" and doc[after + 1 : after + 2].text in {"is", "was"}
    ):
        for n, post in enumerate(posts):
            if not after < post.start <= after + 10 or "\n" in doc[after : post.end].text:
                continue
            if _skip_honorifics(doc, post.right) in _names(doc) and doc[post.right - 1].text != ",":
                break  # the title belongs to the next name
            covered = body_mentions(doc)[1]
            between = [t for t in doc[after + 1 : post.start] if t.i not in covered]
            if all(
                t.lower_ in BETWEEN or (t.pos_ in {"ADJ", "NOUN"} and t.dep_ in {"amod", "compound"}) for t in between
            ):
                yield post, "name-comma-title"
                for later in posts[n + 1 : n + 3]:  # "prime minister and leader of the Left"
                    if later.left <= post.right + 2 and any(t.lower_ == "and" for t in doc[post.end : later.start]):
                        yield later, "name-comma-title"
            break
    elif start.lower_ in {"is", "was", "became", "remains"}:
        for post in posts:
            if (
                after < post.start <= after + 7
                and doc[post.end - 1].dep_ in {"attr", "ROOT", "compound"}
                and all(t.pos_ in {"DET", "ADJ", "ADV", "NOUN", "PROPN", "PART"} for t in doc[after + 1 : post.start])
            ):
                yield post, "name-is-title"
                break
    elif start.text[:1].isupper():
        for post in posts:
            if post.left == after and post.body is not None and post.how in {"of", "for"}:
                yield post, "name-title"
                break


def _by_verbs(doc: Doc) -> Iterator[tuple[Post, Cluster, str, int]]:
    """ "elected X leader", "X served as envoy": the person is the object, or the subject, of the verb."""
    posts = {p.end - 1: p for p in all_posts(doc)}
    for head, post in posts.items():
        token = doc[head]
        if token.dep_ == "pobj" and token.head.lower_ == "as":
            verb = token.head.head
        elif token.dep_ in {"oprd", "attr", "dobj", "appos"} and token.head.lemma_ in APPOINTING:
            verb = token.head
        else:
            continue
        if verb.pos_ not in {"VERB", "AUX"}:
            cluster = cluster_at(verb)
            if cluster is not None and cluster.type == ActorType.PERSON:
                yield post, cluster, "as", token.i
            continue
        objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        people = objects if verb.lemma_ in APPOINTING else subjects(verb)
        for one in people:
            cluster = cluster_at(one)
            if cluster is not None and cluster.type == ActorType.PERSON:
                yield post, cluster, "appointed" if verb.lemma_ in APPOINTING else "as", token.i


def _counterparts(doc: Doc, known: list[_Found]) -> Iterator[_Found]:
    """ "her Omani counterpart, X": X holds her post for Oman."""
    names = _names(doc)
    for token in doc:
        if token.lemma_.casefold() not in COUNTERPARTS:
            continue
        noun = token if token.lower_ != "opposite" else doc[min(token.i + 1, len(doc) - 1)]
        at = _skip_honorifics(doc, noun.i + 1)
        if at < len(doc) and doc[at].text == ",":
            at = _skip_honorifics(doc, at + 1)
        owner = next(
            (
                doc[i]
                for i in range(token.i - 1, max(-1, token.i - 8), -1)
                if doc[i].lower_ in {"his", "her", "its", "their"}
            ),
            None,
        )
        if at not in names or owner is None:
            continue
        bodies = [
            c for i in range(owner.i + 1, token.i) if (c := doc._.cluster_of.get(i)) is not None and c.type in BODIES
        ]
        people = [
            (i, names[i][1])
            for i in sorted(names)
            if i == at or (token.tag_ == "NNS" and at < i < at + 30 and _in_list(doc, names, at, i))
        ]
        meant = doc._.cluster_of.get(owner.i)
        mine = [f for f in known if f.person is meant] or [
            f for f in known if abs(f.at - token.i) < 40 and doc[f.at].sent == token.sent
        ]
        if not mine or (token.tag_ == "NNS" and len(bodies) != len(people)):
            continue
        best = min(mine, key=lambda f: abs(f.at - token.i))
        for n, (place, person) in enumerate(people[: max(len(bodies), 1)]):
            body = bodies[n] if n < len(bodies) else None
            if best.person is not person:
                yield _Found(
                    person,
                    best.title,
                    body,
                    "counterpart" if body is not None else "-",
                    "counterpart",
                    place,
                    best.kind,
                    False,
                )


def _found(doc: Doc) -> list[_Found]:
    out: list[_Found] = []
    for mention, cluster in _names(doc).values():
        for post, rule in posts_of(doc, mention):
            title = _title(doc, post)
            if (
                not title
                or post.kind == "honorific"
                or (title.casefold() in HONORIFICS and post.kind not in {"parliament", "military"})
            ):
                continue
            body, how = post.body, post.how
            if (
                rule in {"title-before", "title-list"}
                and (place := _of_name(doc, mention)) is not None
                and body is None
            ):
                body, how = place, "of-name"
            if rule == "name-comma-title" and body is None and (place := _after_comma(doc, post.right)) is not None:
                body, how = place, "comma"
            if (
                body is None
                and fold(title).split()[-1] not in CHAIRS
                and (state := country_in_brackets(doc, mention)) is not None
            ):
                body, how = cluster_at(state), "brackets"
            ministry = _ministry(doc, title, body)
            if ministry is not None:
                body, how = ministry, "ministry"
            gap = max(mention.start - post.end, post.start - mention.end, 0)
            out.append(
                _Found(
                    cluster,
                    title,
                    body if body is not cluster else None,
                    how,
                    rule,
                    mention.start,
                    post.kind,
                    post.former,
                    (("gap", min(gap, 12) / 6),),
                )
            )
    for post, cluster, rule, at in _by_verbs(doc):
        title = _title(doc, post)
        if title and post.kind != "honorific":
            out.append(_Found(cluster, title, post.body, post.how, rule, at, post.kind, post.former))
    out.extend(_counterparts(doc, out))
    return out


def _ministry(doc: Doc, title: str, body: Cluster | None) -> Cluster | None:
    """The ministry that the text names for the field of a state's deputy minister ("Commerce Vice Minister")."""
    words = set(fold(title).split())
    if (
        body is None
        or body.type != ActorType.STATE
        or not words & {"vice", "deputy", "spokesman", "spokeswoman", "spokesperson", "undersecretary"}
    ):
        return None
    field = words - {
        "vice",
        "deputy",
        "minister",
        "prime",
        "secretary",
        "first",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "undersecretary",
        "chief",
    }
    for cluster in doc._.clusters:
        names = set(fold(cluster.name).split())
        if (
            cluster.type == ActorType.ORGANIZATION
            and cluster.country == body.country
            and names & {"ministry", "department"}
            and field & names
        ):
            return cluster  # type: ignore[no-any-return]
    return None


def _of_name(doc: Doc, mention: TokenMention) -> Cluster | None:
    """ "President X of Ghana": Ghana."""
    i = mention.end
    if i + 1 < len(doc) and doc[i].lower_ in {"of", "from"}:
        i += 1
        while i < len(doc) and doc[i].lower_ == "the":
            i += 1
        found = body_mentions(doc)[0].get(i)
        return doc._.cluster_of.get(found.head) if found is not None else None
    return None


def _after_comma(doc: Doc, i: int) -> Cluster | None:
    """ "X, Executive Director, WHO, said": WHO."""
    starts, _ = body_mentions(doc)
    if i + 2 < len(doc) and doc[i].text == "," and i + 1 in starts:
        found = starts[i + 1]
        if (
            found.end < len(doc)
            and (doc[found.end].text in {",", ")"} or doc[found.end].pos_ in {"VERB", "AUX"})
            and found.reason != MentionReason.NATIONALITY
        ):
            return doc._.cluster_of.get(found.head)  # type: ignore[no-any-return]
    return None


def _chaired(doc: Doc, at: int) -> Cluster | None:
    """The meeting or body of a bare "Chair": the nearest before it in its paragraph, else in the text."""
    best: tuple[int, Cluster, int] | None = None
    block = next((b for b in doc._.blocks if b.start <= doc[at].idx < b.end), None)
    for cluster in doc._.clusters:
        words = set(fold(cluster.name).split())
        if cluster.type in {ActorType.PERSON, ActorType.STATE} or not words & GATHERINGS:
            continue
        for mention in cluster.mentions:
            if mention.reason == MentionReason.PRONOUN:
                continue
            distance = at - mention.start if mention.start < at else 40 + mention.start - at
            if block is not None and not block.start <= doc[mention.start].idx < block.end:
                distance += 200
            if not words & MEETING_IN_PERSON:
                distance += 100
            if best is None or distance < best[0]:
                best = (distance, cluster, mention.head)
    if best is None:
        return None
    return gathering_at(doc[best[2]]) or best[1]


def _inferred(doc: Doc, found: _Found, others: list[_Found], post: Post | None) -> tuple[Cluster | None, str]:
    """The body of a post whose own words name none, from what the text says of its holder and of the place."""
    same = [f for f in others if f.person is found.person and f.body is not None and f is not found]
    twin = [f for f in same if f.noun == found.noun] or [f for f in same if f.kind == found.kind]
    if twin:
        return twin[0].body, "twin"
    states = {c.country: c for c in doc._.clusters if c.type == ActorType.STATE and c.country and c.gazetteer}
    if found.noun in CHAIRS:
        return _chaired(doc, found.at), "gathering"
    if found.kind == "parliament" and (house := _most(doc, found.at, HOUSES)) is not None:
        return house, "house"
    if found.kind == "party":
        return _most(
            doc,
            found.at,
            {"party", "front", "movement", "alliance", "union", "unionists", "democrats", "conservatives"},
        ), "party"
    if found.kind not in STATE_KINDS:
        if found.kind in COMPANY_KINDS:
            return _nearest(doc, found.at, {ActorType.ORGANIZATION}), "near-body"
        return None, "-"
    for one in same:
        if one.body is not None and one.body.type == ActorType.STATE:
            return one.body, "same-person"
    if found.person.country in states:
        return states[found.person.country], "nationality"
    owner = _possessor(doc, found, post)
    if owner is not None:
        if owner.type == ActorType.PERSON:
            theirs = [f.body for f in others if f.person is owner and f.body is not None]
            if theirs:
                return theirs[0], "owner"
        elif owner.type in BODIES:
            return owner, "owner"
    if found.kind == "spokesperson":
        return _nearest(doc, found.at, {ActorType.ORGANIZATION, ActorType.STATE}), "near-body"
    taken = {
        f.body.id
        for f in others
        if f.body is not None
        and f.noun == found.noun
        and f.person is not found.person
        and f.kind in {"head-of-state", "minister"}
        and fold(f.title) == fold(found.title)
    }
    return _likely_state(doc, found, [c for c in states.values() if c.id not in taken])


def _most(doc: Doc, at: int, words: set[str]) -> Cluster | None:
    """The organization with one of the words in its name that is named most, those named before the place first."""
    fits = [
        c
        for c in doc._.clusters
        if c.type in {ActorType.ORGANIZATION, ActorType.FACTION, ActorType.GROUP} and set(fold(c.name).split()) & words
    ]
    return max(fits, key=lambda c: (c.first < at, len(c.mentions), -c.first), default=None)


def _likely_state(doc: Doc, found: _Found, states: list[Cluster]) -> tuple[Cluster | None, str]:
    """The state that stands nearest to the holder's mentions, the words right before the post counting most."""
    sentence = sentence_bounds(doc[found.at])
    scores: dict[str, tuple[float, Cluster, str]] = {}
    nearest = _nearest(doc, found.at, {ActorType.STATE})
    total = sum(len(c.mentions) for c in states) or 1
    places = [m.start for m in found.person.mentions] or [found.at]
    for state in states:
        score = len(state.mentions) / total
        how = "main-state"
        score += 0.7 if state is nearest else 0.0
        for mention in state.mentions:
            for place in places:
                distance = abs(place - mention.start)
                if distance < 40:
                    near = 1.0 / (1.0 + distance / 6.0)
                    score += near * (0.8 if mention.start < place else 0.5)
            if sentence[0] <= mention.start < sentence[1] and mention.reason != MentionReason.PRONOUN:
                how = "near-state"
        scores[state.id] = (score, state, how)
    best = max(scores.values(), key=lambda s: s[0], default=None)
    return (best[1], best[2]) if best is not None else (None, "-")


def _possessor(doc: Doc, found: _Found, post: Post | None) -> Cluster | None:
    if post is None:
        return None
    for i in range(post.start - 1, max(-1, post.start - 4), -1):
        if doc[i].lower_ in {"his", "her", "its", "their"}:
            return doc._.cluster_of.get(i)  # type: ignore[no-any-return]
    return None


def _nearest(doc: Doc, at: int, kinds: set[ActorType]) -> Cluster | None:
    """The nearest body named in the sentence, those before the place first."""
    start, end = sentence_bounds(doc[at])
    before = [
        (at - m.start, c)
        for c in doc._.clusters
        if c.type in kinds
        for m in c.mentions
        if start <= m.start < at and m.reason != MentionReason.PRONOUN
    ]
    after = [
        (m.start - at, c)
        for c in doc._.clusters
        if c.type in kinds
        for m in c.mentions
        if at < m.start < end and m.reason != MentionReason.PRONOUN
    ]
    for group in (before, after):
        if group:
            return min(group, key=lambda g: g[0])[1]  # type: ignore[no-any-return]
    return None


@Language.component("kg_roles")
def roles(doc: Doc) -> Doc:
    """Propose roles: one a person and noun of a title, at the body that the words name or the text suggests."""
    found = [f for f in _found(doc) if not f.former]
    for one in found:
        if one.body is not None and one.body.type != ActorType.BLOC:
            one.person.country = one.person.country or one.body.country
    best: dict[tuple[str, str], _Found] = {}
    for one in found:
        key = (one.person.id, one.noun)
        if key not in best or (best[key].body is None and one.body is not None):
            best[key] = one
    posts = {p.end: p for p in all_posts(doc)}
    for one in best.values():
        body, how = one.body, one.how
        if body is None:
            near = [p for p in posts.values() if abs(p.start - one.at) < 12 and _title(doc, p) == one.title]
            body, how = _inferred(doc, one, found, min(near, key=lambda p: abs(p.start - one.at), default=None))
        if body is one.person:
            body = None
        kind = body.type if body is not None else "-"
        inferred = one.body is None and body is not None
        propose(
            doc,
            Candidate(
                "roles",
                f"role.{one.rule}" + ("-inferred" if inferred else ""),
                {"person": one.person, "organization": body},
                {"title": one.title},
                sentence_bounds(doc[one.at]),
                {
                    f"rule={one.rule}": 1,
                    f"how={how}": 1,
                    f"kind={one.kind}": 1,
                    f"noun={one.noun}": 1,
                    f"body={kind}": 1,
                    f"how,body={how},{kind}": 1,
                    f"kind,how={one.kind},{how}": 1,
                    "full-name": float(len(one.person.name.split()) > 1),
                    "words": min(len(one.title.split()), 6) / 3,
                    "lower": float(one.title[:1].islower()),
                    **dict(one.features),
                },
            ),
        )
    return doc
