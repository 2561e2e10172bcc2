"""`kg explain-actor`: why an actor is who it is, and who it might be."""

from __future__ import annotations

from kg.cli import options as o
from kg.cli.commands.judgements.pairs import weights_in_words
from kg.cli.output import print_rows
from kg.cli.session import opened

__all__ = ["explain_actor"]

COLUMNS = ("holds", "name", "probability", "documents", "reason", "for", "against", "actor")


def explain_actor(
    actor: o.ActorArgument,
    graph: o.GraphOption = None,
    format: o.FormatOption = None,
) -> None:
    """Explain which names refer to an actor, and why.

    Lists the names that refer to it, its ids in Wikidata and ISO 3166-1 with their source, doubtful names, and the most
    similar names and actors that it is not. Each comparison has its probability, and the evidence for and against with
    its log-odds. Doubtful pairs wait in `kg review --who`.
    """
    from kg.query.values import actor_of

    with opened(graph) as opened_graph:
        id_ = actor_of(actor, opened_graph.record.find_actor).id
        rows = (
            (
                each.holds.value,
                each.name,
                each.probability,
                each.documents,
                each.reason,
                weights_in_words(each, 1) if each.speaks else None,
                weights_in_words(each, -1) if each.speaks else None,
                each.actor,
            )
            for each in opened_graph.record.explain_actor(id_)
        )
        print_rows(COLUMNS, rows, format, brief=COLUMNS[:-1])
