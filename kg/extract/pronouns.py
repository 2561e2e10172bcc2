"""Who a pronoun means. Each answer is a guess that the filter may refuse: "it" and "they" are right in two of three."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors import Cluster
from kg.extract.layout import text_of
from kg.extract.mention import TokenMention
from kg.extract.occurrences import occurrences
from kg.model import ActorType, MentionReason

__all__ = ["resolve"]

SINGULAR_PERSON = {"he", "she", "him", "his", "her", "hers", "himself", "herself"}
THING = {"it", "its", "itself"}
PLURAL = {"they", "them", "their", "theirs", "themselves"}
REACH = 3
"""Sentences back that an antecedent may stand."""
SUBJECTS = {"nsubj", "nsubjpass"}
BODIES = {
    ActorType.STATE,
    ActorType.ORGANIZATION,
    ActorType.BLOC,
    ActorType.DELEGATION,
    ActorType.FACTION,
    ActorType.GROUP,
}


def resolve(doc: Doc) -> None:
    """Add third-person pronouns to ``doc._.cluster_of`` and to their clusters."""
    sentence_of: dict[int, int] = {}
    for number, sentence in enumerate(doc.sents):
        sentence_of.update(dict.fromkeys(range(sentence.start, sentence.end), number))
    heads = sorted(doc._.cluster_of.items())
    bulletin = _is_bulletin(doc)
    seen: list[tuple[int, Cluster]] = []
    position = 0
    quoted = _quoted(doc)
    for token in occurrences(doc, SINGULAR_PERSON | THING | PLURAL):
        while position < len(heads) and heads[position][0] < token.i:
            seen.append(heads[position])
            position += 1
        word = token.lower_
        if token.pos_ not in {"PRON", "DET"}:
            continue
        if word in THING and _expletive(token):
            continue
        best: tuple[float, Cluster] | None = None
        here = sentence_of[token.i]
        for head, cluster in reversed(seen):
            back = here - sentence_of[head]
            if back > REACH:
                break
            if not _fits(word, cluster, doc[head], bulletin):
                continue
            if _same_clause(token, doc[head]):
                continue
            if quoted[head] != quoted[token.i] and quoted[token.i] and quoted[head] == 0:
                continue
            score = -2.0 * back
            if doc[head].dep_ in SUBJECTS:
                score += 2.5
            elif doc[head].dep_ in {"pobj", "poss", "compound", "amod", "nmod"}:
                score -= 1.0
            if back == 0 and doc[head].dep_ in SUBJECTS and token.dep_ in SUBJECTS:
                score += 0.5
            score -= 0.01 * (token.i - head)
            if best is None or score > best[0]:
                best = (score, cluster)
        if best is not None:
            cluster = best[1]
            doc._.cluster_of[token.i] = cluster
            cluster.mentions.append(
                TokenMention(token.i, token.i + 1, token.i, cluster.type, MentionReason.PRONOUN, token.text)
            )
            seen.append((token.i, cluster))


def _is_bulletin(doc: Doc) -> bool:
    document = doc._.document
    if document is not None and document.genre is not None:
        return bool(document.genre == "bulletin")
    original: str = document.text if document is not None else doc.text
    flat = text_of(doc)
    places = [doc[m.start].idx for m in doc._.mentions]
    changed = sum(original[at : at + 3] != flat[at : at + 3] for at in places)
    return changed >= (4 if len(doc) > 400 else 1)


def _fits(word: str, cluster: Cluster, head: Token, bulletin: bool) -> bool:
    if word in SINGULAR_PERSON:
        if cluster.type == ActorType.PERSON:
            return True
        return bulletin and cluster.type in {ActorType.STATE, ActorType.BLOC} and head.dep_ in SUBJECTS
    plural = any(m.plural for m in cluster.mentions if m.head == head.i)
    if word in THING:
        return cluster.type in BODIES and not plural and cluster.type != ActorType.GROUP
    return cluster.type in BODIES and (
        plural
        or cluster.type
        in {ActorType.GROUP, ActorType.FACTION, ActorType.DELEGATION, ActorType.ORGANIZATION, ActorType.BLOC}
    )


def _expletive(token: Token) -> bool:
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_ in {"be", "seem", "appear", "take", "remain", "become"}:
        return any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for c in verb.children)
    if token.dep_ == "nsubjpass":
        return any(c.dep_ == "ccomp" for c in verb.children)
    return False


def _same_clause(pronoun: Token, other: Token) -> bool:
    """Whether both are arguments of one verb: then they are two."""
    return pronoun.head.i == other.head.i and pronoun.dep_ != "poss"


def _quoted(doc: Doc) -> list[int]:
    """For each token 0 outside quotation marks, else the number of the quotation."""
    marks = [token.i for token in occurrences(doc, {'"'})]
    out = [0] * len(doc)
    for number, start in enumerate(marks[::2], 1):
        end = marks[2 * number - 1] if 2 * number <= len(marks) else len(doc)
        out[start:end] = [number] * (end - start)
    return out
