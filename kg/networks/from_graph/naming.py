"""A name for each actor that no other actor of the graph has, so that no two become one node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.model import ResolvedActor
from kg.resolve.placing import is_of_one_document

__all__ = ["is_name_of", "unique_names"]


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
    names = {actor.id: actor.name for actor in actors}
    unique: dict[str, str] = {}
    bearers = Counter(names.values())
    namesakes = {id_: name for id_, name in names.items() if bearers[name] > 1}
    taken: set[str] = set()
    for forms in (names, *_with_documents(namesakes, documents)):
        candidates = {id_: form for id_, form in forms.items() if id_ not in unique}
        bearers = Counter(candidates.values())
        unique |= {id_: form for id_, form in candidates.items() if bearers[form] == 1 and form not in taken}
        taken |= bearers.keys()
    return {id_: unique.get(id_, f"{name} ({id_})") for id_, name in names.items()}


def is_name_of(label: str, names: Iterable[str]) -> bool:
    """Whether a label is one of an actor's names, also with what follows in `unique_names`.

    >>> is_name_of("officials (talks, 2)", ["officials"]), is_name_of("officials of Peru", ["officials"])
    (True, False)
    """
    return any(label == name or (label.startswith(f"{name} (") and label.endswith(")")) for name in names)


def _with_documents(
    namesakes: Mapping[str, str], documents: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """For the actors of one document, by id: the name with the document's name, and the same with a number in
    addition, which counts the actors of that name in the document from 1."""
    plain: dict[str, str] = {}
    numbered: dict[str, str] = {}
    bearers: Counter[tuple[str, str]] = Counter()
    for id_ in sorted((id_ for id_ in namesakes if is_of_one_document(id_)), key=_words_and_number):
        document = id_.partition("/")[2].partition("-")[0]
        if document in documents:
            name = namesakes[id_]
            bearers[name, document] += 1
            plain[id_] = f"{name} ({documents[document]})"
            numbered[id_] = f"{name} ({documents[document]}, {bearers[name, document]})"
    return plain, numbered


def _words_and_number(actor_id: str) -> tuple[str, int]:
    """The sort key of an id: its words, then the number at its end, which counts the actors of these words in a
    document; 1 for an id without a number."""
    words, _, number = actor_id.rpartition("-")
    return (words, int(number)) if number.isascii() and number.isdecimal() else (actor_id, 1)
