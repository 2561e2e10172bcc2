"""Members of groups and bodies by the words: lists, "including", "member of", "on behalf of", "joined by"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster, cluster_at, clusters_among
from kg.extract.actors.lists.lists import listed
from kg.extract.affiliations.non_members import is_no_member, is_no_membership
from kg.extract.affiliations.proposals import Ties
from kg.extract.frames.factuality.factuality import is_asserted
from kg.extract.grammar.arcs import by_of, complements
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, is_passive, subjects
from kg.extract.grammar.occurrences import after_article, examples_at, follows_prefix, occurrences, word_at
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.leads.lists_of_persons import persons_from
from kg.extract.mentions.mention import TokenMention, mentions_before
from kg.extract.mentions.organizations import DASHES
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["from_alliance", "from_and_other", "from_closing_name", "from_lists", "from_words"]

VERBS_OF_MEMBERSHIP = word_set("verbs-of-membership")
WORDS_FOR_MEMBERS = word_set("words-for-members")
NOUNS_FOR_STATES = word_set("nouns-for-states")
NOUNS_OF_SHARES = word_set("nouns-of-shares")
VERBS_OF_MAKING_MEMBERS = {"appoint", "elect", "name"}
VAGUE = word_set("quantifiers") | {"some", "any", "no"}
WORDS_OF_SPEAKING_FOR = word_set("words-of-speaking-for")
UNITING_BODIES = word_set("uniting-bodies")
BODIES_OF_THEIR_MEMBERS = word_set("bodies-of-their-members")
VERBS_OF_CONTAINING = word_set("verbs-of-containing")
GROUPS = {ActorType.BLOC, ActorType.GROUP, ActorType.ORGANIZATION, ActorType.FACTION, ActorType.DELEGATION}
PREPOSITIONS_OF_MEMBERSHIP = word_set("prepositions-of-membership")
PRONOUNS_AFTER_AMONG = word_set("pronouns-after-among")


def from_words(doc: Doc, ties: Ties) -> None:
    """Propose who speaks for, is a member of, joined or belongs to a body, by the word that says so."""
    for token in occurrences(doc, WORDS_OF_SPEAKING_FOR | WORDS_FOR_MEMBERS, {"join"} | VERBS_OF_MEMBERSHIP):
        rule = BY_WORD.get(token.lower_)
        if rule is not None:
            rule(ties, token)
        elif token.lemma_ == "join" and is_passive(token):
            _propose_joined_by(ties, token)
        elif token.lemma_ in VERBS_OF_MEMBERSHIP and token.pos_ == "VERB":
            _propose_belonging(ties, token)


def _propose_on_behalf(ties: Ties, token: Token) -> None:
    """Propose those who speak on behalf of a body: "A, on behalf of B", "speaking on behalf of B"."""
    doc = ties.doc
    start = next((p.left_edge.i for prep in token.children if prep.lower_ == "of" for p in prep.children), None)
    bodies = listed(doc, after_article(doc, start))[0] if start is not None else []
    for speaker in _speaker(token):
        for body in bodies:
            _propose_speaker(ties, cluster_at(speaker), cluster_at(body), token, "on-behalf")


def _propose_speaking_for(ties: Ties, token: Token) -> None:
    """Propose those who represent a body or speak for it: "A, representing B", "A spoke for B"."""
    if token.lower_ == "for" and token.head.lower_ not in {"speaking", "spoke", "speaks"}:
        return
    for speaker in _speaker(token):
        for body in conjuncts(p for p in token.children if p.dep_ in {"pobj", "dobj"}):
            _propose_speaker(ties, cluster_at(speaker), cluster_at(body), token, "speaking-for")


def _propose_belonging(ties: Ties, verb: Token) -> None:
    """Propose the subjects of a verb of membership: "A joined B", "A belongs to B", "the alliance that A leads"."""
    if is_no_membership(verb) if verb.lemma_ == "join" else not is_asserted(verb):
        return
    for member in subjects(verb):
        for child in verb.children:
            targets = (
                [verb.head if child.tag_ == "WDT" and verb.dep_ == "relcl" else child]
                if child.dep_ == "dobj"
                else [p for p in child.children if child.dep_ == "prep" and child.lower_ == "to"]
            )
            for body in conjuncts(targets):
                whole = cluster_at(body)
                if whole is not None and _is_joinable(verb, whole):
                    ties.add(cluster_at(member), whole, verb, f"verb-{verb.lemma_}")


def _is_joinable(verb: Token, body: Cluster) -> bool:
    """Whether a body is of a type that the verb can make somebody a member of."""
    if verb.lemma_ in {"lead", "head", "chair"}:
        return body.type in {ActorType.DELEGATION, ActorType.FACTION}
    excluded = {"join": {ActorType.GROUP, ActorType.PERSON}, "represent": {ActorType.GROUP}}
    return body.type not in excluded.get(verb.lemma_, set())


def _propose_speaker(ties: Ties, speaker: Cluster | None, body: Cluster | None, token: Token, rule: str) -> None:
    """Propose that a speaker belongs to the body spoken for; a state does not belong to states it speaks for."""
    if speaker is not None and body is not None and not speaker.type == body.type == ActorType.STATE:
        ties.add(speaker, body, token, rule)


def _propose_through(ties: Ties, token: Token) -> None:
    """Propose that a voice belongs to the body: "the African Group, through Ghana, asked", "through Ms Rao"."""
    doc = ties.doc
    voices = clusters_among(listed(doc, token.i + 1)[0])
    voices = [c for c in voices if c.type in {ActorType.PERSON, ActorType.STATE}] or persons_from(doc, token.i + 1)
    if not voices:
        return
    clause_end = token.i - (doc[token.i - 1].text == ",") if token.i else 0
    body = next((doc[m.head] for m in mentions_before(doc, clause_end) if clause_end < token.i), None)
    bodies = [body] if body is not None else subjects(token.head) if token.head.pos_ == "VERB" else []
    for noun in bodies:
        whole = cluster_at(noun)
        for voice in voices:
            if body is None and voice.type == ActorType.STATE:
                continue  # "ships sailed through Egypt"
            if whole is not None and whole.type != ActorType.PERSON:
                ties.add(voice, whole, token, "through")


def _propose_represented(ties: Ties, token: Token) -> None:
    """Propose those who represent a body, "the family, represented by Mr Ek", and those whom a union represents:
    "the boatmen, represented by their union"."""
    doc = ties.doc
    by_phrase = by_of(token)
    if by_phrase is None:
        return
    voices = persons_from(doc, by_phrase.i + 1)
    if not voices:
        start = next((c.left_edge.i for c in complements(by_phrase)), by_phrase.i + 1)
        start += start < len(doc) and doc[start].pos_ == "DET"
        voices = clusters_among(listed(doc, start)[0])
    wholes = [token.head] if token.dep_ in {"acl", "relcl"} else grammatical_subjects(token)
    for noun in wholes:
        whole = cluster_at(noun)
        for voice in voices:
            if voice.type == ActorType.ORGANIZATION and set(fold(voice.name).split()) & UNITING_BODIES:
                ties.add(whole, voice, token, "represented-by-union")
            else:
                ties.add(voice, whole, token, "represented-by")


def _propose_among(ties: Ties, token: Token) -> None:
    """Propose the members after "among": "six states, among them Chile", "the waverers, among whom she counts Mr
    Ek"."""
    doc = ties.doc
    if token.i < 2 or token.i + 2 >= len(doc) or token.nbor(1).lower_ not in PRONOUNS_AFTER_AMONG:
        return
    end = token.i - (token.nbor(-1).text in {",", "(", "-", "\u2013", "\u2014"})
    group = next((m for m in mentions_before(doc, end) if m.type in GROUPS), None)
    if group is None:
        return
    start = token.i + 2
    while start < len(doc) and start < token.i + 6 and doc[start].pos_ in {"AUX", "VERB", "PRON", "DET", "ADV"}:
        start += 1
    members = clusters_among(listed(doc, start)[0]) or persons_from(doc, start)
    for member in members:
        ties.add(member, cluster_at(doc[group.head]), token, "among-them")


