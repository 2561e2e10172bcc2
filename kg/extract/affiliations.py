"""Who belongs to, or speaks for, whom.

It runs after the other headings, because whether a group of people is an actor at all shows in what it says and does.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster, cluster_at, fold
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import SUBJECTS, conjuncts, subjects
from kg.extract.holders import listed, spoken_for
from kg.extract.mention import TokenMention
from kg.extract.mentions import STATE_NOUNS
from kg.extract.posts import BODIES, country_in_brackets
from kg.model import ActorType, MentionReason

__all__: list[str] = []

MEMBER_VERBS = {"belong", "represent", "join", "lead", "head", "chair"}
MEMBERS = {
    "member",
    "members",
    "part",
    "representative",
    "representatives",
    "ally",
    "allies",
    "wing",
    "faction",
    "supporter",
    "supporters",
    "aide",
    "aides",
}
INCLUDING = {"include", "comprise", "contain", "consist"}
UNTIED_KINDS = {"company", "media", "ngo", "international"}
HOUSES = {
    "ministry",
    "parliament",
    "treasury",
    "congress",
    "senate",
    "government",
    "cabinet",
    "army",
    "navy",
    "military",
    "police",
    "office",
    "department",
    "embassy",
    "court",
    "assembly",
    "presidency",
    "troops",
    "forces",
    "commission",
    "authority",
    "authorities",
}
PARLIAMENTS = {
    "parliament",
    "congress",
    "senate",
    "house",
    "assembly",
    "duma",
    "knesset",
    "bundestag",
    "althing",
    "majlis",
    "verkhovna",
}
LEGISLATORS = {
    "mp",
    "lawmaker",
    "legislator",
    "senator",
    "parliamentarian",
    "deputy",
    "congressman",
    "congresswoman",
    "member",
}
GROUPS = {ActorType.BLOC, ActorType.GROUP, ActorType.ORGANIZATION, ActorType.FACTION, ActorType.DELEGATION}


class _Ties:
    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.seen: set[tuple[str, str]] = set()
        self.busy: dict[str, set[str]] = {}
        for candidate in doc._.candidates or ():
            for field, actor in candidate.actors.items():
                if actor is not None:
                    self.busy.setdefault(actor.id, set()).add(f"{candidate.heading}.{field}")
        self.said = {
            (a.id, b.id)
            for c in doc._.candidates or ()
            if c.heading in {"roles", "leads"}
            and (a := c.actors.get("person") or c.actors.get("leader")) is not None
            and (b := c.actors.get("organization") or c.actors.get("of")) is not None
        }
        self.states = {c.country: c for c in doc._.clusters if c.type == ActorType.STATE and c.country and c.gazetteer}

    def add(self, member: Cluster | None, of: Cluster | None, token: Token, rule: str, **features: float) -> None:
        if member is None or of is None or member is of or (member.id, of.id) in self.seen:
            return
        self.seen.add((member.id, of.id))
        own = self.busy.get(member.id, set())
        heads = [self.doc[m.head] for m in member.mentions]
        mention = next((m for m in member.mentions if m.reason != MentionReason.PRONOUN), None)
        of_mention = next((m for m in of.mentions if m.reason != MentionReason.PRONOUN), None)
        of_noun = (of_mention.noun if of_mention is not None else None) or "-"
        noun = (mention.noun if mention is not None else None) or (fold(member.name).split() or ["-"])[-1]
        facts = {f"member-{name}": 1.0 for name in own}
        facts |= {f"of-{name}": 1.0 for name in self.busy.get(of.id, set())}
        propose(
            self.doc,
            Candidate(
                "affiliations",
                f"affiliation.{rule}",
                {"member": member, "of": of},
                {},
                sentence_bounds(token),
                {
                    f"rule={rule}": 1,
                    f"member={member.type}": 1,
                    f"of={of.type}": 1,
                    f"rule,of={rule},{of.type}": 1,
                    f"rule,member={rule},{member.type}": 1,
                    f"member,of={member.type},{of.type}": 1,
                    f"noun={noun}": 1,
                    f"of-noun={of_noun}": 1,
                    f"rule,of-noun={rule},{of_noun}": 1,
                    "said": float((member.id, of.id) in self.said),
                    "idle": float(not own),
                    f"rule,idle={rule},{not own}": 1,
                    "mentions": min(len(member.mentions), 6) / 3,
                    "of-mentions": min(len(of.mentions), 9) / 3,
                    "subject": float(any(h.dep_ in SUBJECTS for h in heads)),
                    "agent": float(any(h.head.dep_ == "agent" for h in heads)),
                    "object": float(any(h.dep_ in {"dobj", "pobj"} for h in heads)),
                    "plural": float(mention is not None and mention.plural),
                    "definite": float(mention is not None and self.doc[mention.start].lower_ == "the"),
                    **facts,
                    **features,
                },
            ),
        )


def _from_roles(doc: Doc, ties: _Ties) -> None:
    for candidate in doc._.candidates or ():
        if candidate.heading == "roles":
            person, body = candidate.actors["person"], candidate.actors["organization"]
            if body is not None and body.type == ActorType.ORGANIZATION and body.country in ties.states:
                ties.add(person, ties.states[body.country], doc[candidate.evidence[0]], "role-state")
        elif candidate.heading == "leads":
            leader, led = candidate.actors["leader"], candidate.actors["of"]
            if leader is None or led is None:
                continue
            state = ties.states.get(led.country or "")
            if (
                led.type in {ActorType.DELEGATION, ActorType.FACTION, ActorType.GROUP}
                and state is not None
                and leader.type == ActorType.PERSON
            ):
                ties.add(leader, state, doc[candidate.evidence[0]], "lead-state")


def _owners(doc: Doc, mention: TokenMention) -> list[tuple[Token, str]]:
    """The heads that the words tie a phrase to, with the side on which they stand, lists in full."""
    if mention.owner is None:
        return []
    owner = doc[mention.owner]
    side = "before" if mention.owner < mention.head else "after"
    found = [owner]
    if side == "after":
        of = doc._.mentions
        start = next((m.start for m in of if m.head == owner.i), owner.i)
        found = listed(doc, start)[0] or [owner]
        found = [
            t for t in found if t.i == owner.i or t.ent_type_ in {"GPE", "NORP", "ORG"} or cluster_at(t) is not None
        ]
    else:
        found = [t for t in conjuncts([owner]) if t.i < mention.head] or [owner]
        back = owner.i
        while back >= 2 and doc[back - 1].lower_ in {",", "and"}:  # "Chilean, Peruvian and Bolivian officials"
            other = back - 1
            while other >= 0 and doc[other].lower_ in {",", "and"}:
                other -= 1
            cluster = doc._.cluster_of.get(other)
            if cluster is None or cluster.type != ActorType.STATE or doc[other].pos_ != "ADJ":
                break
            found.append(doc[other])
            back = other
    link = doc[owner.i - 1].lower_ if side == "after" and owner.i else ""
    if side == "after":
        for t in owner.ancestors:
            if t.dep_ == "prep":
                link = t.lower_
                break
    return [(t, f"{side}{'-' + link if link in {'in', 'for', 'from', 'at', 'of'} else ''}") for t in found]


def _from_names(doc: Doc, ties: _Ties) -> None:
    """Groups and bodies by their owners ("US officials"), organizations by the state of their gazetteer entry."""
    of: dict[int, Cluster] = doc._.cluster_of
    for mention in doc._.mentions:
        cluster = of.get(mention.head)
        head = doc[mention.head]
        if cluster is None:
            continue
        if mention.noun not in STATE_NOUNS and cluster.type != ActorType.STATE:
            for owner, side in _owners(doc, mention):
                found = of.get(owner.i)
                if found is not None and found.type == ActorType.PERSON:
                    found = ties.states.get(found.country or "")
                ties.add(cluster, found, head, f"owner-{side}", name=float(mention.reason == MentionReason.NAME))
        entry = mention.entry
        placed = entry is not None and mention.type == ActorType.ORGANIZATION and cluster.country in ties.states
        if placed and entry is not None and entry.kind not in UNTIED_KINDS and cluster.country is not None:
            ties.add(cluster, ties.states[cluster.country], head, "gazetteer", **{f"kind={entry.kind}": 1.0})
        for child in head.children:
            if child.dep_ == "poss" and cluster.type != ActorType.STATE:
                owner_cluster = cluster_at(child)
                if owner_cluster is not None and owner_cluster.type == ActorType.PERSON:
                    owner_cluster = ties.states.get(owner_cluster.country or "")
                    ties.add(cluster, owner_cluster, head, "possessive-person")
                elif owner_cluster is not None and owner_cluster.type in BODIES:
                    ties.add(cluster, owner_cluster, head, "possessive", pronoun=float(child.pos_ == "PRON"))
            elif child.dep_ == "prep" and child.lower_ in {"to", "of", "for"}:  # "an aide to Ms Diaz"
                for pobj in child.children:
                    person = cluster_at(pobj)
                    if (
                        person is not None
                        and person.type == ActorType.PERSON
                        and cluster.type in {ActorType.GROUP, ActorType.PERSON, ActorType.ORGANIZATION}
                    ):
                        ties.add(cluster, ties.states.get(person.country or ""), head, "person-tie")
        if mention.type == ActorType.PERSON and mention.reason == MentionReason.NAME:
            _person(doc, ties, mention, cluster, head)
        if mention.type in {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION, ActorType.GROUP}:
            for body in spoken_for(doc, head):
                ties.add(cluster, body, head, "spoken-for")
        _lists(doc, ties, mention, cluster)
        _closing_name(doc, ties, mention, cluster)


def _person(doc: Doc, ties: _Ties, mention: TokenMention, cluster: Cluster, head: Token) -> None:
    of: dict[int, Cluster] = doc._.cluster_of
    state = country_in_brackets(doc, mention)
    if state is not None:
        ties.add(cluster, cluster_at(state), head, "brackets")
    i = mention.end
    if i + 2 < len(doc) and doc[i].text in {"(", ","}:  # "Vasil Ek (NUTU)", "Ann Lee, Climate Action Network, said"
        close = next(
            (k for k in range(i + 1, min(i + 9, len(doc))) if doc[k].text == (")" if doc[i].text == "(" else ",")), None
        )
        if close is not None:
            body = next(
                (
                    of[m.head]
                    for m in doc._.mentions
                    if m.start >= i + 1
                    and m.end <= close
                    and m.end >= close - 1
                    and m.start <= i + 2
                    and m.reason != MentionReason.NOMINAL
                    and m.head in of
                ),
                None,
            )
            if body is not None and body.type in {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.GROUP}:
                ties.add(cluster, body, head, "brackets-body" if doc[i].text == "(" else "comma-body")
    if i + 1 < len(doc) and doc[i].lower_ in {"of", "from", "at"}:
        k = i + 1
        while k < len(doc) and doc[k].lower_ == "the":
            k += 1
        body = next(
            (of[m.head] for m in doc._.mentions if m.start in {k, k - 1} and m.head in of and m.head >= k), None
        )
        ties.add(cluster, body, head, f"person-{doc[i].lower_}")
    before = doc[mention.start - 1] if mention.start else None
    if before is not None and before.i in of and of[before.i].type in BODIES:
        ties.add(cluster, of[before.i], head, "nationality")
    for appos in head.children:  # "a Democrat from Ohio", "a Peruvian national"
        if appos.dep_ == "appos":
            for t in appos.subtree:
                body = of.get(t.i)
                if body is not None and body.type in BODIES and t.i - appos.i < 6:
                    ties.add(
                        cluster, body, head, "apposition", same=float(t.i == appos.i), noun_before=float(t.i < appos.i)
                    )
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        for attr in head.head.children:
            if attr.dep_ == "attr":
                for t in attr.subtree:
                    body = of.get(t.i)
                    if body is not None and body.type in BODIES and abs(t.i - attr.i) < 5:
                        ties.add(cluster, body, head, "copula")


def _lists(doc: Doc, ties: _Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Members in brackets, after "including", or in a list that the group's name closes or opens."""
    if cluster.type not in GROUPS:
        return
    i = mention.end
    if i + 1 < len(doc) and doc[i].text in {",", "("}:
        i += 1
    opener = doc[i].lower_ if i < len(doc) else ""
    start = None
    rule = ""
    if opener in {"including", "namely", "like"} and i > mention.head:
        start, rule = i + 1, "including"
    elif opener == "such" and i + 1 < len(doc) and doc[i + 1].lower_ == "as":
        start, rule = i + 2, "including"
    elif i == mention.end + 1 and doc[mention.end].text == "(":
        start, rule = i, "in-brackets"
    elif doc[mention.head].dep_ in SUBJECTS and doc[mention.head].head.lemma_ in INCLUDING | {"be"}:
        verb = doc[mention.head].head
        target = next((c for c in verb.children if c.dep_ in {"dobj", "attr"}), None)
        if target is not None:
            start, rule = target.left_edge.i, "list-of-members"
    if start is None:
        return
    while start < len(doc) and doc[start].lower_ in {"the", ":", "countries"}:
        start += 1
    members, _ = listed(doc, start)
    if rule == "list-of-members" and len(members) < 2 and doc[mention.head].head.lemma_ == "be":
        return
    for one in members:
        found = cluster_at(one)
        if found is not None and (rule != "in-brackets" or len(members) > 1):
            ties.add(found, cluster, doc[mention.head], rule, size=min(len(members), 6) / 3)


