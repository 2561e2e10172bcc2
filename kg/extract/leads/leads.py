"""Who leads a delegation, faction, organization or negotiation."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import BODIES, CLUSTER_OF, CLUSTERS, Cluster, cluster_at
from kg.extract.actors.lists.subjects import actors_of
from kg.extract.actors.meetings import GROUPS_IN_TALKS, event_at, gathering_at
from kg.extract.candidates.candidate import propose
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.grammar.arcs import by_of, complements, own_subjects, possessors, relative_clause_over
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, is_passive, subjects
from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.tense import CLAUSAL, NOUN_SUBJECTS, is_infinitive
from kg.extract.leads.co_leaders import propose_co_leading
from kg.extract.leads.leading_persons import antecedent_of_who, heads_of_leaders, listed_before, listed_with_object
from kg.extract.leads.lists_of_persons import persons_from
from kg.extract.leads.presidencies import (
    TITLES_OF_PRESIDING_STATES,
    named_before,
    office_holders,
    owners_of_office,
    propose_presiding,
)
from kg.extract.leads.proposals import Leads, led_at, led_by_verb, led_noun
from kg.extract.leads.titles import WORDS_OF_NO_LEADING, by_title
from kg.extract.mentions.mention import mentions_before, mentions_between
from kg.extract.roles.past_posts import is_ended_by_years
from kg.extract.text.note import Note
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["leads", "led"]

CONTESTS_IN_NUMBERS = word_set("contests-in-numbers")
WORDS_BEFORE_LEADING = word_set("words-before-leading")


LEADING_VERBS = word_set("leading-verbs")
VERBS_OF_INTENTION = (
    word_set("verbs-of-wishing") | word_set("verbs-of-meaning-to") | word_set("verbs-of-offering-oneself")
)
NOUNS_OF_STANDING_FOR_A_POST = word_set("nouns-of-standing-for-a-post")
VERBS_OF_RALLYING = word_set("verbs-of-rallying")
CONVENING = {"hold", "conduct", "convene"}
VERBS_OF_HOLDING_OFFICE = word_set("verbs-of-holding-office")
CHAIRING = {"chair", "lead", "head"}
PARTICIPLES_OF_LEADING = word_set("participles-of-leading")
PREPOSITIONS_OF_RALLYING = word_set("prepositions-of-rallying")
OFFICES_OF_LEADING = word_set("offices-of-leading")
WHAT_FOLLOWERS_TAKE = word_set("what-followers-take")
LEADING_FIGURES = word_set("leading-figures")


BY_WORDS: Note[Leads | None] = Note("led", lambda: None)
"""The leads that words other than titles indicate, which are found before the roles."""


def led(doc: Doc) -> Doc:
    """Find the leads that words other than titles indicate, so that what is led is an actor in all later stages."""
    for token in occurrences(doc, GROUPS_IN_TALKS):
        gathering_at(token)
    proposals = Leads(doc)
    _find_by_words(proposals)
    BY_WORDS.put(doc, proposals)
    return doc


def leads(doc: Doc) -> Doc:
    """Propose the leads that `led` has found, and those that the titles of roles indicate."""
    proposals = BY_WORDS(doc) or Leads(doc)
    by_title(doc, proposals)
    for candidate in proposals.found:
        propose(doc, candidate)
    return doc


def _find_by_words(proposals: Leads) -> None:
    """Apply the first rule that fits to each word that may speak of leading: "[led] by Peru", "[under] Ruiz"."""
    words = (
        PARTICIPLES_OF_LEADING
        | PREPOSITIONS_OF_RALLYING
        | OFFICES_OF_LEADING
        | WHAT_FOLLOWERS_TAKE
        | TITLES_OF_PRESIDING_STATES
        | {"under"}
    )
    for token in occurrences(proposals.doc, words, LEADING_VERBS | CONVENING | LEADING_FIGURES | CHAIRING):
        prefixed = _prefix(token) == "co" and token.lemma_.casefold().removeprefix("co-") in CHAIRING
        if (prefixed and propose_co_leading(proposals, token)) or propose_presiding(proposals, token):
            continue
        rule = next((rule for fits, rule in _RULES if fits(token)), None)
        if rule is not None:
            rule(proposals, token)


def _prefix(token: Token) -> str:
    """The word that a hyphen ties to the one after it: "co" in "co-[led]"; "" without one."""
    return word_at(token.doc, token.i - 2) if word_at(token.doc, token.i - 1) == "-" else ""


def _leaders(verb: Token) -> list[tuple[Cluster, str]]:
    """Who leads by a verb, with how each was found; none where a verb is not asserted, over, or only wished."""
    if not is_asserted(verb) or is_ended_by_years(verb) or _is_only_wished(verb):
        return []
    if (nearest := antecedent_of_who(verb) or listed_with_object(verb)) is not None:
        return [(nearest, "parse")]
    if listed_persons := listed_before(verb):
        return [(c, "linear") for c in listed_persons]
    leaders = [(c, how or "parse") for _, c, how in actors_of(heads_of_leaders(subjects(verb)))]
    if is_passive(verb) or verb.tag_ == "VBN":
        by_phrase = by_of(verb)
        if by_phrase is not None:
            persons = persons_from(verb.doc, by_phrase.i + 1)
            if persons:
                return [(c, "linear") for c in persons]
    return leaders


def _is_only_wished(verb: Token) -> bool:
    """Whether a verb depends on a word of intention: "hopes to lead", "wants Peru to lead", "a candidate to lead"."""
    if verb.dep_ in {"acl", "relcl"} and is_infinitive(verb):
        return verb.head.lemma_.casefold() in NOUNS_OF_STANDING_FOR_A_POST
    return verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ in VERBS_OF_INTENTION


def _is_leading(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_.casefold() in LEADING_VERBS and not _is_ahead(token)


def _is_ahead(verb: Token) -> bool:
    """Whether "lead" means to be ahead of others: "led him in the polls", "leads her by ten points"."""
    if verb.lemma_ != "lead":
        return False
    prepositions = [c for c in verb.children if c.dep_ == "prep" and c.i > verb.i]
    prepositions += [c for o in verb.children if o.dep_ == "dobj" for c in o.children if c.dep_ == "prep"]
    nouns = [p for c in prepositions if c.lower_ in {"in", "by"} for p in complements(c)]
    return any(n.lemma_.casefold() in CONTESTS_IN_NUMBERS for n in nouns)


def _propose_by_verb(proposals: Leads, verb: Token) -> None:
    """Propose who leads by a verb: "Peru [led] the delegation", "the coalition that Norway leads"."""
    leaders = _leaders(verb)
    if is_passive(verb):
        targets, rule = _led_in_passive(verb), "passive"
    else:
        targets, rule = _led_as_object(verb), "verb"
    for target in targets:
        for led_body in led_by_verb(target, verb):
            for leader, how in leaders:
                if leader.type != ActorType.GROUP:
                    proposals.add(
                        leader, led_body, verb, rule, linear=float(how == "linear"), listed=float(how == "list")
                    )


def _led_in_passive(verb: Token) -> list[Token]:
    """The nouns of what is led: "[the talks] were led by Peru", "[a team] headed by Ruiz"."""
    doc = verb.doc
    passive_subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if passive_subjects and passive_subjects[0].lower_ in RELATIVE_PRONOUNS:
        targets = [verb.head]
    elif passive_subjects:
        targets = passive_subjects
    elif verb.dep_ == "advcl":
        targets = [c for c in verb.head.children if c.dep_ in NOUN_SUBJECTS]
    else:
        targets = [verb.head]
    index_before = verb.i - 1
    while index_before > 0 and (
        doc[index_before].text in {",", "-", "("} or doc[index_before].lower_ in WORDS_BEFORE_LEADING
    ):
        index_before -= 1
    mention = next((m for m in mentions_before(doc, index_before + 1) if m.type in BODIES), None)
    known_actor = cluster_at(targets[0]) if targets else None
    if not passive_subjects and mention is not None and known_actor is None:
        targets = [doc[mention.head]]
    elif not passive_subjects and gathering_at(doc[index_before]) is not None:
        targets = [doc[index_before]]
    chaired = targets if passive_subjects else [over for t in targets if (over := _between_two(t, verb)) is not None]
    return [led_noun(t) for t in chaired]


def _between_two(target: Token, verb: Token) -> Token | None:
    """The noun before "between" whose second party a participle follows: "[talks] between Peru and Chile led by Fiji".
    Else the target: "talks between Peru and a [team] led by Ruiz". None where a comma leaves both open: "talks between
    Peru and Hamas, led by Ruiz"."""
    attachment = next((t for t in target.ancestors if t.pos_ in CLAUSAL or t.lower_ == "between"), target)
    is_one_of_two = target.pos_ == "PROPN" or any(c.dep_ == "conj" for c in target.children)
    if attachment.lower_ != "between" or not is_one_of_two:
        return target
    return attachment.head if verb.nbor(-1).text != "," else None


