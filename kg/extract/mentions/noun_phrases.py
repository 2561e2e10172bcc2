"""Find nominals, mentions without a name: "the delegation", "US officials", "those who want a deal", "the purists"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import complements
from kg.extract.grammar.occurrences import by_word, follows_prefix, lowered, occurrences, word_at
from kg.extract.grammar.phrase import tells_kind_of_person
from kg.extract.grammar.tense import SUBJECTS, TIMES
from kg.extract.mentions.gazetteer.some_members import WORDS_FOR_ALL, is_not_all, start_of_share
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.mention_finder import MentionFinder
from kg.extract.mentions.organizations import DASHES, DETERMINERS, NAMES_OF_NO_ACTOR, STATE_NOUNS
from kg.extract.mentions.posts_before_names import holder_at
from kg.extract.mentions.title_spans import TITLES, is_title, title_over, title_tokens
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.extract.words.singular import singular
from kg.extract.words.verbs_of_saying import has_class, says_or_takes_a_stance
from kg.model import ActorType, MentionReason

__all__ = ["QUANTIFIERS", "find_nicknames", "find_nominals", "find_people_who", "find_who_speak"]

FORMS_OF_ADDRESS = word_set("forms-of-address")
FIRST_PERSON = word_set("first-person")
EMPLOYERS = word_set("employers")
ADVERBS_THAT_SINGLE_OUT = word_set("adverbs-that-single-out")
QUANTIFIERS = word_set("quantifiers")
POSTS_OF_ONE = word_set("posts-of-one")
PEOPLE_ENDINGS = tuple(word_set("people-endings"))
BEFORE_FIELDS = {"for", "of", "to"}
"""Words before the field or destination in a listed title."""
HEADED = {"government", "state"}
"""Nouns after the post in "heads of state and government"."""
JOINT_VERBS = word_set("meeting-verbs") | (word_set("verbs-done-together") - word_set("verbs-done-together-if-talks"))
JOINT_VERBS |= word_set("verbs-against-each-other")
BODIES_ONLY_OF_ONE = word_set("bodies-only-of-one")
THINGS_ENDING_LIKE_PEOPLE = word_set("things-ending-like-people")
PREDICATES = {"acomp", "attr", "ccomp", "oprd"}
ADJECTIVES = {"JJ", "JJR", "JJS"}
PREPOSITIONS_OF_OWNERS = word_set("prepositions-of-owners")


def find_nominals(doc: Doc, finder: MentionFinder) -> None:
    """Add the noun phrases whose head is a listed noun for actors, or ends the title of a post that no name follows."""
    table = lexicon.nominals()
    title_ends = {i: end for start, end in TITLES(doc) for i in range(start, end)}
    nouns_of_titles = {_noun_of_title(doc, start, end) for start, end in TITLES(doc)}
    persons = {m.start for m in finder.taken.values() if m.type == ActorType.PERSON}
    for token in doc:
        if not _may_head(token, finder, table) or _is_verb(token):
            continue
        last, lemma = _listed(token, table)
        in_title = token.i in nouns_of_titles
        if not (in_title or lemma in table) or (in_title and holder_at(doc, title_ends[token.i], persons) is not None):
            continue
        of_named = _is_in_title_with_field(doc, token.i) and _precedes(doc, title_ends[token.i], persons)
        if of_named or (in_title and _is_one_of_two_posts(doc, title_ends[token.i], persons)):
            continue  # "the chief of staff Bo Ek", "the Secretary of State for Wales Bo Ek"
        start, end = _phrase_bounds(token)[0], last
        other = _other_half(token, finder, start, table)
        if other is not None:
            end, lemma = other.i + 1, " and ".join(sorted((lemma, other.lemma_.casefold())))
        finder.covered.update(range(token.i + 1, end))
        of_person = not persons.isdisjoint(range(start, end)) and not any(t.text == "'s" for t in doc[start:end])
        if of_person and lemma not in STATE_NOUNS:
            continue
        owner = _owner(finder, token, start)
        if _is_thing(finder, token, lemma, start, owner):
            continue
        # no state is its "government-in-exile"
        if owner is not None and _stands_for_state(owner, {lemma} if last > token.i + 1 else {lemma, token.lower_}):
            state, nominal = owner.type, MentionReason.NOMINAL
            entry, country = owner.entry, owner.country
            finder.add(TokenMention(start, end, token.i, state, nominal, owner.name, entry, country, noun=lemma))
            continue
        plural = token.tag_ in {"NNS", "NNPS"} or lemma in {"people", "authorities", "those"}
        kind = ActorType.GROUP if other is not None else table.get(lemma, ActorType.PERSON)
        if plural:
            kind = _of_several(kind, token, lemma)
        elif kind == ActorType.GROUP and in_title and token.lower_ in POSTS_OF_ONE:
            kind = ActorType.PERSON
        if kind == ActorType.PERSON:
            persons.add(start)
        start, named_from = _with_share(doc, start, token, plural=plural)
        finder.add(
            TokenMention(
                start,
                end,
                token.i,
                kind,
                MentionReason.NOMINAL,
                doc[named_from:end].text,
                country=owner.country if owner is not None and not _is_of_two_states(finder, start, owner) else None,
                owner=owner.head if owner is not None else None,
                noun=lemma,
                plural=plural,
            ),
            cover=False,
        )


def _noun_of_title(doc: Doc, start: int, end: int) -> int:
    """The noun of a title ``[start, end)``, which a field may follow: "[minister] of defence", "deputy [minister]"."""
    return next((i - 1 for i in range(start + 1, end) if doc[i].lower_ in BEFORE_FIELDS), end - 1)


def _is_in_title_with_field(doc: Doc, at: int) -> bool:
    title = title_over(doc, at)
    return title is not None and _noun_of_title(doc, *title) < title[1] - 1


def _precedes(doc: Doc, title_end: int, persons: set[int]) -> bool:
    """Whether the name of the holder follows a title, directly or after its field."""
    return title_end in persons or holder_at(doc, title_end, persons) is not None


def _is_one_of_two_posts(doc: Doc, title_end: int, persons: set[int]) -> bool:
    """Whether a title is one of two that the person named next holds: "met Deputy Premier and Foreign Minister Bo Ek";
    not "the Premier and Foreign Minister Bo Ek"."""
    start, _ = title_over(doc, title_end - 1) or (title_end, title_end)
    at = title_end + 1
    while at < len(doc) and at not in title_tokens(doc) and doc[at].is_title and not doc[at].ent_type_:
        at += 1  # "Alternate Prime Minister"
    following = title_over(doc, at)
    if following is None or doc[title_end].lower_ not in {"&", "and"}:
        return False
    bare = start == 0 or doc[start - 1].pos_ not in {"DET", "PRON"}
    return bare and doc[start].text[:1].isupper() and _precedes(doc, following[1], persons)


def _of_several(kind: ActorType, token: Token, lemma: str) -> ActorType:
    """The type of a plural whose singular is of a kind: "the ministries" are a group, "the armed forces" are one."""
    several = kind == ActorType.ORGANIZATION and token.lower_ not in lemma
    return ActorType.GROUP if several or kind == ActorType.PERSON else kind


def _stands_for_state(owner: TokenMention, words: set[str]) -> bool:
    """Whether a phrase refers to the state or bloc that owns it: "the Kenyan government"."""
    return owner.type in {ActorType.STATE, ActorType.BLOC} and bool(STATE_NOUNS & words)


def _is_verb(token: Token) -> bool:
    """Whether "state" is a verb that the parser takes for the noun: "Peru and Chile [state] that they agree"."""
    return token.lower_ in {"state", "states"} and token.dep_ == "ROOT" and word_at(token.doc, token.i + 1) == "that"


def _may_head(token: Token, finder: MentionFinder, table: Mapping[str, ActorType]) -> bool:
    """Whether a word may head a nominal, and is part of no other mention."""
    if _ends_compound_title(token, table) or token.i in finder.taken or token.i in finder.covered:
        return False
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return False
    if _is_headed(token) or _is_predicate(token) or token.lower_ in FORMS_OF_ADDRESS:  # "MR. RUIZ spoke"
        return False
    if token.dep_ in {"compound", "amod", "nmod"} and not _employs(token, table):
        return False
    first = _phrase_bounds(token)[0]
    return not is_not_all(token.doc, first + (token.doc[first].lower_ in WORDS_FOR_ALL))  # "not all delegates"


def _ends_compound_title(token: Token, table: Mapping[str, ActorType]) -> bool:
    """Whether hyphens tie a noun for bodies to the post before it: "Chairman-in-[Office]"; not "commander-in-chief"."""
    doc, i = token.doc, token.i
    tied = is_title(doc, i, i + 1) and word_at(doc, i - 1) == "-" and word_at(doc, i - 2) == "in"
    return tied and table.get(token.lemma_.casefold()) == ActorType.ORGANIZATION


def _is_predicate(token: Token) -> bool:
    """Whether a word is an adjective that says how somebody is: "Peru is [steadfast]"; not "we are the steadfast"."""
    first = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), token)
    described = first.dep_ in PREDICATES and first.tag_ in ADJECTIVES and token.tag_ in ADJECTIVES
    return described and not any(c.dep_ in {"det", "poss"} for c in token.children)


def _other_half(token: Token, finder: MentionFinder, start: int, table: Mapping[str, ActorType]) -> Token | None:
    """The second noun of two that refer to one group ("our allies and [partners]"); None where they are two: "between
    farmers and ministers", "farmers and ministers met", "... reached a deal"."""
    doc, i = token.doc, token.i + 2
    if i >= len(doc) or i in finder.taken:
        return None
    other = doc[i]
    if doc[i - 1].lower_ != "and" or not {token.tag_, other.tag_} <= {"NNS", "NNPS"}:
        return None
    apart = (
        token.head.lower_ == "between" or doc[start - 1 : start].text == "," or word_at(doc, i + 1) in {"of", "from"}
    )
    apart = apart or (token.dep_ in SUBJECTS and token.head.lemma_ in JOINT_VERBS)
    joined = other.dep_ == "conj" and other.head.i == token.i
    peoples = {ActorType.GROUP, ActorType.ORGANIZATION}
    both = all(any(table.get(n) in peoples for n in _noun_forms(t)) for t in (token, other))
    return other if joined and both and not apart else None