def _propose_joined_by(ties: Ties, token: Token) -> None:
    """Propose those who joined a group that is not listed: "a coalition, which was joined by A and B"."""
    doc = ties.doc
    by_phrase = next((c for c in token.children if c.lower_ == "by"), None)
    if by_phrase is None:
        return
    wholes = [token.head] if token.dep_ in {"acl", "relcl"} else grammatical_subjects(token)
    start = after_article(doc, by_phrase.i + 1)
    members = clusters_among(listed(doc, start)[0])
    for noun in wholes:
        ancestors = [noun, *noun.ancestors][:4]
        whole = next((c for t in ancestors if (c := cluster_at(t)) is not None and c.type in GROUPS), None)
        if whole is not None and whole.gazetteer is None:
            for member in members:
                ties.add(member, whole, token, "joined-by")


def _propose_membership(ties: Ties, token: Token) -> None:
    """Propose who is called a member: "Peru is a [member] of the union"; not "no member", "hopes to be one"."""
    if is_no_member(token) or (token.dep_ in {"attr", "oprd"} and is_no_membership(token.head)):
        return
    prepositions = (c for c in token.children if c.lower_ in PREPOSITIONS_OF_MEMBERSHIP)
    bodies = conjuncts(p for prep in prepositions for p in complements(prep))
    named_before = [c for c in token.children if c.dep_ in {"compound", "amod", "poss"} and cluster_at(c) is not None]
    bodies += [c for c in named_before if not follows_prefix(c.doc, c.i)]  # not "a non-OPEC member"
    heads = [token]
    if token.dep_ == "attr":
        heads = subjects(token.head)
    elif token.dep_ == "oprd" and is_passive(token.head) and token.head.lemma_ in VERBS_OF_MAKING_MEMBERS:
        heads = grammatical_subjects(token.head)  # "was elected a member"
    elif token.dep_ == "appos":
        heads = conjuncts([token.head])
    for noun in heads:
        for body in bodies:
            ties.add(cluster_at(noun), cluster_at(body), token, "member-of" if noun is not token else "members")


