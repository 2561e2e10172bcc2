"""The API for judgements: list, make and undo people's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from kg.errors import ServeRequestError
from kg.judgements import Verdict
from kg.judgements.judgement import AboutActors, Judgement, text_key
from kg.judgements.wording import about_in_words, values_in_words
from kg.judging import coder, in_turn, judgements_of, without_repeats
from kg.review import alike
from kg.serve.asking import Asked, Given, Operation

__all__ = ["JUDGING"]

type Wanted = tuple[str, str | tuple[str, str], Mapping[str, object]]
"""A verdict, what it is about, and its values."""

OF_MANY: Final = ("confirmed", "rejected")
"""The verdicts that can be given on many facts at once."""
OF_ACTORS: Final = frozenset({"same", "different", "split"})
"""The verdicts on actors that a page offers."""
VERDICTS: Final = "confirmed, rejected, corrected or added; of actors same, different or split"


def _judged(asked: Asked) -> Any:
    first = asked.text("about")
    about: str | tuple[str, str] = first
    if asked.body.get("heading"):
        about = asked.text("heading"), first
    elif asked.body.get("other"):
        about = first, asked.text("other")
    values = asked.body.get("values") or {}
    if not isinstance(values, dict):
        raise ServeRequestError(what="'values' of the body", value=repr(values)[:80], expected="an object")
    verdict = asked.text("verdict")
    if verdict not in {each.value for each in Verdict if each.is_of_fact} | OF_ACTORS:
        raise ServeRequestError(what="'verdict' of the body", value=repr(verdict), expected=VERDICTS)
    (made,), told = _record(asked, [(verdict, about, values)])
    return {"id": made, "by": coder(_coder(asked)), **told}


def _judged_each(asked: Asked) -> Any:
    verdict = asked.text("verdict")
    if verdict not in OF_MANY:
        raise ServeRequestError(what="'verdict' of the body", value=repr(verdict), expected=" or ".join(OF_MANY))
    made, told = _record(asked, [(verdict, fact, {}) for fact in asked.texts("facts")])
    return {"ids": made, **told}


def _record(asked: Asked, wanted: Iterable[Wanted]) -> tuple[list[str | None], dict[str, Any]]:
    """Record judgements, all or none: the id of each, None for one that would change nothing, and the rest of the
    answer, with a line for each of those that says why."""
    graph = asked.graph
    made = [*judgements_of(graph.record, wanted, coder(_coder(asked)), _why(asked))]
    new, repeats = without_repeats(graph.record, made, of_each_other=False)
    are_new = {id(each) for each in new}
    kept = iter(graph.record_judgements(in_turn(graph.record, new)))
    ids = [next(kept).id if id(each) in are_new else None for each in made]
    return ids, {**({"repeats": repeats} if repeats else {}), **asked.behind}


def _undone(asked: Asked) -> Any:
    made = asked.graph.undo(asked.text("judgement"), by=_coder(asked), why=_why(asked))
    return {"id": made.id, "by": made.by, **asked.behind}


def _undone_each(asked: Asked) -> Any:
    by, why = _coder(asked), _why(asked)
    made = asked.graph.undo_each(asked.texts("judgements"), by=by, why=why)
    return {"ids": [each.id for each in made], **asked.behind}


def _alike(asked: Asked) -> Any:
    return {"items": alike(asked.world.documents, asked.one("id"))}


def _coder(asked: Asked) -> str | None:
    """The person who judges, as named in the request."""
    by = asked.body.get("by")
    return by.strip() or None if isinstance(by, str) else None


def _why(asked: Asked) -> str:
    return asked.text("why") if str(asked.body.get("why") or "").strip() else ""


def _judgements(asked: Asked) -> Any:
    record, document = asked.graph.record, asked.one("document")
    text = text_key(record.document(document).text) if document else None
    own = record.judged(document).fact_ids if document else None
    return {
        "items": [
            {
                "id": state.judgement.id,
                "verdict": state.judgement.verdict.value,
                "about": about_in_words(state.judgement),
                "values": values_in_words(state.judgement.values),
                "by": state.judgement.by,
                "at": state.judgement.at.isoformat(),
                "why": state.judgement.why,
                "actors": _actor_ids(state.judgement),
                "fact": state.fact if own is None else own.get(state.judgement.id),
                "reach": state.reach.value,
            }
            for state in record.judgements(text)
        ]
    }


def _actor_ids(judgement: Judgement) -> list[str]:
    return [actor.id for actor in judgement.about.actors] if isinstance(judgement.about, AboutActors) else []


_WHO: Final = (
    Given("by", "who judges; else the name in KG_CODER, else whoever has started the server"),
    Given("why", "the reason"),
)

JUDGING: Final = (
    Operation(
        "/alike",
        "The ids of all facts that nobody has reviewed and that say the same as this one, itself too",
        _alike,
        (Given("id", "the id of the fact", required=True),),
    ),
    Operation(
        "/judgements",
        "What people have decided, the undone too",
        _judgements,
        (Given("document", "only about the facts of this one, and the document itself"),),
    ),
    Operation(
        "/judge",
        "Confirm, reject, correct or add a fact, merge or split actors, with `kg serve --write`; `id` is null and "
        "`repeats` says why where nothing is recorded, since you have decided so already",
        _judged,
        method="POST",
        body=(
            Given("verdict", VERDICTS, required=True),
            Given(
                "about",
                "the id of the fact; for one that is added, that of its document; of actors, that of the first",
                required=True,
            ),
            Given("heading", "of a fact that is added: position, role, lead ..."),
            Given("values", "what the fact should say, by field, see /api/vocabulary; of split, who it is", "object"),
            Given("other", "of actors that are the same or different: the id of the other"),
            *_WHO,
        ),
        stored=False,
        writes=True,
    ),
    Operation(
        "/judge-each",
        "Confirm or reject many facts at once, all or none, with `kg serve --write`; for each one about which you have "
        "decided so already, `ids` has null and `repeats` a line",
        _judged_each,
        method="POST",
        body=(
            Given("verdict", " or ".join(OF_MANY), required=True),
            Given("facts", "the ids of the facts", several=True, required=True),
            *_WHO,
        ),
        stored=False,
        writes=True,
    ),
    Operation(
        "/undo",
        "Take a judgement back, with `kg serve --write`",
        _undone,
        method="POST",
        body=(Given("judgement", "its id", required=True), *_WHO),
        stored=False,
        writes=True,
    ),
    Operation(
        "/undo-each",
        "Take many judgements back at once, all or none, with `kg serve --write`",
        _undone_each,
        method="POST",
        body=(Given("judgements", "their ids", several=True, required=True), *_WHO),
        stored=False,
        writes=True,
    ),
)
"""The operations."""
