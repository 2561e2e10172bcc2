"""Measures taken, planned or threatened, with their amounts and rates."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.extract import lexicon
from kg.extract.actors import Cluster, cluster_at
from kg.extract.amounts import amounts
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import (
    conditional,
    conjuncts,
    is_infinitive,
    negated,
    passive,
    slot,
    subjects,
)
from kg.extract.holders import actors_of
from kg.extract.speech import speakers_of
from kg.model import ActionKind, ActionStatus

__all__: list[str] = []

TAKING = {
    "impose",
    "put",
    "introduce",
    "levy",
    "slap",
    "raise",
    "increase",
    "apply",
    "launch",
    "begin",
    "start",
    "announce",
    "carry",
    "order",
    "place",
    "give",
    "grant",
    "provide",
    "offer",
    "approve",
    "pledge",
    "send",
    "extend",
    "promise",
    "threaten",
    "plan",
    "lift",
    "end",
    "halt",
    "suspend",
    "conduct",
    "complete",
    "hit",
    "match",
    "make",
    "commit",
    "pay",
    "remove",
    "ease",
    "enforce",
    "tighten",
    "cut",
}
LIFTING = {"lift", "end", "remove", "ease", "drop", "scrap", "waive", "cancel"}
THREATENING = {"threaten", "warn"}
ANNOUNCING = {
    "announce",
    "plan",
    "decide",
    "pledge",
    "promise",
    "agree",
    "vow",
    "intend",
    "expect",
    "prepare",
    "order",
    "approve",
    "commit",
    "offer",
}
MONEY_NOUNS = {"aid", "loan", "grant", "assistance", "bailout", "package", "tariff", "duty", "purchase"}


PHRASAL = (
    ("walk", "out", "withdrawal"),
    ("walk", "off", "withdrawal"),
    ("pull", "out", "withdrawal"),
    ("pull", "back", "withdrawal"),
    ("back", "out", "withdrawal"),
    ("take", "over", "other"),
    ("go", "strike", "strike"),
    ("go", "court", "other"),
    ("call", "off", "other"),
    ("phase", "out", "other"),
    ("roll", "back", "other"),
    ("sell", "off", "other"),
    ("shut", "down", "other"),
    ("cut", "off", "other"),
    ("lay", "off", "other"),
    ("send", "back", "other"),
    ("carry", "out", "strike"),
    ("pay", "for", "aid"),
    ("hold", "back", "other"),
    ("put", "off", "other"),
    ("put", "hold", "other"),
    ("turn", "off", "other"),
    ("open", "fire", "strike"),
)
GIVING = {
    "pledge",
    "offer",
    "give",
    "promise",
    "commit",
    "provide",
    "contribute",
    "put",
    "set",
    "approve",
    "grant",
    "lend",
    "disburse",
    "allocate",
    "release",
    "invest",
}
PLEDGES = {"pledge", "commitment", "offer", "promise", "tranche", "line", "package", "contribution", "loan", "grant"}


@Language.component("kg_actions")
def actions(doc: Doc) -> Doc:
    """Propose actions."""
    rows = {(r["lemma"], r["pos"]): r for r in lexicon.rows("measures")}
    seen: set[tuple[str, str, str]] = set()
    holders = {
        c.actors["holder"].id
        for c in doc._.candidates or ()
        if c.heading == "positions" and c.actors["holder"] is not None
    }
    stances = {int(c.values["predicate"]) for c in doc._.candidates or () if isinstance(c.values.get("predicate"), int)}
    for token in doc:
        lemma = token.lemma_.casefold().removesuffix("s") if token.pos_ == "PROPN" else token.lemma_.casefold()
        pos = (
            "verb"
            if token.pos_ == "VERB"
            else "noun"
            if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.is_sent_start)
            else ""
        )
        row = rows.get((lemma, pos))
        if pos == "verb" and (phrasal := _phrasal(token)) is not None:
            row = {"kind": phrasal, "target": "obj|:of|:from"}
        elif pos == "verb" and lemma in GIVING and _money(token):
            row = {"kind": "aid", "target": ":to|:for|dative"}
        elif pos == "noun" and lemma in PLEDGES and _money(token):
            row = {"kind": "aid", "target": ":to|:for"}
        if row is None or (pos == "verb" and token.dep_ == "amod") or _told_by_other(token, pos, row["kind"], rows):
            continue
        verb = token if pos == "verb" else _governor(token)
        actors = _actors(token, verb, pos)
        if not actors:
            continue
        target = _target(token, verb, row["target"].split("|"))
        status = _status(token, verb)
        amount, unit, rate = _amount(doc, token, verb)
        for path, cluster in actors:
            if target is cluster:
                target = None
            key = (cluster.id, row["kind"], f"{amount}" if amount is not None else f"{lemma}")
            if key in seen:
                continue
            seen.add(key)
            propose(
                doc,
                Candidate(
                    "actions",
                    f"action.{pos}.{row['kind']}",
                    {"actor": cluster, "target": target},
                    {"kind": ActionKind(row["kind"]), "status": status, "amount": amount, "unit": unit, "rate": rate},
                    sentence_bounds(token),
                    {
                        f"kind={row['kind']}": 1,
                        f"lemma={lemma}": 1,
                        f"path={path}": 1,
                        f"status={status}": 1,
                        f"actor={cluster.type}": 1,
                        f"target={target.type if target is not None else '-'}": 1,
                        "amount": float(amount is not None),
                        f"pos={pos}": 1,
                        "negated": float(negated(verb)),
                        f"tag={verb.tag_}": 1,
                        f"verb={verb.lemma_}": 1,
                        "quoted": float(token.i in speakers_of(doc)),
                        "infinitive": float(is_infinitive(verb)),
                        f"dep={token.dep_}": 1,
                        f"lemma,tag={lemma},{verb.tag_}": 1,
                        f"lemma,path={lemma},{path}": 1,
                        f"object={_object(verb)}": 1,
                        "holder": float(cluster.id in holders),
                        "stance": float(token.i in stances),
                        "past": float(verb.tag_ in {"VBD", "VBN"}),
                        "report": float(any(c.dep_ in {"ccomp"} for c in verb.children)),
                        "mentions": min(len(cluster.mentions), 8) / 4,
                        "idiom": float(_idle(verb)),
                        "rate": float(rate is not None),
                        f"verb-dep={verb.dep_}": 1,
                        f"particle={'+'.join(sorted(c.lower_ for c in verb.children if c.dep_ == 'prt')) or '-'}": 1,
                        "money": float(unit is not None and unit.isupper()),
                        f"above-pos={verb.head.pos_}": 1,
                        "object": float(_object(verb) != "-"),
                        f"above={verb.head.lemma_ if verb.dep_ != 'ROOT' else '-'}": 1,
                        f"kind,actor={row['kind']},{cluster.type}": 1,
                    },
                ),
            )
    return doc


def _told_by_other(token: Token, pos: str, kind: str, rows: dict[tuple[str, str], dict[str, str]]) -> bool:
    """Whether verb and object tell one measure and this word is the emptier of the two ("imposed tariffs": tariffs;
    "withdrew its troops": withdrew)."""
    if pos == "verb":
        objects = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}] + (
            [token.head] if token.dep_ in {"acl", "relcl"} else []
        )
        return kind == "other" and any((c.lemma_.casefold(), "noun") in rows for c in objects)
    above = rows.get((token.head.lemma_.casefold(), "verb"))
    return token.dep_ == "dobj" and above is not None and above["kind"] not in {"other", "aid"}


def _phrasal(verb: Token) -> str | None:
    """The kind of a verb with its particle or object ("walk out", "go on strike"); None without a sense of its own."""
    words = {c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod", "prep", "dobj"}} | {
        p.lower_ for c in verb.children if c.dep_ == "prep" for p in c.children
    }
    for lemma, word, kind in PHRASAL:
        if verb.lemma_ == lemma and word in words:
            return kind
    return None


def _money(token: Token) -> bool:
    """Whether an amount of money stands among what the word governs."""
    end = min(token.right_edge.i + 1, token.i + 14)
    return any(a.unit is not None and a.unit.isupper() for a in amounts(token.doc[token.i : end].text))


def _object(verb: Token) -> str:
    """What the verb is done to: the actor's type, else the noun."""
    found = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    if found is None:
        return "-"
    cluster = cluster_at(found)
    return str(cluster.type) if cluster is not None else found.lemma_.casefold()


