"""Proposals of who belongs to whom, each pair once."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, CLUSTERS, Cluster, kind_of
from kg.extract.affiliations.non_members import has_left
from kg.extract.affiliations.path_features import path_features
from kg.extract.candidates.candidate import CANDIDATES, Candidate, propose
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import TokenMention
from kg.extract.negotiations.bodies_of_states import told_apart
from kg.extract.words import gazetteer
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["Ties"]


CLASSES = {name: word_set(name) for name in ("servants-of-a-state", "bodies-of-a-state", "private-bodies")}
VAGUE = word_set("quantifiers") | word_set("determiners-of-the-vague")


GUESSING_RULES = {
    "bare-members", "country", "nearest-state", "whole-of-body", "whole-of-house", "whole-of-led", "role-state",
    "post-state", "post-likely",
}  # fmt: skip
"""Rules for a body that is inferred from elsewhere in the text."""
OPENINGS_OF_NAMING_RULES = (
    "owner",
    "possessive",
    "gazetteer",
    "part",
    "described",
    "nationality",
    "apposition",
    "name-of-state",
)
"""Openings of rules for a body in a name or beside one. All other rules rest on words that say who belongs to whom."""


def _kind_of_rule(rule: str) -> str:
    """How a rule comes to the body; through this, rules that are rare in documents share what is learned of their
    kind."""
    return "guessed" if rule in GUESSING_RULES else "named" if rule.startswith(OPENINGS_OF_NAMING_RULES) else "said"


def _says_outright(member: Cluster, token: Token, rule: str) -> bool:
    """Whether words other than the member's name say that it belongs, whatever else describes it."""
    return _kind_of_rule(rule) == "said" and all(m.head != token.i for m in member.mentions)


def _class_of_noun(noun: str) -> str:
    """The class of a noun for members: servants of a state, bodies of a state, private bodies; "-" for others."""
    return next((name for name, words in CLASSES.items() if noun in words), "-")


@cache
def _names_of_state(state: str | None) -> tuple[str, ...]:
    entry = gazetteer.entry(state)
    return () if entry is None else tuple({fold(n) for n in (entry.name, *entry.aliases, *entry.demonyms)})


class Ties:
    """The affiliations ``found`` in one document so far, and what the other headings propose of its actors: the fields
    that each fills (``busy``), how often (``times``), and who holds a post at or leads whom (``said``). ``told_apart``:
    groups that belong to nobody here, since of their parts alone something else is said."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.seen: set[tuple[str, str]] = set()
        self.found: list[tuple[Cluster, Cluster, Token, str]] = []
        self.busy: dict[str, set[str]] = {}
        self.times: dict[str, int] = {}
        for candidate in CANDIDATES(doc):
            for field, actor in candidate.actors.items():
                if actor is not None:
                    self.busy.setdefault(actor.id, set()).add(f"{candidate.heading}.{field}")
                    self.times[actor.id] = self.times.get(actor.id, 0) + 1
        self.said = {
            (a.id, b.id)
            for c in CANDIDATES(doc)
            if c.heading in {"roles", "leads"}
            and (a := c.actors.get("person") or c.actors.get("leader")) is not None
            and (b := c.actors.get("organization") or c.actors.get("of")) is not None
        }
        # A statement alone may be a clause on the parts: "between the two ministries, [which] allowed them to meet".
        only_stating = {id for id, fields in self.busy.items() if all(f.startswith("statements.") for f in fields)}
        subjects = {c.id for c in CLUSTERS(doc) if any(doc[m.head].dep_ in SUBJECTS for m in c.mentions)}
        self.told_apart = told_apart(doc) - (self.busy.keys() - (only_stating - subjects))
        self.states = {c.country: c for c in CLUSTERS(doc) if c.type == ActorType.STATE and c.country and c.gazetteer}

    def _words_name_state(self, member: Cluster, state: Cluster) -> bool:
        """Whether the words of a member's mentions, or those right beside them, name the state."""
        cluster_by_head: dict[int, Cluster] = CLUSTER_OF(self.doc)
        names = _names_of_state(state.gazetteer)
        for mention in member.mentions:
            if mention.reason == MentionReason.PRONOUN:
                continue
            words = fold(self.doc[mention.start : mention.end].text)
            if any(words.startswith(name + " ") or words.endswith(" " + name) for name in names):
                return True
            indices_around = range(max(0, mention.start - 2), min(len(self.doc), mention.end + 4))
            if any(cluster_by_head.get(i) is state for i in indices_around):
                return True
        return False

    def add(self, member: Cluster | None, whole: Cluster | None, token: Token, rule: str, **features: float) -> None:
        """Propose that one belongs to the other by the words at ``token``, unless either is unknown, the pair has been
        proposed, or the member has left."""
        if member is None or whole is None or member is whole or (member.id, whole.id) in self.seen:
            return
        if member.id in self.told_apart:
            return
        if not _says_outright(member, token, rule) and has_left(self.doc, member, whole, token):
            return
        self.seen.add((member.id, whole.id))
        self.found.append((member, whole, token, rule))
        names_whole = whole.type == ActorType.STATE and self._words_name_state(member, whole)
        all_features = {
            **self._rule_features(member, whole, rule),
            **_noun_features(member, whole, rule, names_whole=names_whole, idle=member.id not in self.busy),
            **self._text_features(member, whole, rule),
            **_member_features(member, whole, rule),
            "of-idle": float(whole.id not in self.busy),
            **self._mention_features(member, whole, rule),
            **path_features(self.doc, member, whole),
            **{f"member-{name}": 1.0 for name in sorted(self.busy.get(member.id, set()))},
            **{f"of-{name}": 1.0 for name in sorted(self.busy.get(whole.id, set()))},
            **features,
        }
        actors = {"member": member, "of": whole}
        propose(
            self.doc, Candidate("affiliations", f"affiliation.{rule}", actors, {}, sentence_bounds(token), all_features)
        )

    def _rule_features(self, member: Cluster, whole: Cluster, rule: str) -> dict[str, float]:
        """The rule and its kind, with the types of the two."""
        rule_kind = _kind_of_rule(rule)
        return {
            f"rule={rule}": 1,
            f"told={rule_kind}": 1,
            f"told,member,of={rule_kind},{member.type},{whole.type}": 1,
            f"told,idle={rule_kind},{member.id not in self.busy}": 1,
            f"member={member.type}": 1,
            f"of={whole.type}": 1,
            f"rule,of={rule},{whole.type}": 1,
            f"rule,member={rule},{member.type}": 1,
            f"member,of={member.type},{whole.type}": 1,
        }

    def _text_features(self, member: Cluster, whole: Cluster, rule: str) -> dict[str, float]:
        """What else is proposed of the two, how often they are mentioned, and the member's place in its clauses."""
        idle = member.id not in self.busy
        heads = [self.doc[m.head] for m in member.mentions]
        return {
            "said": float((member.id, whole.id) in self.said),
            "idle": float(idle),
            f"rule,idle={rule},{idle}": 1,
            "times": min(self.times.get(member.id, 0), 8) / 4,
            "of-times": min(self.times.get(whole.id, 0), 12) / 6,
            "mentions": min(len(member.mentions), 6) / 3,
            "of-mentions": min(len(whole.mentions), 9) / 3,
            "subject": float(any(h.dep_ in SUBJECTS for h in heads)),
            "agent": float(any(h.head.dep_ == "agent" for h in heads)),
            "object": float(any(h.dep_ in {"dobj", "pobj"} for h in heads)),
        }

    def _mention_features(self, member: Cluster, whole: Cluster, rule: str) -> dict[str, float]:
        """How the two are first mentioned."""
        mention, of_mention = _first_mention(member), _first_mention(whole)
        is_named = mention is not None and mention.reason == MentionReason.NAME
        opener = self.doc[mention.start].lower_ if mention is not None else ""
        return {
            "of-known": float(whole.gazetteer is not None),
            "of-nominal": float(of_mention is not None and of_mention.reason == MentionReason.NOMINAL),
            f"of,known={whole.type},{whole.gazetteer is not None}": 1,
            "named": float(is_named),
            f"rule,named={rule},{is_named}": 1,
            "vague": float(opener in VAGUE),
            "definite": float(opener == "the"),
        }


