"""The body at which a post is held, where the words of its title or those right around it name one."""

from __future__ import annotations

from collections.abc import Container, Mapping

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, cluster_at
from kg.extract.actors.cluster import BODIES, BODIES_BUT_GROUPS, CLUSTER_OF, CLUSTERS
from kg.extract.grammar.arcs import relative_clause_over
from kg.extract.grammar.occurrences import after_article, follows_prefix, is_possessive_mark, word_at
from kg.extract.grammar.phrase import tells_kind_of_person
from kg.extract.mentions.mention import MENTIONS, TokenMention, mentions_over, persons_by_start
from kg.extract.mentions.organizations import ORGANIZATION_WORDS
from kg.extract.mentions.title_spans import TITLES, state_with_title, title_over
from kg.extract.text.memo import once_a_document
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = [
    "ARTICLES_AND_POSSESSIVES",
    "MODIFIERS",
    "MODIFYING",
    "WORDS_OF_POSTS_NOT_HELD",
    "after_title",
    "are_people",
    "before_title",
    "begins_title_of_state",
    "body_mentions",
    "in_title",
    "is_abbreviation",
    "is_after_field",
    "is_field",
    "is_sent_to",
    "is_state_sent_to",
    "named_before_brackets",
    "named_by_modifiers",
    "sender",
    "tells_of_post_not_held",
]

RANKS_OF_ENVOYS = word_set("ranks-of-envoys")
WORDS_OF_WHO_ARE_SENT = {"envoy", "special"}
PARTS_OF_BODIES_WITHOUT_NAMES = word_set("parts-of-bodies-without-names")
WORDS_OF_POSTS_NOT_HELD = word_set("words-of-posts-not-held")
LONGEST_NAME = 20
"""The most tokens of a body's name."""
MODIFIERS = {"PROPN", "NOUN", "ADJ"}
MODIFYING = {"compound", "amod", "nmod"}
POSSESSIVES_AND_WHOSE = word_set("possessives-and-whose")
PREPOSITIONS_OF_PLACES = {"of", "at"}
PREPOSITIONS_OF_TASKS = word_set("prepositions-of-tasks")
ENDINGS_OF_OWNERSHIP = word_set("endings-of-ownership")
ARTICLES_AND_POSSESSIVES = word_set("articles-and-possessives")
STATES_WITH_ARTICLES = word_set("states-with-articles")
COMMON_HOUSES = word_set("common-houses")
LAST_WORDS_OF_FIELDS = word_set("words-that-end-fields") | {"cooperation", "policy"}
WORDS_TO_BODY = 14
"""Words after a title within which its body is looked for."""
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


def in_title(doc: Doc, start: int, end: int) -> tuple[int, Cluster | None, str]:
    """The body that the title words ``[start, end)`` name themselves: where the title begins without its name, the
    body, and how it is named."""
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
    """Whether a body right before or in a title that ends before token ``end`` only belongs to its words, which are a
    title of one state: "[Northern Ireland] Secretary", "[Union] Minister"; the Senate has its "[Senate] Majority
    Leader"."""
    state = state_with_title(doc, mention.start, end)
    is_of_state = mention.entry is not None and mention.entry.country == state and mention.type != ActorType.STATE
    return state is not None and not is_of_state