def _is_thing(finder: MentionFinder, token: Token, lemma: str, start: int, owner: TokenMention | None) -> bool:
    """Whether a noun for an actor stands for a thing here: "funds", "a state of emergency", "her leadership"."""
    if token.tag_ in {"NNS", "NNPS"}:
        speaks = token.dep_ == "nsubj" and has_class(token.head.lemma_, "say", "want")  # "the funds threaten to sue"
        return lemma in BODIES_ONLY_OF_ONE and not speaks
    of = [p for prep in token.rights if prep.lower_ == "of" for p in complements(prep)]
    owners = [finder.taken.get(t.i) for t in (*of, *token.lefts)]
    if lemma == "state":
        return bool(of) and not any(owners)
    person = any(m is not None and m.type == ActorType.PERSON for m in owners)
    bare = owner is None and token.doc[start].pos_ not in {"DET", "PRON"}
    return (lemma == "leadership" and (person or bare)) or (lemma == "presidency" and _is_turn(finder, token))


def _is_turn(finder: MentionFinder, presidency: Token) -> bool:
    """Whether a presidency is a state's turn in a body: "during Sweden's EU [presidency]"."""
    owned = any(c.dep_ == "poss" for c in presidency.children)
    within = any(c.dep_ != "poss" and c.i in finder.taken for c in presidency.lefts)
    return owned and within and presidency.dep_ == "pobj" and presidency.head.lower_ in {"during", "in", "of"}


