"""Propose affiliations: which actors belong to, or speak for, which bodies.

It runs after the other headings, because what a group of people says and does shows whether it is an actor at all.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import BODIES, CLUSTER_OF, CLUSTERS, Cluster, cluster_at, kind_of
from kg.extract.actors.lists.on_behalf import spoken_for
from kg.extract.affiliations.adjacent_bodies import body_from, from_adjacent_bodies
from kg.extract.affiliations.alignments import from_alignments
from kg.extract.affiliations.divisions import from_divisions
from kg.extract.affiliations.employees import from_employees
from kg.extract.affiliations.joint_members import from_joint_members
from kg.extract.affiliations.memberships import from_alliance, from_and_other, from_closing_name, from_lists, from_words
from kg.extract.affiliations.named_members import from_named_members
from kg.extract.affiliations.non_members import speaks_of
from kg.extract.affiliations.owners import from_owners, from_party_members, from_possessive, from_preposition
from kg.extract.affiliations.plural_posts import from_plural_posts
from kg.extract.affiliations.proposals import Ties
from kg.extract.affiliations.transitive_ties import bodies_of_persons, from_wholes, serves_state
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.grammar.arcs import objects_of
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.counterpart_nouns import is_counterpart
from kg.extract.grammar.occurrences import follows_prefix, word_at
from kg.extract.mentions.mention import MENTIONS, TokenMention, is_person, mentions_between
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.negotiations.bodies_of_states import only_shared, states_of_bodies
from kg.extract.roles.bodies_after_names import begins_body_of_name
from kg.extract.roles.held_post import may_serve
from kg.extract.roles.inferred_bodies import is_constituency, states_not_served
from kg.extract.roles.likely_states import is_state_body, likely_state, likely_states
from kg.extract.roles.posts import country_in_brackets
from kg.extract.text.memo import once_a_document
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["affiliations"]

UNTIED_KINDS = {"armed", "bank", "company", "international", "media", "ngo", "party"}
"""Kinds of listed bodies that belong to no state by their names alone."""
WORDS_OF_BODIES_APART = word_set("words-of-bodies-apart")
OF_MANY = word_set("larger-regions") | word_set("words-of-many-states")
WORDS_BEFORE_WHAT_IS_COMPARED = {"like", "than", "unlike"}
VERBS_OF_TRAVELLING = word_set("verbs-of-travelling")


def _from_roles(doc: Doc, ties: Ties) -> None:
    """Propose the state of whoever has a post at a body that serves a state: "Peru's trade minister Bo Ek"."""
    for candidate in CANDIDATES(doc):
        if candidate.heading != "roles" or (person := candidate.actors["person"]) is None:
            continue
        body = candidate.actors["organization"]
        if body is None or (body.type == ActorType.STATE and candidate.rule.endswith("-inferred")):
            _propose_by_post(doc, ties, candidate, person)
        elif serves_state(body):
            state, token = _state_of(doc, ties, body), doc[candidate.evidence[0]]
            ties.add(person, state, token, "role-state", placed=float(body.country is not None))


def _propose_by_post(doc: Doc, ties: Ties, candidate: Candidate, person: Cluster) -> None:
    """Propose the state of somebody whose post is named without one, so that there is no role: the likely one for
    "President Ek"."""
    rule, likelihood, body = "post-state", 1.0, candidate.actors["organization"]
    if body is None:
        abroad = states_not_served(doc, *candidate.evidence)
        states = [state for state in ties.states.values() if not any(state is one for one in abroad)]
        words_of_post = set(fold(str(candidate.values["title"])).split())
        states = [state for state in states if may_serve(state.country, words_of_post)]
        ranked = likely_states(doc, person.first(), states, person)
        if not ranked:
            return
        rule, (likelihood, body) = "post-likely", ranked[0]
    if _travels_to(doc, person, body):
        return
    last = (fold(str(candidate.values["title"])).split() or ["-"])[-1]
    ties.add(person, body, doc[candidate.evidence[0]], rule, likely=likelihood, **{f"title={last}": 1.0})


def _travels_to(doc: Doc, person: Cluster, state: Cluster) -> bool:
    """Whether somebody travels to a state, and so hardly belongs to it: "Ambassador Ek will travel to Lima, Peru"."""
    verbs_above = (next((t for t in doc[m.head].ancestors if t.pos_ == "VERB"), None) for m in state.mentions)
    journeys = (verb for verb in verbs_above if verb is not None and verb.lemma_ in VERBS_OF_TRAVELLING)
    return any(cluster_at(t) is person for verb in journeys for t in grammatical_subjects(verb))


def _state_of(doc: Doc, ties: Ties, body: Cluster) -> Cluster | None:
    """The state of a ministry or office: its own, or the likely one."""
    if body.country is not None:
        return ties.states.get(body.country)
    return likely_state(doc, body.first(), list(ties.states.values()))


def _from_names(doc: Doc, ties: Ties) -> None:
    """Groups and bodies by their owners ("US officials"), organizations by the state of their gazetteer entry."""
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(doc)
    bodies_by_person = bodies_of_persons(doc)
    for mention in MENTIONS(doc):
        cluster = cluster_by_head.get(mention.head)
        head = doc[mention.head]
        if cluster is None:
            continue
        from_owners(doc, ties, mention, cluster)
        from_party_members(doc, ties, mention, cluster)
        _from_entry(doc, ties, mention, cluster)
        for child in head.children:
            if child.dep_ == "poss" and cluster.type != ActorType.STATE:
                from_possessive(ties, mention, cluster, child, bodies_by_person)
            elif child.dep_ == "prep":
                from_preposition(ties, mention, cluster, child)
        if is_person(mention):
            _from_person(doc, ties, mention, cluster, head)
        if mention.type in {ActorType.STATE, ActorType.BLOC, ActorType.ORGANIZATION, ActorType.GROUP}:
            for body in spoken_for(doc, head):
                if not cluster.type == body.type == ActorType.STATE:
                    ties.add(cluster, body, head, "spoken-for")
        from_lists(doc, ties, mention, cluster)
        from_closing_name(doc, ties, mention, cluster)
        from_and_other(doc, ties, mention, cluster)
        from_alliance(doc, ties, mention, cluster)


def _from_entry(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the state of a listed body."""
    entry = mention.entry
    if entry is None or mention.type != ActorType.ORGANIZATION or entry.kind in UNTIED_KINDS:
        return
    if cluster.country is not None and cluster.country in ties.states:
        ties.add(cluster, ties.states[cluster.country], doc[mention.head], "gazetteer")