def _from_words(doc: Doc, ties: _Ties) -> None:
    for token in doc:
        lower = token.lower_
        if lower == "behalf":  # "A, on behalf of B", "speaking on behalf of B"
            start = next((p.left_edge.i for prep in token.children if prep.lower_ == "of" for p in prep.children), None)
            bodies = listed(doc, start + (doc[start].lower_ == "the"))[0] if start is not None else []
            for one in _speaker(token):
                for body in bodies:
                    ties.add(cluster_at(one), cluster_at(body), token, "on-behalf")
        elif lower in {"for", "representing"} and (
            lower == "representing" or token.head.lower_ in {"speaking", "spoke", "speaks"}
        ):
            for one in _speaker(token):
                for body in conjuncts(p for p in token.children if p.dep_ in {"pobj", "dobj"}):
                    ties.add(cluster_at(one), cluster_at(body), token, "speaking-for")
        elif lower in MEMBERS:
            _membership(ties, token)
        elif token.lemma_ in MEMBER_VERBS and token.pos_ == "VERB":
            for one in subjects(token):
                for child in token.children:
                    targets = (
                        [child]
                        if child.dep_ == "dobj"
                        else [p for p in child.children if child.dep_ == "prep" and child.lower_ == "to"]
                    )
                    for body in conjuncts(targets):
                        found = cluster_at(body)
                        if found is not None and (
                            token.lemma_ not in {"lead", "head", "chair"}
                            or found.type in {ActorType.DELEGATION, ActorType.FACTION}
                        ):
                            ties.add(cluster_at(one), found, token, f"verb-{token.lemma_}")