def _idle(verb: Token) -> bool:
    """Whether the verb has neither an object nor a preposition, so that nothing is done to anybody."""
    return not any(c.dep_ in {"dobj", "prep", "prt", "nsubjpass", "xcomp", "ccomp", "agent"} for c in verb.children)


def _governor(noun: Token) -> Token:
    above = noun
    for _ in range(4):
        above = above.head
        if above.pos_ in {"VERB", "AUX"}:
            return above
    return noun


def _actors(token: Token, verb: Token, pos: str) -> list[tuple[str, Cluster]]:
    heads: list[tuple[str, Token]] = []
    if pos == "noun":
        heads += [("possessor", c) for c in token.children if c.dep_ == "poss"]
        heads += [
            ("by", p) for prep in token.children if prep.lower_ == "by" for p in prep.children if p.dep_ == "pobj"
        ]
        if not heads:
            heads += [
                ("modifier", c)
                for c in token.children
                if c.dep_ in {"amod", "compound", "nmod"} and cluster_at(c) is not None
            ]
        if not heads and verb.i != token.i and (verb.lemma_ in TAKING or token.dep_ == "dobj"):
            heads += [("subject", s) for s in subjects(verb)]
    else:
        heads += [("subject", s) for s in subjects(verb)]
    if not heads and pos == "noun":  # "the sanctions imposed by A"
        heads += [
            ("imposed-by", s) for c in token.children if c.dep_ in {"acl", "relcl"} and passive(c) for s in subjects(c)
        ]
    if not heads and verb.dep_ in {"acl", "relcl"} and is_infinitive(verb):  # "announced plans to pull out"
        above = _governor(verb.head)
        heads += [("planner", s) for s in subjects(above)] if above.pos_ == "VERB" else []
    if not heads and pos == "verb" and passive(verb):  # "Uganda, whose troops were deployed"
        for done in (c for c in verb.children if c.dep_ == "nsubjpass"):
            for owner in done.children:
                if owner.dep_ == "poss":
                    heads.append(("owner", verb.head if owner.lower_ == "whose" else owner))
    return [(path, c) for path, head in heads for _, c, _ in actors_of(conjuncts([head]))]


