"""Groups of demands told with their shares: "Another 30 percent involve access, such as A and B", "the rest aim at C".

They are found by their words, not by the parse: after a bare share the parser often takes the verb for a noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.predicates import noun_stance
from kg.extract.grammar.occurrences import examples_at, word_at
from kg.extract.grammar.phrase import renames
from kg.extract.grammar.tense import FINITE
from kg.extract.positions.proposing.proposal import ASKING, Listing, Proposal
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.positions.proposing.table import TOKENS_TO_LISTING
from kg.extract.words.lexicon import word_set

__all__ = ["Group", "from_group", "groups", "is_share", "listed_matter"]

VERBS_OF_LISTING = word_set("verbs-of-listing")
PHRASES_OF_LISTING = word_set("phrases-of-listing")
SHARES = word_set("shares")
DOUBTFUL_SHARES = word_set("doubtful-shares")
KINDS_OF_DEMANDS = word_set("kinds-of-demands")
POINTS_OF_DEMANDS = word_set("points-of-demands")
WORDS_BEFORE_SHARES = word_set("words-before-shares")
THINGS_ASKED = word_set("things-asked")
OPENERS_OF_EXAMPLES = word_set("openers-of-examples")
WORDS_BESIDE_EXAMPLES = word_set("words-beside-examples")
LONGEST_SHARE = 16
"""Tokens between a share and its verb: "half of the union's 25 demands, one of them said, concern ..."."""
MARKS_OF_LIST_ENDS = {";", ".", "?", "!", "—", "–"}
JOINS = {",", "and", "or"}


@dataclass(frozen=True, slots=True)
class Group:
    """A group that the token ``verb`` introduces: its matter ``[start, end)``, None where it is only described, and the
    ranges of its examples."""

    verb: Token
    matter: tuple[int, int] | None
    examples: tuple[tuple[int, int], ...]


def groups(doc: Doc) -> dict[int, Group]:
    """The groups of a document by the token of their verb."""
    group_at = {}
    for token in doc:
        if is_share(token) and (verb := _verb_after(token)) is not None and verb.i not in group_at:
            start = _after_verb(verb)
            group = _group(verb, start) if start is not None else None
            if group is not None:
                group_at[verb.i] = group
    return group_at


def is_share(token: Token) -> bool:
    """Whether a token is the head word of a share: "percent", "half", "the rest", "four in ten", "the last ten", "ten
    points"."""
    is_listed = token.lemma_ in SHARES or token.lower_ in SHARES
    if not (is_listed or token.like_num) or cluster_at(token) is not None or _is_of_other_things(token):
        return False
    if is_listed:
        return not _modifies(token) and not _is_modified(token)
    if token.i + 2 >= len(token.doc):
        return False
    following, next_one = token.nbor(1), token.nbor(2)
    if following.lower_ == "in":
        return next_one.like_num
    if following.lower_ == "more" or (following.tag_ == "NNS" and following.lemma_ in POINTS_OF_DEMANDS):
        following = next_one
    read_as_noun = following.tag_ == "NN" and _after_verb(following) is not None  # "the last ten [call] for seats"
    return following.pos_ in {"VERB", "AUX"} or read_as_noun


def _is_of_other_things(share: Token) -> bool:
    """Whether a share is one of something else than demands: "a third of the voters"."""
    doc = share.doc
    at, last = share.i + 1, min(len(doc), share.i + LONGEST_SHARE)
    while at < last and (doc[at].like_num or doc[at].lemma_ in SHARES or doc[at].lower_ in {"to", "or", "in"}):
        at += 1
    if at >= last or doc[at].lower_ != "of":
        return False
    phrase = []
    for token in doc[at + 1 : min(share.sent.end, share.i + LONGEST_SHARE)]:
        if token.is_punct or token.pos_ == "AUX" or _after_verb(token) is not None:
            break
        phrase.append(token)
    return not phrase or not (phrase[-1].pos_ in {"PRON", "DET"} or any(map(_is_asked, phrase)))


