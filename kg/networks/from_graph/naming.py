"""A name for each actor that no other actor of the graph has, so that no two become one node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.model import ResolvedActor
from kg.resolve.placing import is_of_one_document

__all__ = ["unique_names"]


def unique_names(actors: Iterable[ResolvedActor], documents: Mapping[str, str]) -> dict[str, str]:
    """The name of each actor, by its id. ``documents`` are the names of documents, by id.

    If several actors have a name, the document follows for an actor of one document, with a number if it has more of
    that name; the id follows for other actors, and wherever this is not enough.

    >>> from kg.model import ActorType
    >>> ids = [f"group/{document}-officials{n}" for document, n in (("a" * 16, ""), ("b" * 16, ""), ("b" * 16, "-2"))]
    >>> actors = (ResolvedActor(id_, "officials", ActorType.GROUP) for id_ in (*ids, "group/china-officials"))
    >>> list(unique_names(actors, {"a" * 16: "note", "b" * 16: "talks"}).values())
    ['officials (note)', 'officials (talks, 1)', 'officials (talks, 2)', 'officials (group/china-officials)']
    """
    known = {actor.id: actor.name for actor in actors}
    found: dict[str, str] = {}
    times = Counter(known.values())
    namesakes = {id_: name for id_, name in known.items() if times[name] > 1}
    taken: set[str] = set()
    for forms in (known, *_with_documents(namesakes, documents)):
        here = {id_: form for id_, form in forms.items() if id_ not in found}
        times = Counter(here.values())
        found |= {id_: form for id_, form in here.items() if times[form] == 1 and form not in taken}
        taken |= times.keys()
    return {id_: found.get(id_, f"{name} ({id_})") for id_, name in known.items()}


def _with_documents(
    namesakes: Mapping[str, str], documents: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The names of those actors that are of one document, with the document's name, and with a number after it."""
    plain: dict[str, str] = {}
    numbered: dict[str, str] = {}
    times: Counter[tuple[str, str]] = Counter()
    for id_ in sorted((id_ for id_ in namesakes if is_of_one_document(id_)), key=_in_order):
        document = id_.partition("/")[2].partition("-")[0]
        if document in documents:
            name = namesakes[id_]
            times[name, document] += 1
            plain[id_] = f"{name} ({documents[document]})"
            numbered[id_] = f"{name} ({documents[document]}, {times[name, document]})"
    return plain, numbered


def _in_order(actor: str) -> tuple[str, int]:
    """The number at the end of an id, which counts the actors of its words in a document, sorts as a number."""
    words, _, number = actor.rpartition("-")
    return (words, int(number)) if number.isascii() and number.isdecimal() else (actor, 1)
