"""The order of the stages in one table: what runs on a document after the parser, what each stage needs and assigns.

``kg_layout`` runs before the parser (`kg.extract.text.parsing`), all others after it, in the order of the table. spaCy
checks the table: ``reader.nlp.analyze_pipes()`` names whatever a stage requires before it is assigned.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

__all__ = ["ACTORS", "COMPONENTS", "SPEECH", "STAGES", "TREE", "Stage", "register", "register_layout"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage's ``name`` in spaCy's pipeline, the attributes and notes that it ``requires``, and those that it
    ``assigns``: of tokens and documents, and ``doc._.NAME`` for a `kg.extract.text.note.Note`.

    ``unjudged`` says why it reads candidates that the filter has not yet judged, where it does.
    """

    name: str
    requires: tuple[str, ...]
    assigns: tuple[str, ...]
    unjudged: str = ""


TREE = ("token.tag", "token.pos", "token.lemma", "token.dep", "token.head", "doc.sents", "doc._.blocks")
"""The parse, and the blocks of the text."""
ACTORS = ("doc._.mentions", "doc._.titles", "doc._.genre", "doc._.clusters", "doc._.cluster_of", "doc._.named")
"""The actors, the words that refer to them, and the genre, which tells whether "he" may be a state."""
SPEECH = ("doc._.reports", "doc._.speakers", "doc._.narrated", "doc._.unnamed")
"""Who says what."""

STAGES: tuple[Stage, ...] = (
    Stage("kg_lemmas", ("token.pos",), ("token.lemma",)),
    Stage("kg_repair", (*TREE, "doc.ents"), ("token.tag", "token.pos", "token.dep", "token.head", "doc.ents")),
    Stage("kg_mentions", (*TREE, "doc.ents"), ("doc._.titles", "doc._.mentions")),
    Stage("kg_genre", (*TREE, "doc._.mentions"), ("doc._.genre",)),
    Stage(
        "kg_actors",
        (*TREE, "doc._.titles", "doc._.mentions", "doc._.genre"),
        ("doc._.mentions", "doc._.clusters", "doc._.cluster_of", "doc._.named"),
    ),
    Stage("kg_reattach", (*TREE, "doc._.named"), ("token.tag", "token.dep", "token.head")),
    Stage("kg_pronouns", (*TREE, *ACTORS), ("doc._.mentions", "doc._.clusters", "doc._.cluster_of")),
    Stage(
        "kg_speakers",
        (*TREE, *ACTORS, "doc.ents"),
        ("doc._.clusters", "doc._.cluster_of", "doc._.speakers", "doc._.narrated"),
    ),
    Stage("kg_led", (*TREE, *ACTORS), ("doc._.clusters", "doc._.cluster_of", "doc._.led")),
    Stage("kg_borne", (*TREE, *ACTORS), ("doc._.clusters", "doc._.cluster_of", "doc._.borne")),
    # A co-chair in a section that names no group makes an actor of the group in the section's heading.
    Stage("kg_roles", (*TREE, *ACTORS), ("doc._.candidates", "doc._.clusters")),
    Stage(
        "kg_leads",
        (*TREE, *ACTORS, "doc._.candidates", "doc._.led"),
        ("doc._.candidates",),
        unjudged="the title of a leader, such as co-chair, is proposed as a role and as a lead; each is judged alone",
    ),
    Stage("kg_speech", (*TREE, *ACTORS, "doc._.speakers", "doc.ents"), ("doc._.reports", "doc._.unnamed")),
    Stage(
        "kg_negotiations",
        (*TREE, *ACTORS, *SPEECH, "doc._.candidates"),
        ("doc._.candidates", "doc._.clusters", "doc._.bodies", "doc._.mediations"),
        unjudged="two who lead delegations that talk may talk themselves; the filter sees how the lead was found",
    ),
    Stage("kg_statements", (*TREE, *ACTORS, *SPEECH), ("doc._.candidates",)),
    Stage(
        "kg_positions",
        (*TREE, *ACTORS, *SPEECH, "doc._.candidates"),
        ("doc._.candidates",),
        unjudged="a spokesperson's body is that of a role; how it was found is one of the filter's features",
    ),
    Stage("kg_labels", (*TREE, *ACTORS, *SPEECH, "doc._.borne"), ("doc._.candidates",)),
    Stage(
        "kg_actions",
        (*TREE, *ACTORS, *SPEECH, "doc._.candidates"),
        ("doc._.candidates",),
        unjudged="a threat's position tells how far its measure has come, and the filter sees its stance",
    ),
    Stage(
        "kg_affiliations",
        (*TREE, *ACTORS, *SPEECH, "doc._.candidates", "doc._.bodies"),
        ("doc._.candidates",),
        unjudged="what a role or a lead tells need not be told again; the filter sees that one was proposed",
    ),
    Stage(
        "kg_propose",
        (*TREE, *ACTORS, *SPEECH, "doc._.candidates", "doc._.bodies"),
        ("doc._.candidates",),
        unjudged="a reranker weighs the rules' positions and the network's together, by the filter's word too",
    ),
    Stage("kg_facts", (*TREE, *ACTORS, "doc._.candidates", "doc._.mediations"), ("doc._.facts",)),
)
"""In the order in which they run."""

COMPONENTS: tuple[str, ...] = tuple(stage.name for stage in STAGES)


@cache
def register_layout() -> None:
    """Register with spaCy the stage before the parser, which readers of other kinds use as well."""
    from spacy.language import Language

    from kg.extract.text.layout import layout

    Language.component("kg_layout", assigns=["token.is_sent_start", "doc._.blocks"], func=layout)


@cache
def register() -> None:
    """Register every stage with spaCy. The stages are imported here because that takes a second, for which nobody who
    only queries a graph should wait."""
    from spacy.language import Language

    from kg.extract.actions.actions import actions
    from kg.extract.actors.actors import actors
    from kg.extract.actors.genre import genre
    from kg.extract.actors.pronouns import pronouns
    from kg.extract.affiliations.affiliations import affiliations
    from kg.extract.candidates.facts import facts
    from kg.extract.grammar.reattachment import reattach
    from kg.extract.grammar.repair import repair
    from kg.extract.labels.labels import borne, labels
    from kg.extract.leads.leads import leads, led
    from kg.extract.mentions.mentions import mentions
    from kg.extract.negotiations.negotiations import negotiations
    from kg.extract.positions.positions import positions
    from kg.extract.proposer.proposer import propose
    from kg.extract.roles.roles import roles
    from kg.extract.speech.speakers import speakers
    from kg.extract.speech.speech import speech
    from kg.extract.statements.statements import statements
    from kg.extract.text.lemmas import lemmas

    register_layout()
    work = (
        *(lemmas, repair, mentions, genre, actors, reattach, pronouns, speakers, led, borne, roles, leads, speech),
        *(negotiations, statements, positions, labels, actions, affiliations, propose, facts),
    )
    runs = {f"kg_{run.__name__}": run for run in work}
    for stage in STAGES:
        requires, assigns = list(stage.requires), list(stage.assigns)
        Language.component(stage.name, assigns=assigns, requires=requires, func=runs[stage.name])