def _propose_described(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the body named in the words before a person's name: "the Senegalese economist X", "Republican rival
    X"."""
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(doc)
    ends = _ends_of_bodies(doc)
    i = mention.start
    while i > 0 and doc[i - 1].lower_.rstrip(".") in HONORIFICS | {"."}:
        i -= 1
    if i > 1 and doc[i - 1].text == "," and _is_counterpart_named_next(doc[i - 2]):
        i -= 1  # "her Norwegian colleague, Ms X"
    name_start = i
    while i > 0 and mention.start - i < 8:
        body_mention = ends.get(i)
        if (
            body_mention is not None
            and cluster_by_head[body_mention.head] is not cluster
            and body_mention.reason != MentionReason.NOMINAL
        ):
            rule = "nationality" if i == mention.start else "described"
            if name_start < mention.start and doc[name_start].text == ",":
                rule = "counterpart"
            ties.add(
                cluster, cluster_by_head[body_mention.head], doc[mention.head], rule, words=float(mention.start - i)
            )
            return
        token = doc[i - 1]
        if token.pos_ not in {"NOUN", "ADJ", "PROPN"} or token.is_punct:
            return
        i -= 1


def _is_counterpart_named_next(noun: Token) -> bool:
    """Whether the name after a noun and a comma may be that of the counterpart that the noun is for; not "unlike her
    Norwegian [colleague], Ms X", "with their Norwegian [colleagues], Ms X"."""
    is_compared = word_at(noun.doc, noun.left_edge.i - 1) in WORDS_BEFORE_WHAT_IS_COMPARED
    return noun.tag_ == "NN" and not is_compared and is_counterpart(noun)


@once_a_document
def _ends_of_bodies(doc: Doc) -> dict[int, TokenMention]:
    """The mentions of bodies, by the token after them; not the state that a "pro-Chilean" politician is for."""
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(doc)
    mentions = (m for m in MENTIONS(doc) if m.type in BODIES and m.head in cluster_by_head)
    return {m.end: m for m in mentions if not follows_prefix(doc, m.start)}


def _from_person(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster, head: Token) -> None:
    """Propose the bodies named beside a person's name: "Bo Ek (Peru)", "Bo Ek, [a Democrat] from Ohio"."""
    state = country_in_brackets(doc, mention)
    if state is not None:
        ties.add(cluster, cluster_at(state), head, "brackets")
    _propose_set_off(doc, ties, mention, cluster)
    _propose_by_place(doc, ties, mention, cluster)
    _propose_described(doc, ties, mention, cluster)
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(doc)
    for appos in head.children:  # "a Democrat from Ohio", "a Peruvian national"
        for t in appos.subtree if appos.dep_ == "appos" else ():
            if t.i - appos.i >= 6 or _is_next_in_list(appos):
                break
            body = cluster_by_head.get(t.i)
            if not _is_plural_or_named(body, t.i) or follows_prefix(doc, t.i):
                continue
            if body is not None and body.type in BODIES and not _is_in_clause(t, appos):
                ties.add(
                    cluster,
                    body,
                    head,
                    "apposition",
                    same=float(t.i == appos.i),
                    noun_before=float(t.i < appos.i),
                    adjective=float(t.pos_ == "ADJ"),
                )


def _is_next_in_list(appos: Token) -> bool:
    """Whether a body with an article, which the parser puts in apposition, is the next of a list: "Ann Lee, the [Dock
    Union] and others"."""
    is_listed = any(c.dep_ == "conj" for c in appos.rights) and appos.pos_ == "PROPN"
    return is_listed and any(c.lower_ == "the" for c in appos.lefts)


def _propose_set_off(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the body right after a person's name: "Vasil Ek (NUTU)", "Ann Lee, Climate Action Network, said"; not the
    next of a list, "Vasil Ek, the NUTU, and others"."""
    cluster_by_head: dict[int, Cluster] = CLUSTER_OF(doc)
    i = mention.end
    if i + 2 >= len(doc) or doc[i].text not in {"(", ","}:
        return
    mark = ")" if doc[i].text == "(" else ","
    close = next((k for k in range(i + 1, min(i + 9, len(doc))) if doc[k].text == mark), None)
    if close is None:
        return
    body_mentions = [m for m in mentions_between(doc, i + 1, i + 3) if m.end <= close and m.head in cluster_by_head]
    if mark == "," and word_at(doc, close + 1) in {"and", "or"} and any(m.end == close for m in body_mentions):
        return
    body = next(
        (
            cluster_by_head[m.head]
            for m in body_mentions
            if m.reason != MentionReason.NOMINAL
            and (m.end >= close - 1 or (m.start == i + 1 and m.entry is not None and m.entry.kind == "party"))
        ),
        None,
    )
    if body is not None and body.type in {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.GROUP}:
        ties.add(cluster, body, doc[mention.head], "brackets-body" if mark == ")" else "comma-body")


def _propose_by_place(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the body that "of" or "from" ties to a person's name: "Ann Lee of the Fund"; not the constituency of a
    member of parliament, or those of whom somebody speaks."""
    i = mention.end
    if i + 2 < len(doc) and doc[i].text == "," and doc[i + 1].lower_ == "of":
        i += 1
    if i + 1 >= len(doc) or not (doc[i].lower_ == "of" or begins_body_of_name(doc, mention)):
        return
    body_start = i + 1
    while body_start < len(doc) and doc[body_start].lower_ == "the":
        body_start += 1
    body = body_from(doc, body_start)
    if not is_constituency(cluster.titles, body) and not speaks_of(doc[mention.head], body):
        ties.add(cluster, body, doc[mention.head], f"person-{doc[i].lower_}")


def _is_plural_or_named(body: Cluster | None, head: int) -> bool:
    """Whether a noun in apposition to a person may name a body: "a Democrat", but not "the adviser"."""
    if body is None or body.type != ActorType.GROUP:
        return True
    return all(m.plural or m.reason != MentionReason.NOMINAL for m in body.mentions if m.head == head)


def _is_in_clause(token: Token, noun: Token) -> bool:
    """Whether a token below the noun stands in a relative clause: "the envoy who led the [talks]"."""
    ancestor = token
    while ancestor.i != noun.i and ancestor.head.i != ancestor.i:
        if ancestor.dep_ == "relcl":
            return True
        ancestor = ancestor.head
    return False


def _from_state_bodies(doc: Doc, ties: Ties) -> None:
    """Propose the states of ministries, armies and parliaments: by their names, else the likeliest around them."""
    tied = only_shared(doc) | {member.id for member, whole, *_ in ties.found if whole.type == ActorType.STATE}
    for cluster in CLUSTERS(doc):
        if (
            not is_state_body(cluster)
            or any(m.owner is not None for m in cluster.mentions)
            or _belongs_to_many(cluster)
        ):
            continue
        if cluster.id in tied:
            continue
        named_states = [s for s in ties.states.values() if fold(s.name) in fold(cluster.name)]
        if named_states:
            ties.add(cluster, named_states[0], doc[cluster.first()], "name-of-state")
            continue
        if cluster.country in ties.states:
            ties.add(cluster, ties.states[cluster.country], doc[cluster.first()], "country")
            continue
        goals = _ids_of_goals(doc, cluster)
        states = [s for s in ties.states.values() if s.id not in goals]
        for likelihood, best in likely_states(doc, cluster.first(), states, body=cluster)[:1]:
            ties.add(cluster, best, doc[cluster.first()], "nearest-state", likely=likelihood)


def _ids_of_goals(doc: Doc, cluster: Cluster) -> set[str]:
    """The ids of those to whom a body goes, and so hardly belongs: "led a delegation to Chile"."""
    heads = [doc[m.head] for m in cluster.mentions]
    verbs = [h.head for h in heads if h.dep_ == "dobj"]
    goals = (cluster_at(t) for word in (*heads, *verbs) for t in objects_of(word, {"to"}))
    return {goal.id for goal in goals if goal is not None}


def _belongs_to_many(cluster: Cluster) -> bool:
    """Whether a body's name says that it belongs to many states, or to those who fight one."""
    kind, words = kind_of(cluster), fold(cluster.name).split()
    if kind is None and set(words) & WORDS_OF_BODIES_APART:
        return True
    return kind == "international" or bool(words and words[0] in OF_MANY)


def _from_names_of_wholes(doc: Doc, ties: Ties) -> None:
    """Propose the wholes with whose names those of bodies begin ("AU Commission")."""
    wholes = [c for c in CLUSTERS(doc) if c.type in {ActorType.BLOC, ActorType.ORGANIZATION} and c.gazetteer]
    forms = [
        (fold(n), c)
        for c in wholes
        for n in {
            c.name,
            *c.more_names,
            *(m.name for m in c.mentions),
            *(doc[m.start : m.end].text for m in c.mentions),
            *_aliases(c),
        }
    ]
    forms += [("european", c) for c in wholes if c.type == ActorType.BLOC and fold(c.name) == "european union"]
    for cluster in CLUSTERS(doc):
        name = fold(cluster.name)
        if cluster.type in {ActorType.ORGANIZATION, ActorType.DELEGATION, ActorType.GROUP}:
            for form, whole in forms:
                is_led_by_it = name.startswith(f"{form} led ")  # "the Front-led government" is no part of the Front
                if len(form) > 1 and name.startswith(form + " ") and whole is not cluster and not is_led_by_it:
                    ties.add(cluster, whole, doc[cluster.first()], "part", named=float(cluster.gazetteer is not None))


def _aliases(cluster: Cluster) -> tuple[str, ...]:
    """The other names of a listed body: "UN" for the United Nations."""
    entry = gazetteer.entry(cluster.gazetteer)
    return entry.aliases if entry is not None else ()


def affiliations(doc: Doc) -> Doc:
    """Propose affiliations: who belongs to, or speaks for, whom."""
    ties = Ties(doc)
    from_words(doc, ties)
    from_joint_members(doc, ties)
    from_employees(doc, ties)
    from_divisions(doc, ties)
    _from_names(doc, ties)
    from_adjacent_bodies(doc, ties)
    _from_roles(doc, ties)
    from_alignments(doc, ties)
    for body, state, noun in states_of_bodies(doc):
        ties.add(body, state, noun, "owner-before")
    _from_state_bodies(doc, ties)
    _from_names_of_wholes(doc, ties)
    from_plural_posts(doc, ties)
    from_named_members(doc, ties)
    from_wholes(doc, ties)
    return doc
