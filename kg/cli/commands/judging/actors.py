"""`kg merge`, `kg split`, `kg different`, `kg rename`, `kg retype` and `kg alias`: decisions about actors."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.commands.judging.options import Judging, judge
from kg.errors import CommandError

__all__ = ["alias", "different", "merge", "rename", "retype", "split"]

OthersArgument = Annotated[
    list[str], typer.Argument(metavar="OTHER", help="Who is the same.", autocompletion=o.actor_names)
]


def merge(actor: o.ActorArgument, others: OthersArgument, judging: Judging) -> None:
    """Say that others are this actor: all they hold, say and do is its own, under its id, in every document."""
    judge([("same", (actor, other), {}) for other in others], judging)


def different(
    actor: o.ActorArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", autocompletion=o.actor_names)],
    judging: Judging,
) -> None:
    """Say that two actors are different: nothing makes them one again, no later version either."""
    judge([("different", (actor, other), {})], judging)


def split(
    actor: o.ActorArgument,
    document: Annotated[
        list[str] | None, typer.Option("--document", help="It is somebody else in this document; again for more.")
    ] = None,
    words: Annotated[
        list[str] | None, typer.Option("--words", help="It is somebody else where it is called so; again for more.")
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="ACTOR", help="Who it is, where the graph knows.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="What the other one is called, where it is new.")] = None,
    type: Annotated[str | None, typer.Option("--type", help="person, state, organization ...; else as it was.")] = None,
    *,
    judging: Judging,
) -> None:
    """Take from an actor what is somebody else's: kg split "Boris Johnson" --words "the Queen" --name "Elizabeth II".

    A fact goes along where the words that prove it name the other one only.
    """
    given = {"documents": document or [], "words": words or [], "into": into, "name": name, "type": type}
    judge([("split", actor, given)], judging)


def rename(
    actor: o.ActorArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    judging: Judging,
) -> None:
    """Give an actor its name; the old one stays an alias."""
    judge([("renamed", actor, {"name": name})], judging)


def retype(
    actor: o.ActorArgument,
    type: Annotated[str, typer.Argument(metavar="TYPE", help="person, state, organization, bloc, delegation ...")],
    judging: Judging,
) -> None:
    """Say what kind of actor it is; its id begins with that."""
    judge([("retyped", actor, {"type": type})], judging)


def alias(
    actor: o.ActorArgument,
    give: Annotated[list[str] | None, typer.Option("--add", help="It is called so, too; again for more.")] = None,
    take: Annotated[list[str] | None, typer.Option("--remove", help="It is not called so; again for more.")] = None,
    *,
    judging: Judging,
) -> None:
    """Give an actor aliases, or take wrong ones away."""
    asked = [("alias-given", actor, {"alias": text}) for text in give or ()]
    asked += [("alias-taken", actor, {"alias": text}) for text in take or ()]
    if not asked:
        raise CommandError(detail="nothing is said: name --add or --remove.", command="kg alias")
    judge(asked, judging)