def _speaker(token: Token) -> list[Token]:
    """The heads of those who speak for a body: the actor right before, else the noun above, else a verb's subject."""
    doc = token.doc
    start = token.i - 1 if token.i and token.nbor(-1).lower_ == "on" else token.i
    while start > 1 and doc[start - 1].lower_ in {"speaking", "also"}:
        start -= 1
    if start > 1 and doc[start - 1].text in {",", "("}:
        mention = next(iter(mentions_before(doc, start - 1)), None)
        if mention is not None:
            return [doc[mention.head]]
    nearest = [doc[m.head] for m in mentions_before(doc, start)]
    ancestor = token
    for _ in range(4):
        ancestor = ancestor.head
        is_actor = cluster_at(ancestor) is not None
        if is_actor or ancestor.pos_ in {"VERB", "AUX"}:
            speakers = [ancestor] if is_actor else subjects(ancestor)
            listed_last = [t for t in nearest if t in conjuncts(speakers)]  # "Peru, Chile and [Togo] on behalf of B"
            if speakers:
                return listed_last or speakers
    return []


def from_lists(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose members in brackets, after "including", or in another list beside the name of their group."""
    opening = _opening(doc, mention) if cluster.type in GROUPS else None
    if opening is None or _is_share_of_others(doc, mention):
        return
    start, rule = opening
    vague = doc[mention.start].lower_ in VAGUE
    if rule == "including" and (mention.reason == MentionReason.NOMINAL or vague):
        bare = mention.head - mention.start <= (doc[mention.start].pos_ == "DET")
        if vague or bare:
            return  # "several delegations, including A", "allies such as A" are no bodies
        rule = "including-some"
    while start < len(doc) and doc[start].lower_ in {"the", ":", "countries"}:
        start += 1
    members, _ = listed(doc, start)
    if rule == "list-of-members" and len(members) < 2 and doc[mention.head].head.lemma_ == "be":
        return
    bloc = _bloc_of(doc, mention)
    for noun in members:
        member = cluster_at(noun)
        if member is not None and (rule != "in-brackets" or len(members) > 1):
            if rule != "states-of":
                ties.add(member, cluster, doc[mention.head], rule, size=min(len(members), 6) / 3)
            if bloc is not None and member.type == ActorType.STATE:
                ties.add(member, bloc, doc[mention.head], "listed-of-bloc")


def _is_share_of_others(doc: Doc, mention: TokenMention) -> bool:
    """Whether a name begins with a share of others, who are no body: "[a number of parties], including Peru"."""
    words = (t for t in doc[mention.start : mention.head] if word_at(doc, t.i + 1) == "of")
    return any(t.lemma_.casefold() in NOUNS_OF_SHARES for t in words)


def _is_of_members(doc: Doc, mention: TokenMention) -> bool:
    """Whether a body consists of those named after "of": "an alliance of Chile, Peru and Mexico"."""
    end = mention.end
    if doc[end - 1].lemma_.casefold() not in BODIES_OF_THEIR_MEMBERS or end + 1 >= len(doc) or doc[end].lower_ != "of":
        return False
    start = after_article(doc, end + 1)
    return start < len(doc) and len(listed(doc, start)[0]) > 1


def _bloc_of(doc: Doc, mention: TokenMention) -> Cluster | None:
    """The bloc to whose states a mention refers: "the [Union] countries of Malta and Cyprus"."""
    owner = cluster_at(doc[mention.owner]) if mention.owner is not None else None
    of_states = mention.plural and mention.noun in NOUNS_FOR_STATES and not is_no_member(doc[mention.head])
    return owner if owner is not None and owner.type == ActorType.BLOC and of_states else None


def _opening(doc: Doc, mention: TokenMention) -> tuple[int, str] | None:
    """Where the list of a group's members begins, and by which rule."""
    opening_after = _opening_after(doc, mention)
    if opening_after is not None:
        return opening_after
    clauses = (c for c in doc[mention.head].children if c.dep_ == "relcl" and c.lemma_ in VERBS_OF_CONTAINING)
    including = next(clauses, None)  # "critics, which include X", "a group that includes Y"
    target = next((c for c in including.children if c.dep_ == "dobj"), None) if including is not None else None
    return (target.left_edge.i, "that-includes") if target is not None else None


def _opening_after(doc: Doc, mention: TokenMention) -> tuple[int, str] | None:
    """Where a list begins right after the name of its group, or after "is" or "includes", and by which rule."""
    i = mention.end
    if i + 1 < len(doc) and doc[i].text in {",", "("}:
        i += 1
    opener = doc[i].lower_ if i < len(doc) else ""
    dash = _dash_after(doc, mention)
    if dash is not None and len(listed(doc, dash + 1)[0]) > 1:
        return dash + 1, "in-dashes"
    if (examples := examples_at(doc, i, {"including", "like", "namely"})) is not None:
        return examples, "including"
    if opener == "of" and i == mention.end and _is_of_members(doc, mention):
        return i + 1, "made-up-of"
    owned = mention.owner is not None and mention.owner < mention.head and _bloc_of(doc, mention) is not None
    if opener == "of" and owned and len(listed(doc, i + 1)[0]) > 1:
        return i + 1, "states-of"
    if i == mention.end + 1 and doc[mention.end].text == "(":
        return i, "in-brackets"
    verb = doc[mention.head].head
    contains = verb.lemma_ in VERBS_OF_CONTAINING or (verb.lemma_ == "be" and not is_no_membership(verb))
    if doc[mention.head].dep_ in SUBJECTS and contains:
        target = next((c for c in verb.children if c.dep_ in {"dobj", "attr"}), None)
        return (target.left_edge.i, "list-of-members") if target is not None else None
    return None


def _dash_after(doc: Doc, mention: TokenMention) -> int | None:
    """The dash after a group, or after its complement with "of": "three powers [-] A, B and C -", "the six states of
    the pact [-] A, B ..."; not a hyphen within a word."""
    i = mention.end
    if i < len(doc) and doc[i].lower_ == "of" and mention.plural:
        i = next((p.i + 1 for p in complements(doc[i])), i)
    elif i + 1 < len(doc) and doc[i].text in {",", "("}:
        i += 1
    if i >= len(doc) or doc[i].text not in DASHES:
        return None
    return i if doc[i].text == "\N{EM DASH}" or doc[i - 1].whitespace_ else None


def from_and_other(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose those who are joined to others of their group: "Ms Ruiz and other moderates"."""
    head = doc[mention.head]
    if cluster.type != ActorType.FACTION or head.dep_ != "conj" or not any(c.lower_ == "other" for c in head.children):
        return
    for noun in conjuncts([head.head]):
        ties.add(cluster_at(noun), cluster, head, "and-other")


def from_alliance(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the members of a body that is called a union of them: "the Forum, an alliance of churches"."""
    head = doc[mention.head]
    if cluster.type not in {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.GROUP, ActorType.FACTION}:
        return
    for noun in head.children:
        if noun.dep_ != "appos" or noun.lemma_.casefold() not in UNITING_BODIES:
            continue
        for prep in noun.children:
            if prep.lower_ == "of":
                for member_noun in conjuncts(complements(prep)):
                    ties.add(cluster_at(member_noun), cluster, head, "united-in")


def from_closing_name(doc: Doc, ties: Ties, mention: TokenMention, cluster: Cluster) -> None:
    """Propose the members of a list that their group's name closes: "A, B and C, the guarantor countries,"."""
    head = doc[mention.head]
    if cluster.type not in GROUPS or not mention.plural or head.dep_ != "appos":
        return
    members = conjuncts([head.head])
    for noun in members:
        member = cluster_at(noun)
        if member is not None and len(members) > 1 and noun.i < mention.start:
            ties.add(member, cluster, head, "closing-name")


BY_WORD: Mapping[str, Callable[[Ties, Token], None]] = {
    **dict.fromkeys(WORDS_FOR_MEMBERS, _propose_membership),
    "behalf": _propose_on_behalf,
    "for": _propose_speaking_for,
    "representing": _propose_speaking_for,
    "through": _propose_through,
    "represented": _propose_represented,
    "among": _propose_among,
}
"""The rule for each word that says who belongs to whom."""