def _closing_name(doc: Doc, ties: _Ties, mention: TokenMention, cluster: Cluster) -> None:
    """ "A, B and C, the guarantor countries,": a plural group name that closes a list of its members."""
    head = doc[mention.head]
    if cluster.type not in GROUPS or not mention.plural or head.dep_ != "appos":
        return
    members = conjuncts([head.head])
    for one in members:
        found = cluster_at(one)
        if found is not None and len(members) > 1 and one.i < mention.start:
            ties.add(found, cluster, head, "closing-name")


def _membership(ties: _Ties, token: Token) -> None:
    bodies = conjuncts(
        p
        for prep in token.children
        if prep.lower_ in {"of", "to", "in", "within", "from"}
        for p in prep.children
        if p.dep_ == "pobj"
    )
    bodies += [c for c in token.children if c.dep_ in {"compound", "amod", "poss"} and cluster_at(c) is not None]
    heads = [token]
    if token.dep_ == "attr":
        heads = subjects(token.head)
    elif token.dep_ == "appos":
        heads = conjuncts([token.head])
    for one in heads:
        for body in bodies:
            ties.add(cluster_at(one), cluster_at(body), token, "member-of" if one is not token else "members")


def _speaker(token: Token) -> list[Token]:
    """Who speaks on behalf: the noun that the phrase hangs on, or the subject of its verb."""
    above = token
    for _ in range(4):
        above = above.head
        if cluster_at(above) is not None:
            return [above]
        if above.pos_ in {"VERB", "AUX"}:
            found = subjects(above)
            if found:
                return found
    return []