def _is_headed(token: Token) -> bool:
    """Whether a noun is part of another post: "heads of [state] and [government]", "the secretary of [state]"."""
    doc, i = token.doc, token.i
    if token.lemma_.casefold() not in HEADED:
        return False
    while i > 0 and (doc[i].lemma_.casefold() in HEADED or doc[i].lower_ in {"and", "of", "or"}):
        i -= 1
    return i < token.i - 1 and (doc[i].lower_ in {"head", "heads"} or i in title_tokens(doc))


def _with_share(doc: Doc, start: int, head: Token, *, plural: bool) -> tuple[int, int]:
    """Where a phrase begins, with its words of quantity if it is plural, "[a number of] delegates", and where its name
    does."""
    first = start_of_share(doc, start, counted=False) if plural else start
    return first, first if first < start else _past_determiners(doc, start, head)


def _past_determiners(doc: Doc, start: int, head: Token) -> int:
    """The first token of a phrase after its determiners, numbers and marks; "some" and "many" are kept, and so is
    "other" in "the other delegates", those left out being delegates as well; not in "Ann Lee and the other hawks"."""
    is_apart = head.tag_ in {"NNS", "NNPS"} and head.dep_ != "conj" and "the other" in doc[start : head.i].text.lower()
    words_kept = QUANTIFIERS | {"other"} if is_apart else QUANTIFIERS
    bare = start  # "a three-judge court" keeps its number, "forty-one states" do not
    while bare < head.i and (
        (doc[bare].lower_ in DETERMINERS or doc[bare].pos_ in {"DET", "NUM", "PUNCT"})
        and not doc[bare].text[1:].endswith("-")
        and not (
            word_at(doc, bare + 1) == "-" and not doc[bare].whitespace_ and doc[min(bare + 2, head.i)].pos_ != "NUM"
        )
        and doc[bare].lower_ not in words_kept
    ):
        bare += 1
    return bare