def _is_body(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention in a title names a body: it is listed, or ends in a word for organizations."""
    return mention.entry is not None or doc[mention.end - 1].lower_ in ORGANIZATION_WORDS | COMMON_HOUSES


def are_people(mention: TokenMention) -> bool:
    """Whether people without a name are meant, who have nobody in a post by standing before it: "the [people]'s mayor",
    "beat her [rivals] Senator Ek and Governor Ruiz"."""
    return mention.type == ActorType.GROUP and mention.plural and mention.reason == MentionReason.NOMINAL


def is_former_before(doc: Doc, left: int) -> bool:
    """Whether the word right before token ``left`` makes a post a past one: "the former [US ambassador]"."""
    return left > 0 and tells_of_post_not_held(doc[left - 1])


def tells_of_post_not_held(word: Token) -> bool:
    """Whether a word before a title says that the post is held no more, or not yet; not "It is [likely] President Ek
    will stay", nor "Most [likely] President Ek will stay"."""
    return word.lower_ in WORDS_OF_POSTS_NOT_HELD and word.dep_ != "acomp" and not _is_likely_as_adverb(word)


def _is_likely_as_adverb(word: Token) -> bool:
    """Whether "likely" is about the sentence: "Most [likely] President Ek will stay"; not "the most [likely] mayor"."""
    if word.lower_ != "likely" or not word.i:
        return False
    adverb = word.nbor(-1)
    opens_clause = adverb.is_sent_start or adverb.nbor(-1).is_punct
    return word.dep_ == "advmod" or (adverb.tag_ == "RBS" and opens_clause)


def before_title(
    doc: Doc, covered: dict[int, TokenMention], left: int, end: int, body: Cluster | None, how: str
) -> tuple[int, Cluster | None, str, bool]:
    """The body of a post with an owner before its title: where the phrase begins, the body, how it is named, and
    whether words before the title make the post a past one."""
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


def sender(doc: Doc, delegation: Cluster) -> Cluster | None:
    """The body that sent a delegation, as its own words indicate: "the [Iranian] delegation", "[the union], whose
    team"."""
    first_mention = delegation.mentions[0]
    whose = next((c for c in doc[first_mention.head].children if c.lower_ == "whose"), None)
    if whose is not None:
        return _antecedent(whose, first_mention.end)
    return CLUSTER_OF(doc).get(first_mention.owner) if first_mention.owner is not None else None


def _is_unit(doc: Doc, mention: TokenMention) -> bool:
    """Whether a mention is a part without a name of its own, of a body that may follow: "of the [sales department] of
    Sonamar"."""
    return mention.reason == MentionReason.NOMINAL and doc[mention.head].lower_ in PARTS_OF_BODIES_WITHOUT_NAMES


def after_title(
    doc: Doc, starts: dict[int, TokenMention], end: int, body: Cluster | None, how: str, kind: str
) -> tuple[int, Cluster | None, str]:
    """The body of a post with one named after its title: where the phrase ends, the body, and how it is named: "of the
    Central Bank", "for foreign affairs of Chile"."""
    body_mention, link = _named_after(doc, starts, end, kind)
    if body_mention is None:
        return end, body, how
    named_body = CLUSTER_OF(doc).get(body_mention.head)
    if named_body is None:
        return body_mention.end, body, how
    if body is None:
        return body_mention.end, named_body, "of" if link in PREPOSITIONS_OF_PLACES else "for"
    is_less_specific = how in {"before", "inside"} and body.type in {ActorType.STATE, ActorType.ORGANIZATION}
    if link in PREPOSITIONS_OF_PLACES and named_body.type != ActorType.STATE and is_less_specific:
        return body_mention.end, named_body, "of"
    return body_mention.end, body, how


def _named_after(doc: Doc, starts: dict[int, TokenMention], end: int, kind: str) -> tuple[TokenMention | None, str]:
    """The mention of the body after a title, and the preposition that ties it to the title."""
    i, link = end, ""
    unit: TokenMention | None = None
    people = persons_by_start(doc)  # a body after a name is that of the person named
    while i < len(doc) and i < end + WORDS_TO_BODY and i not in people:
        token = doc[i]
        if token.lower_ in PREPOSITIONS_OF_PLACES | PREPOSITIONS_OF_TASKS:
            link = token.lower_ if not link or {token.lower_, link} & PREPOSITIONS_OF_PLACES else link
        mention = starts.get(i)
        if mention is not None and doc[mention.end : mention.end + 2].text in ENDINGS_OF_OWNERSHIP:
            i = mention.end + 2  # "of the state-owned Sonamar"
        elif mention is not None and _opens_longer_name(doc, mention):
            i = mention.end  # "director of the China program at the Volta Center"
        elif mention is not None and link:
            if unit is None and _is_unit(doc, mention):
                unit = mention
            elif not (
                _modifies_later_noun(doc, mention)
                or is_field(doc, mention, kind)
                or _owns_name(doc, mention, people)
                or (link == "for" and kind != "spokesperson" and _is_field_at_body(doc, starts, mention))
            ):
                return mention, link
            i = mention.end
        elif mention is None and i > end and is_abbreviation(doc, i):
            i += 3
        elif _ends_title(doc, i) or (link == "" and i > end):
            break
        else:
            i += 1
    return unit, link


def _opens_longer_name(doc: Doc, mention: TokenMention) -> bool:
    """Whether an article before the name of a state says that it begins that of something else: "the [China] and the
    World Program"; not "the Philippines", "the Sudan", "the US"."""
    head = doc[mention.head]
    is_bare = mention.type == ActorType.STATE and mention.reason == MentionReason.NAME and head.text.istitle()
    is_one_word = word_at(doc, mention.head - 1) == "the" and head.i + 1 == mention.end
    return is_bare and is_one_word and not head.lower_.endswith("s") and head.lower_ not in STATES_WITH_ARTICLES


def is_after_field(doc: Doc, start: int) -> bool:
    """Whether a rank follows the field of an envoy, and so nothing before it is its own: "Special Envoy for Sudan
    [Ambassador] Bo Ek"."""
    if doc[start].lower_ not in RANKS_OF_ENVOYS:
        return False
    index = start - 1
    while index > 0 and (doc[index].text[:1].isupper() or doc[index].lower_ in {"and", "the", "of", "-"}):
        index -= 1
    title = title_over(doc, index - 1)
    return doc[index].lower_ == "for" and title is not None and is_sent_to(doc, *title)


def is_sent_to(doc: Doc, start: int, end: int) -> bool:
    """Whether a title is one of somebody sent, for whom "for" says where to: "special representative for"."""
    return not {t.lower_ for t in doc[start:end]}.isdisjoint(WORDS_OF_WHO_ARE_SENT)


def is_state_sent_to(doc: Doc, start: int, end: int, body: Cluster | None) -> bool:
    """Whether a state after "for" and a title is where its holder is sent, who acts for another."""
    return body is not None and body.type == ActorType.STATE and is_sent_to(doc, start, end)


def is_abbreviation(doc: Doc, i: int) -> bool:
    """Whether an abbreviation in brackets begins at token ``i``: "(WHO)"."""
    return i + 2 < len(doc) and doc[i].text == "(" and doc[i + 2].text == ")" and doc[i + 1].text.isupper()


def named_before_brackets(doc: Doc, end: int) -> TokenMention | None:
    """The mention of a body with its abbreviation in brackets that end before token ``end``: "[Volta Fund] (VF)"."""
    opening = end - 3
    body_mention = body_mentions(doc)[1].get(opening - 1) if opening > 0 and is_abbreviation(doc, opening) else None
    return body_mention if body_mention is not None and body_mention.end == opening else None


def _ends_title(doc: Doc, i: int) -> bool:
    """Whether a title, with the words that tie it to a body, ends before token ``i``."""
    token = doc[i]
    goes_on = (
        token.pos_ in {*MODIFIERS, "DET", "ADP", "CCONJ", "PART", "PUNCT"} or token.lower_ in POSSESSIVES_AND_WHOSE
    )
    if not goes_on or (token.pos_ == "PUNCT" and token.text not in {"-", "'", "&"}):
        return True
    title = title_over(doc, i)
    return (token.pos_ == "ADP" and token.lower_ not in PREPOSITIONS_OF_PLACES | PREPOSITIONS_OF_TASKS) or (
        title is not None and title[0] == i
    )


def _modifies_later_noun(doc: Doc, mention: TokenMention) -> bool:
    """Whether the mention only modifies or owns a later noun of the phrase ("Asian affairs", "Iran's Quds Force")."""
    head = doc[mention.head]
    if any(m.type == ActorType.PERSON for m in mentions_over(doc, head.head.i)):
        return False
    modifies = head.dep_ in {*MODIFYING, "poss"} and head.head.i >= mention.end
    return modifies and all(t.pos_ in {*MODIFIERS, "PART", "PUNCT", "DET"} for t in doc[mention.end : head.head.i])


def _owns_name(doc: Doc, mention: TokenMention, people: Container[int]) -> bool:
    """Whether the mention owns the name right after it, however the parser attaches that: "Peru's Instituto"."""
    index_after = mention.end + 1
    if not is_possessive_mark(doc, mention.end) or index_after >= len(doc):
        return False
    return doc[index_after].pos_ == "PROPN" and index_after not in people


def is_field(doc: Doc, mention: TokenMention, kind: str) -> bool:
    """Whether a mention taken for an organization is a field: a minister's, "Minister of [Trade]", or by its last word
    that of others but spokespersons, "Director for [Economic Affairs]"; not "head of the Academy of [Cooperation]"."""
    words = {t.lower_ for t in doc[mention.start : mention.end]}
    ends_as_field = word_at(doc, mention.start - 1) == "for" and doc[mention.end - 1].lower_ in LAST_WORDS_OF_FIELDS
    return (
        (kind == "minister" or (kind != "spokesperson" and ends_as_field))
        and mention.entry is None
        and mention.type == ActorType.ORGANIZATION
        and not words & ORGANIZATION_WORDS
    )


def _is_field_at_body(doc: Doc, starts: Mapping[int, TokenMention], mention: TokenMention) -> bool:
    """Whether a mention taken for an organization is a field, since the body follows: "Director for [Water Affairs] at
    the Volta Fund"."""
    body_start = after_article(doc, mention.end + 1)
    return (
        is_field(doc, mention, "minister")
        and word_at(doc, mention.end) in PREPOSITIONS_OF_PLACES
        and body_start in starts
    )


def named_by_modifiers(doc: Doc, start: int, end: int) -> tuple[Cluster | None, int]:
    """The body whose name the title's modifiers repeat ("central bank governor"), and where its name ends there; none
    for a kind of post, "a union leader"."""
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