def _houses(doc: Doc, ties: _Ties) -> None:
    """Ministries, armies, parliaments whose state the words around them tell: the state named nearest to them."""
    for cluster in doc._.clusters:
        if (
            cluster.type in {ActorType.STATE, ActorType.BLOC}
            or any(m.reason == MentionReason.NAME and m.type == ActorType.PERSON for m in cluster.mentions)
            or not set(fold(cluster.name).split()) & HOUSES
        ):
            continue
        if any(m.owner is not None for m in cluster.mentions):
            continue
        named = [s for s in ties.states.values() if fold(s.name) in fold(cluster.name)]
        if named:
            ties.add(cluster, named[0], doc[cluster.first], "name-of-state")
            continue
        if cluster.country in ties.states:
            ties.add(cluster, ties.states[cluster.country], doc[cluster.first], "country")
            continue
        scores = {
            s.id: (
                sum(
                    1.0 / (1.0 + abs(a.start - b.start) / 8.0)
                    for a in cluster.mentions
                    for b in s.mentions
                    if abs(a.start - b.start) < 60
                ),
                s,
            )
            for s in ties.states.values()
        }
        best = max(scores.values(), key=lambda x: x[0], default=None)
        if best is not None and best[0] > 0:
            ties.add(cluster, best[1], doc[cluster.first], "nearest-state", near=min(best[0], 2.0))