def _led_as_object(verb: Token) -> list[Token]:
    """The nouns of what is led: "led [the team]", "[the coalition], which Norway leads", "presides over [it]"."""
    targets = [c for c in verb.children if c.dep_ == "dobj"]
    relative = all(t.lower_ in {"which", "that", "whom"} for t in targets)
    if verb.dep_ == "relcl" and relative and not any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in verb.children):
        targets = [verb.head]
    prepositions = (
        c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"over", "at"} and verb.lemma_ == "preside"
    )
    return [*targets, *(p for prep in prepositions for p in prep.children)]


def _propose_consulting(proposals: Leads, verb: Token) -> None:
    """Propose who holds consultations and so leads them: "X will hold informal consultations"."""
    targets = [c for c in verb.children if c.dep_ == ("nsubjpass" if is_passive(verb) else "dobj")]
    for target in targets:
        led_body = gathering_at(target)
        if led_body is not None:
            for leader, how in _leaders(verb):
                if leader.type == ActorType.PERSON:
                    proposals.add(leader, led_body, verb, "consulting", linear=float(how == "linear"))


def _propose_around(proposals: Leads, token: Token) -> None:
    """Propose around whom others gather: "the group around X", "hardliners gathered behind X"."""
    head = token.head
    leaders = [c for _, c, _ in actors_of(complements(token)) if c.type in {ActorType.PERSON, ActorType.STATE}]
    leaders = leaders or persons_from(proposals.doc, token.i + 1)
    if head.pos_ in {"NOUN", "PROPN"} and token.lower_ in {"around", "behind"}:
        heads = [head]
    elif head.lemma_ in VERBS_OF_RALLYING and is_asserted(head):
        heads = own_subjects(head)
        if head.dep_ in {"acl", "relcl"} and all(t.tag_ in {"WDT", "WP"} for t in heads):
            heads = [head.head]
        heads = heads or subjects(head)
    else:
        return
    for noun in heads:
        led_body = cluster_at(noun)
        if led_body is not None and led_body.type in {
            ActorType.FACTION,
            ActorType.GROUP,
            ActorType.ORGANIZATION,
            ActorType.BLOC,
        }:
            for leader in leaders:
                proposals.add(leader, led_body, token, "around", verb=float(head.pos_ == "VERB"))