def _first_mention(cluster: Cluster) -> TokenMention | None:
    """The first mention of an actor other than a pronoun."""
    return next((m for m in cluster.mentions if m.reason != MentionReason.PRONOUN), None)


def _noun_for_member(member: Cluster) -> str:
    """The noun for a member that is no person; "-" for a person."""
    if member.type == ActorType.PERSON:
        return "-"
    mention = _first_mention(member)
    words = (mention.noun if mention is not None else None) or fold(member.name)
    return (words.split() or ["-"])[-1]


def _class_of(member: Cluster) -> str:
    """The class of the first noun for a member that has one."""
    nouns = [_noun_for_member(member), *(m.noun.split()[-1] for m in member.mentions if m.noun)]
    return next((c for n in nouns if (c := _class_of_noun(n)) != "-"), "-")


def _noun_features(member: Cluster, whole: Cluster, rule: str, *, names_whole: bool, idle: bool) -> dict[str, float]:
    """The nouns and kinds of the two, and whether the member's own words name the other (``names_whole``)."""
    noun, its_class, rule_kind = _noun_for_member(member), _class_of(member), _kind_of_rule(rule)
    of_mention = _first_mention(whole)
    of_noun = (of_mention.noun if of_mention is not None else None) or "-"
    gazetteer_kind = kind_of(member)
    kind = "-" if gazetteer_kind is None else gazetteer_kind
    return {
        f"noun={noun}": 1,
        f"of-noun={of_noun}": 1,
        "tied": float(names_whole),
        f"told,tied={rule_kind},{names_whole}": 1,
        f"kind,tied={kind},{names_whole}": 1,
        f"class,tied={its_class},{names_whole}": 1,
        f"class,of,idle={its_class},{whole.type},{idle}": 1,
        f"class,told={its_class},{rule_kind}": 1,
        f"kind={kind}": 1,
        f"kind,of={kind},{whole.type}": 1,
        f"rule,of-noun={rule},{of_noun}": 1,
    }


def _member_features(member: Cluster, whole: Cluster, rule: str) -> dict[str, float]:
    """The number and the class of the member."""
    mention, its_class = _first_mention(member), _class_of(member)
    return {
        "plural": float(mention is not None and mention.plural),
        f"class={its_class}": 1,
        f"class,of={its_class},{whole.type}": 1,
        f"rule,class={rule},{its_class}": 1,
    }