def _is_asked(noun: Token) -> bool:
    return noun.lemma_ in THINGS_ASKED or noun_stance(noun) in ASKING


def _modifies(share: Token) -> bool:
    """Whether a word of share describes the noun after it: "a third term", "half the fleet", "group talks"."""
    between = share.doc[share.i + 1 : share.head.i + 1]
    nominal = share.head.pos_ in {"NOUN", "PROPN"} and bool(between)
    return nominal and all(_after_verb(t) is None and not _is_asked(t) for t in between)


def _is_modified(share: Token) -> bool:
    """Whether the words before a word of share give it another meaning: "an industry group", "the last quarter"."""
    modifiers = [c for c in share.children if c.i < share.i and not c.is_punct and not c.like_num]
    if share.lemma_ not in DOUBTFUL_SHARES:
        return any(c.dep_ in {"compound", "poss"} and c.lower_ != "per" for c in modifiers)
    word_before = share.nbor(-1).lower_ if share.i > share.sent.start else ""
    definite = share.lemma_ not in KINDS_OF_DEMANDS and word_before == "the"
    partitive = word_at(share.doc, share.i + 1) == "of"
    has_more = share.right_edge.i > share.i  # "a group in Santiago"
    return word_before not in WORDS_BEFORE_SHARES | {""} or (not partitive and (definite or has_more))


def _verb_after(share: Token) -> Token | None:
    """The word of listing whose subject is a share; None where another clause comes between."""
    doc = share.doc
    last = min(len(doc), share.i + LONGEST_SHARE, share.sent.end)
    commas = 0
    for token in doc[share.i + 1 : last]:
        commas += token.text == ","
        if token.text in MARKS_OF_LIST_ENDS or token.text == ":":
            return None
        if token.lower_.startswith(("which", "who")):
            return None
        if token.head.i < share.i and token.tag_ in {"VBD", "VBZ", "VBP"}:
            return None
        if commas != 1 and _after_verb(token) is not None:
            return token
    return None


def _after_verb(verb: Token) -> int | None:
    """Where what is listed begins after a word of listing; None where the word is none."""
    doc = verb.doc
    lemma = verb.lemma_.casefold()
    after = verb.i + 1
    while after < len(doc) and doc[after].dep_ == "advmod" and doc[after].pos_ == "ADV":
        after += 1
    following = word_at(doc, after)
    if lemma == "have" and doc[after : after + 3].text.casefold() == "to do with":
        return after + 3
    if f"{lemma} {following}" in PHRASES_OF_LISTING:
        return after + 1
    listing = lemma in VERBS_OF_LISTING or (lemma in PHRASES_OF_LISTING and verb.tag_ != "VBN")
    if following == "that" and lemma == "demand" and verb.tag_ != "NNS":
        return after + 1
    if not listing or after >= len(doc) or doc[after].is_punct:
        return None
    if lemma != "be":
        return after
    plain = doc[after].pos_ in {"DET", "ADJ", "NOUN", "PROPN"} and verb.tag_ in {"VBZ", "VBP", "VBD"}
    return after if plain else None


def _group(verb: Token, start: int) -> Group | None:
    """The group whose matter begins at ``start``: up to its examples, or to the next clause."""
    doc, last = verb.doc, verb.sent.end
    end = next((t.i for t in doc[start:last] if t.text in MARKS_OF_LIST_ENDS), last)
    matter_end, examples_start = end, end
    for token in doc[start:end]:
        if token.text == ":" or (token.text == "," and _opens_examples(token)):
            matter_end, examples_start = token.i, _first_example(token)
            break
        if token.lower_ == "including":
            matter_end, examples_start = token.i, token.i + 1
            break
        if (token.text == "," and _clause_follows(token)) or token.dep_ == "mark":
            matter_end = token.i
            break
    while matter_end > start and doc[matter_end - 1].is_punct:
        matter_end -= 1
    if matter_end <= start:
        return None
    examples_end = next((t.i for t in doc[examples_start:end] if t.text == "," and _clause_follows(t)), end)
    examples = tuple(_items(doc, examples_start, examples_end))
    root = doc[start:matter_end].root
    is_described = root.pos_ == "ADJ" or (verb.lemma_ == "be" and root.tag_ not in {"NN", "NNS", "NNP", "VBG"})
    if is_described and not examples and verb.lemma_ == "be" and doc[start - 1].i == verb.i:
        return None
    return Group(verb, None if is_described and examples else (start, matter_end), examples)