def _propose_by_office(proposals: Leads, token: Token) -> None:
    """Propose who leads by an office: "under the chairmanship of X", "Canada holds the presidency of the bloc"."""
    persons = persons_from(proposals.doc, token.i + 2) if word_at(proposals.doc, token.i + 1) == "of" else []
    owners = owners_of_office(token)
    office_bodies = [
        c
        for prep in token.children
        if prep.lower_ in {"of", "over"}
        for t in prep.children
        if (c := cluster_at(t) or event_at(t)) is not None
    ]
    prep = token.head
    if prep.dep_ == "prep" and prep.lower_ in {"under", "with"}:
        leaders = persons or [c for c in office_bodies if c.type in {ActorType.PERSON, ActorType.STATE}] or owners
        head = prep.head
        targets = [head] if head.pos_ in {"NOUN", "PROPN"} else [c for c in head.children if c.dep_ in NOUN_SUBJECTS]
        for target in targets:
            for led_body in led_at(target):
                for leader in leaders:
                    proposals.add(leader, led_body, token, "under-office")
    elif prep.lemma_ in VERBS_OF_HOLDING_OFFICE:
        bodies_led = [c for c in office_bodies or owners or named_before(token) if c.type != ActorType.PERSON]
        for led_body in bodies_led if is_asserted(prep) else ():  # not "met Ann Lee and held her chair"
            for _, leader, _ in actors_of(office_holders(prep)):
                proposals.add(leader, led_body, token, "holds-office")
    else:
        for led_body in office_bodies:
            for leader in owners:
                proposals.add(leader, led_body, token, "owner-office")


def _propose_followed(proposals: Leads, token: Token) -> None:
    """Propose those whose lead others take: "MPs who take their lead from X"."""
    verb = token.head
    sources = [c for c in (*verb.children, *token.children) if c.lower_ == "from"]
    if not sources or not is_asserted(verb):
        return
    leaders = persons_from(proposals.doc, sources[0].i + 1)
    leaders = leaders or [c for prep in sources for _, c, _ in actors_of(complements(prep))]
    for follower in subjects(verb):
        for leader in leaders:
            if leader.type == ActorType.PERSON:
                proposals.add(leader, cluster_at(follower), token, "following")