def _employs(token: Token, table: Mapping[str, ActorType]) -> bool:
    """Whether an organization without a name modifies a noun for whoever works for it: "[central bank] governor"; not
    for a kind of people, "[union] leaders"."""
    after = token.head
    return (
        table.get(token.lemma_.casefold()) == ActorType.ORGANIZATION
        and after.i == token.i + 1
        and (table.get(after.lemma_.casefold()) in {ActorType.GROUP, ActorType.PERSON})
        and token.lower_ in EMPLOYERS
        and not tells_kind_of_person(token)
    )


def _owner(finder: MentionFinder, token: Token, start: int) -> TokenMention | None:
    """The actor, no person, that owns a nominal: before it ("Chinese officials", not "pro-"), or after "of" or so."""
    places = (i for i in range(start, token.i) if not follows_prefix(finder.doc, i))
    before = [m for i in places if (m := finder.taken.get(i)) is not None and m.type != ActorType.PERSON]
    if before:
        return before[-1]
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in PREPOSITIONS_OF_OWNERS:
            for pobj in prep.children:
                found = finder.taken.get(pobj.i)
                if pobj.dep_ == "pobj" and found is not None and found.type != ActorType.PERSON:
                    return found
    return None


def _is_of_two_states(finder: MentionFinder, start: int, owner: TokenMention) -> bool:
    """Whether another state is coordinated with the owner: "Malian and [Chadian] envoys" are not of one state."""
    joined = (m for i in range(start, owner.start) if (m := finder.taken.get(i)) is not None and m.type == owner.type)
    return any(m.country != owner.country and finder.doc[owner.start - 1].dep_ == "cc" for m in joined)