def _parts(doc: Doc, ties: _Ties) -> None:
    """Bodies whose name begins with that of their whole ("AU Commission"), and members of a house that is named."""
    wholes = [c for c in doc._.clusters if c.type in {ActorType.BLOC, ActorType.ORGANIZATION} and c.gazetteer]
    forms = [
        (fold(n), c)
        for c in wholes
        for n in {
            c.name,
            *c.more_names,
            *(m.name for m in c.mentions),
            *(doc[m.start : m.end].text for m in c.mentions),
        }
    ]
    forms += [("european", c) for c in wholes if c.type == ActorType.BLOC and fold(c.name) == "european union"]
    houses = [c for c in doc._.clusters if c.type == ActorType.ORGANIZATION and set(fold(c.name).split()) & PARLIAMENTS]
    for cluster in doc._.clusters:
        name = fold(cluster.name)
        if cluster.type in {ActorType.ORGANIZATION, ActorType.DELEGATION, ActorType.GROUP}:
            for form, whole in forms:
                if len(form) > 1 and name.startswith(form + " ") and whole is not cluster:
                    ties.add(cluster, whole, doc[cluster.first], "part", named=float(cluster.gazetteer is not None))
        noun = next((m.noun for m in cluster.mentions if m.noun), None)
        if noun in LEGISLATORS and houses:
            ties.add(cluster, max(houses, key=lambda h: len(h.mentions)), doc[cluster.first], "house-member")


@Language.component("kg_affiliations")
def affiliations(doc: Doc) -> Doc:
    """Propose affiliations."""
    ties = _Ties(doc)
    _from_words(doc, ties)
    _from_names(doc, ties)
    _from_roles(doc, ties)
    _houses(doc, ties)
    _parts(doc, ties)
    return doc