def _propose_figure(proposals: Leads, token: Token) -> None:
    """Propose who is a figurehead or captain: "their figurehead is X", "whose captain is X", "with X at their head"."""
    owner = next(iter(possessors(token)), None)
    if owner is None or any(c.lower_ in WORDS_OF_NO_LEADING for c in token.children):
        return
    source = _whose(token)
    led_body = cluster_at(source) if source is not None else cluster_at(owner)
    if led_body is None or led_body.type not in BODIES:
        return
    leaders: list[Cluster] = []
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        if not is_asserted(token.head):
            return
        leaders = [c for a in token.head.children if a.dep_ == "attr" and (c := cluster_at(a)) is not None]
        leaders += persons_from(proposals.doc, token.head.i + 1)
    elif token.dep_ == "pobj" and token.head.lower_ == "at":
        nearby_mentions = mentions_before(proposals.doc, token.head.i)[:1]
        leaders = [c for m in nearby_mentions if (c := CLUSTER_OF(proposals.doc).get(m.head)) is not None]
    elif word_at(proposals.doc, token.i + 1) == ",":
        nearby_mentions = mentions_between(proposals.doc, token.i + 2, token.i + 3)
        leaders = persons_from(proposals.doc, token.i + 2)[:1] if nearby_mentions else []
    for leader in leaders:
        proposals.add(leader, led_body, token, "figure")


def _whose(token: Token) -> Token | None:
    """The antecedent of "whose" in the phrase of ``token``; None without one."""
    clause = relative_clause_over(token) if any(c.lower_ == "whose" for c in token.children) else None
    return clause.head if clause is not None else None


def _is_compound(token: Token) -> bool:
    return token.lower_ in {"-led", "led"} and _prefix(token) not in {"", "co"}


def _propose_by_compound(proposals: Leads, token: Token) -> None:
    """Propose the leader before "-led": "the Norway-[led] team"; within a name, "the [Norway-led team]", the listed
    actor of that name."""
    name = token.nbor(-2)
    leader = cluster_at(name) or next((c for c in CLUSTERS(proposals.doc) if _is_called(c, name.text)), None)
    if leader is None or leader.type == ActorType.GROUP:
        return  # "a civilian-led government"
    led_body = token.head if token.dep_ in {"amod", "compound"} else token
    proposals.add(leader, cluster_at(led_body), token, "compound")  # only actors: no "UN-led process"


def _is_called(cluster: Cluster, name: str) -> bool:
    entry = gazetteer.entry(cluster.gazetteer)
    return entry is not None and any(match.entry is entry for match in gazetteer.lookup(name))


def _propose_under(proposals: Leads, token: Token) -> None:
    """Propose the persons named after "under": "the team [under] Ruiz"."""
    for led_body in led_at(token.head):
        for leader in persons_from(proposals.doc, token.i + 1):
            proposals.add(leader, led_body, token, "under")


def _is_around(token: Token) -> bool:
    is_attached = token.dep_ in {"prep", "agent", "dative"} or token.head.lemma_ in VERBS_OF_RALLYING
    return token.lower_ in PREPOSITIONS_OF_RALLYING and is_attached


def _is_office(token: Token) -> bool:
    chair = token.lower_ == "chair" and token.dep_ == "dobj" and token.head.lemma_ in VERBS_OF_HOLDING_OFFICE
    return token.lower_ in OFFICES_OF_LEADING or chair


_RULES: tuple[tuple[Callable[[Token], bool], Callable[[Leads, Token], None]], ...] = (
    (_is_compound, _propose_by_compound),
    (_is_leading, _propose_by_verb),
    (lambda t: t.lemma_ in CONVENING and t.pos_ == "VERB", _propose_consulting),
    (_is_around, _propose_around),
    (_is_office, _propose_by_office),
    (lambda t: t.lower_ in WHAT_FOLLOWERS_TAKE and t.head.lemma_ == "take", _propose_followed),
    (lambda t: t.lemma_.casefold() in LEADING_FIGURES, _propose_figure),
    (lambda t: t.lower_ == "under" and t.dep_ == "prep" and t.head.pos_ in {"NOUN", "PROPN"}, _propose_under),
)
"""Which words each rule fits; the first rule that fits a word is applied."""