def _phrase_bounds(token: Token) -> tuple[int, int]:
    """The span from the leftmost modifier of ``token`` to itself, without adverbs such as "even" at its beginning."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in {"compound", "amod", "poss", "nummod", "nmod", "det", "predet", "advmod", "quantmod"}:
            start = min(start, child.left_edge.i)
    doc = token.doc
    if start > 1 and doc[start - 1].lower_ in {"and", "or"} and doc[start - 2].text[1:].endswith("-"):
        start -= 2  # "troop- and police-contributing states"
    elif start > 0 and doc[start - 1].text[1:].endswith("-"):
        start -= 1  # "self- declared mayors", of a scan
    if doc[start].text == "Q":  # a transcript's question: "Q  Mr. President, ..."
        start = next((i for i in range(start + 1, token.i) if not doc[i].is_space), token.i)
    dashes = (i for i in range(token.i - 1, start, -1) if doc[i].text in DASHES and doc[i - 1].whitespace_)
    # no hyphen of a tokenized text: "the Secretary - General"
    start = next((i for i in dashes if i not in title_tokens(doc)), start - 1) + 1
    while start < token.i and doc[start].lower_ in ADVERBS_THAT_SINGLE_OUT:
        start += 1
    return start, token.i + 1


@cache
def _long_nouns() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """Listed nouns of three words or more by their first word, which is the head: the words after it, and the whole."""
    cut = ((noun, noun.replace("-", " - ").split()) for noun in lexicon.nominals())
    return by_word(([words[0]], (tuple(words[1:]), noun)) for noun, words in cut if len({*words} - {"-"}) > 2)


def _listed(token: Token, table: Mapping[str, ActorType]) -> tuple[int, str]:
    """Where the noun that a token heads ends, and the form under which it is listed; else its lower-case form."""
    for first in (token.lemma_.casefold(), token.lower_):
        for rest, noun in _long_nouns().get(first, ()):
            end = token.i + 1 + len(rest)
            if lowered(token.doc)[token.i + 1 : end] == rest:
                return end, noun
    return token.i + 1, next((n for n in _noun_forms(token) if n in table), token.lower_)


@cache
def _prefixes() -> frozenset[str]:
    """The first parts of listed nouns of two words or with a hyphen."""
    return frozenset(part for noun in lexicon.nominals() for mark in " -" for part in noun.split(mark)[:-1])


def _noun_forms(token: Token) -> Iterator[str]:
    """The forms under which a noun may be listed: its lemma, form and singular, first with the word before it."""
    forms = token.lemma_.casefold(), token.lower_, singular(token.lower_)
    before = word_at(token.doc, token.i - 1)
    if before == "-" and (not token.nbor(-1).whitespace_ or token.i - 1 in title_tokens(token.doc)):
        yield from (f"{word_at(token.doc, token.i - 2)}-{word}" for word in forms)
    if before in _prefixes() and token.nbor(-1).dep_ in {"amod", "compound", "nmod"}:
        yield from (f"{before} {word}" for word in forms)
    yield from forms


def find_nicknames(doc: Doc, finder: MentionFinder) -> None:
    """Add factions called by a nickname in quotation marks: the "landers", the "steadfast"."""
    for mark in occurrences(doc, {'"'}):
        if not 1 <= mark.i < len(doc) - 2:
            continue
        token = mark.nbor(1)
        quoted = token.nbor(1).text == '"' and mark.nbor(-1).lower_ in {"the", "these"}
        described = token.tag_ == "JJ" and token.dep_ not in {"amod", "compound"}
        if quoted and (described or token.lower_.endswith(PEOPLE_ENDINGS)):
            kind, reason = ActorType.FACTION, MentionReason.NOMINAL
            noun = token.lemma_.casefold()
            finder.add(TokenMention(token.i, token.i + 1, token.i, kind, reason, token.text, noun=noun, plural=True))


def find_people_who(doc: Doc, finder: MentionFinder) -> None:
    """Add factions that a clause describes: "those who want ...", "those pushing for a deal"."""
    for token in occurrences(doc, {"those"}):
        clause = next((c for c in token.rights if c.dep_ in {"acl", "relcl"}), None)
        if clause is None or token.dep_ == "det":
            continue
        kind, reason, i = ActorType.FACTION, MentionReason.NOMINAL, token.i
        name = doc[i : clause.right_edge.i + 1].text
        finder.add(TokenMention(i, i + 1, i, kind, reason, name, noun="those", plural=True), cover=False)


def find_who_speak(doc: Doc, finder: MentionFinder) -> None:
    """Add other subjects and agents of verbs of saying or stance: an unlisted capitalised name ("AP9 welcomed"), or a
    plural with an ending of words for people ("the purists reject")."""
    for token in doc:
        if token.dep_ not in {"nsubj", "pobj"} or token.i in finder.taken or token.i in finder.covered:
            continue
        if token.ent_type_ in TIMES:
            continue
        verb = token.head if token.dep_ == "nsubj" else token.head.head
        if not says_or_takes_a_stance(verb.lemma_.casefold()) or (token.dep_ == "pobj" and token.head.dep_ != "agent"):
            continue
        start, end = _phrase_bounds(token)
        while start < token.i and doc[start].pos_ in {"DET", "PUNCT"}:
            start += 1
        if is_title(doc, token.i, end) or token.lower_ in NAMES_OF_NO_ACTOR or token.lower_ in FIRST_PERSON:
            continue
        if token.pos_ == "PROPN" and token.text[:1].isupper():
            while start < token.i and not doc[start].text[:1].isupper():
                start += 1
            name = doc[start:end].text
            finder.add(TokenMention(start, end, token.i, ActorType.ORGANIZATION, MentionReason.NAME, name))
        elif (
            token.tag_ == "NNS"
            and token.lower_.endswith(PEOPLE_ENDINGS)
            and token.lemma_.casefold() not in THINGS_ENDING_LIKE_PEOPLE
        ):
            name, noun = doc[start:end].text, token.lemma_.casefold()
            finder.add(
                TokenMention(start, end, token.i, ActorType.GROUP, MentionReason.NOMINAL, name, noun=noun, plural=True),
                cover=False,
            )
