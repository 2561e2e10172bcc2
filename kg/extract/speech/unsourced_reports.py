"""What is said, thought or expected by nobody that the words name: "is expected to", "it is unclear whether"."""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from kg.extract.grammar.arcs import own_subject
from kg.extract.grammar.clause import is_passive, subjects
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.phrase import trimmed
from kg.extract.grammar.tense import is_infinitive
from kg.extract.speech import contents
from kg.extract.speech.attitudes import has_source
from kg.extract.speech.contents import Content
from kg.extract.speech.reports import Report
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import says_thinks_or_wants, voicing_words

__all__ = ["unsourced_reports"]

IMPERSONAL_PRONOUNS = word_set("impersonal-pronouns")
ABOUT_SOMETHING = {"clause", ":about", ":on", ":over", ":against"}
SLOTS_BESIDE_PASSIVES = {":with", ":on", ":to", ":at", ":toward", ":towards", ":upon"}
"""Prepositions after a passive that do not tell what is said of somebody: "was honoured with a medal"."""
JUDGING = {"say", "think", "for", "against"}
"""Classes of verbs whose passive is about its subject, so that this is what is said or thought."""
OPENERS_OF_QUESTIONS = word_set("openers-of-questions")


def unsourced_reports(doc: Doc, cues: Container[int]) -> Iterator[Report]:
    """A report without a source for each passive without an agent, each "seems", each noun without an owner and each
    impersonal judgement that has a content; ``cues``: the tokens that are cues already."""
    attitudes = lexicon.attitudes()
    for token in occurrences(doc, voicing_words(), voicing_words()):
        if token.i in cues:
            continue
        lemma = token.lemma_.casefold()
        if token.pos_ == "VERB":
            if is_passive(token) and not subjects(token) and says_thinks_or_wants(lemma):
                possible_contents = [
                    content for content in contents.of_verb(token) if content.kind not in SLOTS_BESIDE_PASSIVES
                ]
                if not JUDGING & {*attitudes.get((lemma, "verb"), ())}:
                    possible_contents = [content for content in possible_contents if content.kind != "passive"]
                yield from _report(
                    token, sorted(possible_contents, key=lambda content: content.kind == "passive"), "passive"
                )
        elif token.pos_ == "NOUN" and (lemma, "noun") in attitudes:
            possible_contents = list(contents.of_noun(token))
            if not has_source(token, possible_contents):
                yield from _report(token, [content for content in possible_contents if _tells(doc, content)], "noun")
    for token in occurrences(doc, (), word_set("seeming-verbs")):
        yield from _report(token, _seeming(token), "seem")
    for token in occurrences(doc, word_set("impersonal-adjectives")):
        if token.head.pos_ in {"AUX", "VERB"} and token.dep_ in {"acomp", "oprd"}:
            yield from _report(token, _contents_of_judgement(token), "judgement")


def _tells(doc: Doc, content: Content) -> bool:
    """Whether a noun without an owner says that something is so ("fears that") or names a matter ("talk about")."""
    return content.kind in ABOUT_SOMETHING and not (content.kind == "clause" and is_infinitive(doc[content.head]))


def _report(cue: Token, possible_contents: Iterator[Content] | list[Content], construction: str) -> Iterator[Report]:
    for content in possible_contents:
        if not content.start <= cue.i < content.end:
            yield Report(
                cue.i,
                content.cue_end,
                (),
                content.head,
                content.start,
                content.end,
                f"nobody-{construction}-{content.kind}",
            )
            return


def _seeming(verb: Token) -> Iterator[Content]:
    """ "Seemed to hesitate", "appears that ...", "seems tired"."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ in {"xcomp", "ccomp", "advcl", "oprd", "acomp", "attr"}:
            if c.dep_ == "advcl" and c.left_edge.lower_ not in {"that", "as", "like"}:
                continue
            yield Content(c.i, *trimmed(c, {"punct", "cc"}), verb.i + 1, "infinitive" if is_infinitive(c) else "clause")


def _contents_of_judgement(adjective: Token) -> Iterator[Content]:
    """ "It is unclear whether ...": a clause after the adjective, which has no personal subject."""
    above = adjective.head
    subject = own_subject(above)
    if subject is None or subject.lower_ not in IMPERSONAL_PRONOUNS:
        return
    for holder in (adjective, above):
        for c in holder.children:
            asks = c.dep_ == "advcl" and c.left_edge.lower_ in OPENERS_OF_QUESTIONS
            if c.i > adjective.i and (c.dep_ in {"ccomp", "csubj"} or asks):
                yield Content(c.i, *trimmed(c, {"punct", "cc"}), adjective.i + 1, "clause")