def _opens_examples(comma: Token) -> bool:
    after, next_one = (word_at(comma.doc, comma.i + step) for step in (1, 2))
    if after == "for":
        return next_one in WORDS_BESIDE_EXAMPLES
    return examples_at(comma.doc, comma.i + 1, OPENERS_OF_EXAMPLES - {"as"}) is not None


def _first_example(mark: Token) -> int:
    """The token of the first example after the mark or comma before it."""
    doc = mark.doc
    at = mark.i + 1
    while word_at(doc, at) in OPENERS_OF_EXAMPLES | WORDS_BESIDE_EXAMPLES | {"such", "for", "them", ","}:
        at += 1
    return at


def _clause_follows(comma: Token) -> bool:
    """Whether another clause follows a comma: ", which Peru refused", ", and officials think they can"."""
    doc = comma.doc
    after = comma.i + 1
    if after >= len(doc):
        return True
    if doc[after].tag_ in {"WDT", "WP", "WRB"} or doc[after].dep_ == "mark":
        return True
    if any(renames(t) for t in doc[after : after + 4]):
        return True
    if doc[after].dep_ != "cc":
        return False
    rest = doc[after + 1 : doc[after].sent.end]
    return any(t.tag_ in FINITE for t in rest) and rest[0].tag_ not in {"VBG", "TO"}


def _items(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The examples between two tokens, split at commas, "and" and "or" where another example begins."""
    begin = start
    for token in doc[start + 1 : end]:
        if token.lower_ not in JOINS or token.i < begin:
            continue
        after = token.i + 1
        while after < end and doc[after].lower_ in JOINS | WORDS_BESIDE_EXAMPLES | {"for"}:
            after += 1
        if after < end and (token.text == "," or _is_item(doc, after, end)):
            yield begin, token.i
            begin = after
    if begin < end:
        yield begin, end


def _is_item(doc: Doc, start: int, end: int) -> bool:
    """Whether an example of its own begins at ``start``, not just a second noun of the same phrase: "cameras and
    [weighing at the quay]"."""
    return doc[start].tag_ == "VBG" or any(t.dep_ == "prep" for t in doc[start : min(end, start + 4)])


def from_group(proposals: Proposals, group: Group) -> None:
    """Propose the matter of a group and its examples for the holders of the demands that are listed."""
    listing = proposals.table.listing
    if listing is None or group.verb.i - listing.last_token > TOKENS_TO_LISTING or listing.stance not in ASKING:
        return
    head_span = group.matter or group.examples[0]
    head = proposals.doc[head_span[0] : head_span[1]].root
    verb_at = int(group.verb.i)
    proposals.table.listing = listing = replace(listing, last_token=verb_at, group=head, group_verb=verb_at)
    read_by_itself = head.tag_ == "NNS" and noun_stance(head) is not None
    for span in (*(() if group.matter is None or read_by_itself else (group.matter,)), *group.examples):
        item = proposals.doc[span[0] : span[1]].root
        extra = {f"list={group.verb.lemma_.casefold()}": 1.0, "anaphoric": 1.0}
        proposals.put(listed_matter(listing, group.verb, span, item, extra))


def listed_matter(
    listing: Listing, verb: Token, span: tuple[int, int], item: Token, extra: dict[str, float]
) -> Proposal:
    """One listed matter as a proposal of the holders of the list, with the sources that told of the list."""
    return Proposal(
        "position.listing",
        verb,
        listing.stance,
        listing.holders,
        span,
        item,
        listing.addressee,
        slot="listing",
        extra=extra,
        on_word_of=listing.sources,
    )