def _target(token: Token, verb: Token, slots: list[str]) -> Cluster | None:
    for name in slots:
        for head in dict.fromkeys((token, verb)):
            for place in slot(head, name):
                found = token.doc[place.head]
                for t in [
                    found,
                    *found.children,
                    *(p for prep in found.children if prep.dep_ == "prep" for p in prep.children),
                ]:
                    cluster = cluster_at(t)
                    if cluster is not None and t.dep_ != "relcl":
                        return cluster
    return None


def _status(token: Token, verb: Token) -> ActionStatus:
    chain = [verb]
    while chain[-1].dep_ in {"xcomp", "ccomp", "conj"} and len(chain) < 3:
        chain.append(chain[-1].head)
    lemmas = {v.lemma_ for v in chain}
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if lemmas & THREATENING or token.lemma_ in {"threat"}:
        return ActionStatus.THREATENED
    if verb.lemma_ in LIFTING and verb is not token:
        return ActionStatus.LIFTED
    if auxiliaries & {"could", "may", "might"} or conditional(verb) is not None:
        return ActionStatus.POSSIBLE
    if auxiliaries & {"will", "shall", "'ll"} or lemmas & ANNOUNCING:
        return ActionStatus.ANNOUNCED
    if auxiliaries & {"would"}:
        return ActionStatus.POSSIBLE
    return ActionStatus.IN_FORCE


def _amount(doc: Doc, token: Token, verb: Token) -> tuple[float | None, str | None, float | None]:
    """Amount, unit and rate in the clause of the measure."""
    start, end = sentence_bounds(token)
    low = max(start, min(token.i, verb.i) - 14)
    high = min(end, max(token.i, verb.i) + 16)
    offset = doc[low].idx
    text = doc[low:high].text
    amount, unit, rate = None, None, None
    best = 10**9
    for found in amounts(text):
        distance = abs(offset + found.start - token.idx)
        if found.unit == "percent":
            rate = found.value if rate is None else rate
        elif found.unit is not None and distance < best:
            money = found.unit.isupper()
            if money or (
                verb.pos_ == "VERB"
                and token.pos_ == "VERB"
                and found.unit not in {"days", "weeks", "months", "years", "hours", "minutes", "times"}
            ):
                amount, unit, best = found.value, found.unit, distance
    return amount, unit, rate
