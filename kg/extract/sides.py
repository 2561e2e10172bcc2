"""Positions of those beside the main holder: "X, supported by Y and opposed by Z, proposed ..."."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors import cluster_at
from kg.extract.clause import subjects
from kg.extract.holders import listed
from kg.extract.occurrences import occurrences
from kg.extract.phrase import renames, trimmed
from kg.extract.proposals import Proposals, Remarks, Sides, subject_path
from kg.extract.tense import SUBJECTS
from kg.model import Stance

__all__ = ["SIDE_STANCE", "give_sides", "side_remarks"]

SIDE_STANCE = {
    "supported": Stance.SUPPORT,
    "backed": Stance.SUPPORT,
    "seconded": Stance.SUPPORT,
    "endorsed": Stance.SUPPORT,
    "echoed": Stance.SUPPORT,
    "joined": Stance.SUPPORT,
    "opposed": Stance.OPPOSE,
    "contested": Stance.OPPOSE,
    "disputed": Stance.OPPOSE,
    "rejected": Stance.REJECT,
    "resisted": Stance.OPPOSE,
    "questioned": Stance.CONCERN,
    "challenged": Stance.OPPOSE,
    "criticized": Stance.OPPOSE,
    "criticised": Stance.OPPOSE,
    "favored": Stance.SUPPORT,
    "favoured": Stance.SUPPORT,
    "welcomed": Stance.SUPPORT,
    "applauded": Stance.SUPPORT,
    "championed": Stance.SUPPORT,
    "shared": Stance.SUPPORT,
    "countered": Stance.OPPOSE,
}


GOES_ON = {"VERB", "ADV", "ADP", "DET", "NOUN", "PROPN", "ADJ"}
"""What follows "and, with X,": a verb of the main holder's, or a further matter under the verb before."""


def side_remarks(doc: Doc) -> Sides:
    """Side remarks (", supported by X and opposed by Z," and ", with X,") by the token of their word."""
    found: Sides = {}
    for token in occurrences(doc, {*SIDE_STANCE, "with"}):
        word = token.lower_
        if word in SIDE_STANCE and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "by":
            before = doc[token.i - 1] if token.i else None
            if token.dep_ == "conj" and any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.head.children):
                continue  # "was opposed by X and welcomed by Y": the clause's own verb
            if (
                token.is_sent_start
                or before is None
                or before.text in {",", "("}
                or before.lower_ in {"and", "but", "although", "while"}
                or token.dep_ in {"acl", "advcl", "conj"}
            ) and not _answers(token):
                who = listed(doc, token.i + 2)[0]
                if who:
                    found.setdefault(token.i, []).append((word, who))
        elif word == "with" and token.i >= 2 and doc[token.i - 1].lower_ in {"along", "together"}:
            who, end = listed(doc, token.i + 1)
            opens = token.i >= 3 and doc[token.i - 2].text == "," and cluster_at(doc[token.i - 3]) is not None
            if who and opens and end < len(doc) and doc[end].text == ",":
                found.setdefault(token.i, []).append(("with", who))
        elif word == "with" and token.i and doc[token.i - 1].text == "," and token.i >= 2:
            who, end = listed(doc, token.i + 1)
            after = doc[end] if end < len(doc) else None
            closes = after is not None and after.text == "," and end + 1 < len(doc) and doc[end + 1].pos_ in GOES_ON
            if who and (
                cluster_at(doc[token.i - 2]) is not None or (closes and doc[token.i - 2].lower_ in {"and", "but"})
            ):
                found.setdefault(token.i, []).append(("with", who))
    return found


def _answers(token: Token) -> bool:
    """Whether a participle stands beside a noun that renames a matter: "a step favoured by Japan, resisted by Peru"."""
    first = token.head if token.dep_ == "conj" else token
    return first.dep_ in {"acl", "relcl"} and renames(first.head)


def give_sides(
    found: Proposals,
    verb: Token,
    stance: Stance,
    matter: tuple[int, int],
    head: Token,
    main: list[int],
) -> None:
    """Give those beside the main holder their own positions on the same matter."""
    sentence = verb.sent
    first = next((c.i for c in verb.children if c.dep_ in SUBJECTS), None)
    if first is None and verb.dep_ == "conj":  # "backed the ban and, with Chile, opposed the levy"
        first = verb.head.i + 1
    if first is None and verb.dep_ == "ROOT":  # the parser took the main holder for the topic
        first = sentence.start
    reply = main[0] if main else None
    for i, remarks in found.sides.items():
        if not sentence.start <= i < sentence.end:
            continue
        if i > verb.i:
            _give_further(found, verb, stance, i, remarks, head)
            continue
        if not (first is not None and first - 45 <= i) and i != sentence.start:
            continue
        between = [
            t
            for t in found.doc[i + 1 : verb.i]
            if t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"} and t.lower_ not in SIDE_STANCE
        ]
        if between:
            continue
        for word, who in remarks:
            side = SIDE_STANCE.get(word)
            if word == "with":
                own = stance
            elif side == Stance.SUPPORT:
                own = Stance.SUPPORT if stance.sign == "for" else stance
            elif side is not None and stance.sign == "against":
                own = Stance.SUPPORT
            else:
                own = side or Stance.OPPOSE
            found.put(
                "position.side",
                verb,
                own,
                found.holders(who, f"side-{word}"),
                matter,
                head,
                None,
                slot_name="side",
                reply_to=reply if word != "with" else None,
                extra={f"side={word}": 1.0},
            )


def _give_further(found: Proposals, verb: Token, stance: Stance, at: int, remarks: Remarks, head: Token) -> None:
    """ "X called for a fund and, with Y, for a review": a further matter of X's that Y shares."""
    doc = found.doc
    if doc[at - 1].text != "," or doc[at - 2].lower_ not in {"and", "but"}:
        return
    finite = {"VBD", "VBZ", "VBP", "MD"}
    if any(t.tag_ in finite and t.lower_ not in SIDE_STANCE for t in doc[verb.i + 1 : at]):
        return
    for word, who in remarks:
        _, end = listed(doc, at + 1)
        if word != "with" or end + 1 >= len(doc) or doc[end].text != ",":
            continue
        first = doc[end + 1]
        if first.tag_ in finite or first.pos_ == "ADV":
            continue
        if first.pos_ == "ADP" and any(c.pos_ not in {"VERB", "AUX"} for c in first.children):
            top = next(c for c in first.children if c.pos_ not in {"VERB", "AUX"})
        else:
            top = first
            while top.head.i > end and top.head.i != top.i and top.dep_ != "ROOT":
                top = top.head
        if top.tag_ in finite or top.sent.start != verb.sent.start:
            continue
        start, stop = trimmed(top, drop={"punct", "cc", "relcl", "preconj"})
        start = max(start, end + 1)
        if doc[start].pos_ == "ADP":
            start += 1
        main = found.holders(subjects(verb), subject_path(verb))
        found.put(
            "position.side",
            verb,
            stance,
            [*main, *found.holders(who, "side-with")],
            (start, stop),
            top,
            None,
            slot_name="further",
            extra={"side=with": 1.0},
        )
