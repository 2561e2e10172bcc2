"""The API for judgements: list, make and undo people's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from kg.errors import ServeRequestError
from kg.judgement_entry import coder, in_turn, judgements_of, without_repeats
from kg.judgements import Verdict
from kg.judgements.descriptions import about_in_words, values_in_words
from kg.judgements.judgement import AboutActors, Judgement, text_key
from kg.review import alike
from kg.serve.asking import ApiRequest, Operation, Parameter

__all__ = ["JUDGEMENTS"]

type Decision = tuple[str, str | tuple[str, str], Mapping[str, object]]
"""A verdict, what it is about, and its values."""

OF_MANY: Final = ("confirmed", "rejected")
"""The verdicts that can be given on many facts at once."""
OF_ACTORS: Final = frozenset({"same", "different", "split"})
"""The verdicts on actors that a page offers."""
VERDICTS: Final = "confirmed, rejected, corrected or added; of actors same, different or split"


def _judge(request: ApiRequest) -> Any:
    first_id = request.text("about")
    about: str | tuple[str, str] = first_id
    if request.body.get("heading"):
        about = request.text("heading"), first_id
    elif request.body.get("other"):
        about = first_id, request.text("other")
    values = request.body.get("values") or {}
    if not isinstance(values, dict):
        raise ServeRequestError(what="'values' of the body", value=repr(values)[:80], expected="an object")
    verdict = request.text("verdict")
    if verdict not in {each.value for each in Verdict if each.is_of_fact} | OF_ACTORS:
        raise ServeRequestError(what="'verdict' of the body", value=repr(verdict), expected=VERDICTS)
    (judgement_id,), rest_of_answer = _record(request, [(verdict, about, values)])
    return {"id": judgement_id, "by": coder(_coder(request)), **rest_of_answer}


def _judge_each(request: ApiRequest) -> Any:
    verdict = request.text("verdict")
    if verdict not in OF_MANY:
        raise ServeRequestError(what="'verdict' of the body", value=repr(verdict), expected=" or ".join(OF_MANY))
    judgement_ids, rest_of_answer = _record(request, [(verdict, fact, {}) for fact in request.texts("facts")])
    return {"ids": judgement_ids, **rest_of_answer}


def _record(request: ApiRequest, decisions: Iterable[Decision]) -> tuple[list[str | None], dict[str, Any]]:
    """Record judgements, all or none: the id of each, None for one that would change nothing, and the rest of the
    answer, with a line for each of those that says why, and one for all that the person should look at again."""
    graph = request.graph
    cautions: list[str] = []
    judgements = [*judgements_of(graph.record, decisions, coder(_coder(request)), _why(request), cautions.append)]
    new, repeats = without_repeats(graph.record, judgements, of_each_other=False)
    ids_of_new = {id(each) for each in new}
    recorded = iter(graph.record_judgements(in_turn(graph.record, new)))
    ids = [next(recorded).id if id(each) in ids_of_new else None for each in judgements]
    told = {"repeats": repeats, "cautions": cautions}
    return ids, {**{name: lines for name, lines in told.items() if lines}, **request.behind}


def _undo(request: ApiRequest) -> Any:
    judgement = request.graph.undo(request.text("judgement"), by=_coder(request), why=_why(request))
    return {"id": judgement.id, "by": judgement.by, **request.behind}


def _undo_each(request: ApiRequest) -> Any:
    by, why = _coder(request), _why(request)
    judgements = request.graph.undo_each(request.texts("judgements"), by=by, why=why)
    return {"ids": [each.id for each in judgements], **request.behind}


def _alike(request: ApiRequest) -> Any:
    return {"items": alike(request.world.documents, request.one("id"))}


def _coder(request: ApiRequest) -> str | None:
    """The person who judges, as named in the request."""
    by = request.body.get("by")
    return by.strip() or None if isinstance(by, str) else None


def _why(request: ApiRequest) -> str:
    return request.text("why") if str(request.body.get("why") or "").strip() else ""


def _judgements(request: ApiRequest) -> Any:
    record, document = request.graph.record, request.one("document")
    document_key = text_key(record.document(document).text) if document else None
    fact_of_judgement = record.judged(document).fact_ids if document else None
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
                "fact": state.fact if fact_of_judgement is None else fact_of_judgement.get(state.judgement.id),
                "reach": state.reach.value,
            }
            for state in record.judgements(document_key)
        ]
    }


def _actor_ids(judgement: Judgement) -> list[str]:
    return [actor.id for actor in judgement.about.actors] if isinstance(judgement.about, AboutActors) else []


_JUDGE_PARAMETERS: Final = (
    Parameter("by", "who judges; else the name in KG_CODER, else whoever has started the server"),
    Parameter("why", "the reason"),
)

JUDGEMENTS: Final = (
    Operation(
        "/alike",
        "The ids of all facts that nobody has reviewed and that say the same as this one, itself too",
        _alike,
        (Parameter("id", "the id of the fact", required=True),),
    ),
    Operation(
        "/judgements",
        "What people have decided, the undone too",
        _judgements,
        (Parameter("document", "only about the facts of this one, and the document itself"),),
    ),
    Operation(
        "/judge",
        "Confirm, reject, correct or add a fact, merge or split actors, with `kg serve --write`; `id` is null and "
        "`repeats` says why where nothing is recorded, since you have decided so already; `cautions` names what the "
        "text or the evidence does not show",
        _judge,
        method="POST",
        body=(
            Parameter("verdict", VERDICTS, required=True),
            Parameter(
                "about",
                "the id of the fact; for one that is added, that of its document; of actors, that of the first",
                required=True,
            ),
            Parameter("heading", "of a fact that is added: position, role, lead ..."),
            Parameter(
                "values", "what the fact should say, by field, see /api/vocabulary; of split, who it is", "object"
            ),
            Parameter("other", "of actors that are the same or different: the id of the other"),
            *_JUDGE_PARAMETERS,
        ),
        stored=False,
        writes=True,
    ),
    Operation(
        "/judge-each",
        "Confirm or reject many facts at once, all or none, with `kg serve --write`; for each one about which you have "
        "decided so already, `ids` has null and `repeats` a line",
        _judge_each,
        method="POST",
        body=(
            Parameter("verdict", " or ".join(OF_MANY), required=True),
            Parameter("facts", "the ids of the facts", several=True, required=True),
            *_JUDGE_PARAMETERS,
        ),
        stored=False,
        writes=True,
    ),
    Operation(
        "/undo",
        "Take a judgement back, with `kg serve --write`",
        _undo,
        method="POST",
        body=(Parameter("judgement", "its id", required=True), *_JUDGE_PARAMETERS),
        stored=False,
        writes=True,
    ),
    Operation(
        "/undo-each",
        "Take many judgements back at once, all or none, with `kg serve --write`",
        _undo_each,
        method="POST",
        body=(Parameter("judgements", "their ids", several=True, required=True), *_JUDGE_PARAMETERS),
        stored=False,
        writes=True,
    ),
)
"""The operations."""
