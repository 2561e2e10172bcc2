"""Co-chairing and co-leading, read word by word, as the parser loses the prefix."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import clusters_among
from kg.extract.actors.meetings import gathering_at
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.leads.lists_of_persons import list_of_persons, persons_from
from kg.extract.leads.proposals import Leads, led_at
from kg.extract.mentions.mention import MENTIONS
from kg.model import ActorType, MentionReason

__all__ = ["propose_co_leading"]


def propose_co_leading(proposals: Leads, verb: Token) -> bool:
    """Propose who co-leads: "will be co-chaired by X". Returns whether other rules need not look at the verb, because a
    leader is found or the words deny that there is one."""
    doc = proposals.doc
    i = verb.i - 3
    while i > 0 and doc[i].pos_ in {"AUX", "ADV"}:
        i -= 1
    if i == verb.i - 3:
        return False
    if any(doc[k].dep_ == "neg" for k in range(i, verb.i - 2)):
        return True
    before = [doc[k].lower_ for k in range(i + 1, verb.i - 2)]
    if "be" in before or before[-1:] in (["is"], ["was"], ["are"], ["were"]):
        leaders = persons_from(doc, verb.i + 2)
        targets = [
            t
            for t in reversed(doc[max(0, i - 22) : i + 1])
            if gathering_at(t) is not None or (t.dep_ in NOUN_SUBJECTS and led_at(t))
        ][:1]
    else:
        leaders = []
        for mention in MENTIONS(doc):
            if (
                mention.type == ActorType.PERSON
                and mention.reason == MentionReason.NAME
                and verb.sent.start <= mention.start <= i
            ):
                members = list_of_persons(doc, mention.start)
                if members and i - members[-1].i < 6:
                    leaders = clusters_among(members)
                    break
        targets = [t for t in doc[verb.i + 1 : verb.i + 9] if gathering_at(t) is not None][:1] or [
            c for c in verb.children if c.dep_ == "dobj"
        ]
    for target in targets:
        for led in led_at(target):
            for leader in leaders:
                proposals.add(leader, led, verb, "co-verb")
    return bool(targets and leaders)
