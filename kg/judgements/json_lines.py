"""Judgements as JSON Lines: one judgement a line, in the order in which they take effect, keys in a fixed order."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kg.errors import JudgementFileError
from kg.judgements.fields import FIELDS
from kg.judgements.judgement import (
    AboutActors,
    AboutDocument,
    AboutFact,
    ActorSeen,
    Judgement,
    MentionSeen,
    Undoing,
    Verdict,
)

_CONFLICT_MARKERS: Final = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""The beginnings of the lines by which git marks a merge conflict in a file."""

__all__ = ["from_json", "from_line", "read_lines", "to_json", "write_lines", "written"]

type Json = dict[str, Any]


def write_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """A line for each judgement, with its line feed; the same judgements give the same lines, whatever their order."""
    for judgement in sorted(judgements, key=lambda each: each.order):
        yield json.dumps(to_json(judgement), ensure_ascii=False) + "\n"


def read_lines(lines: Iterable[str], name: str) -> Iterator[Judgement]:
    """The judgements of a file, without empty lines and a byte order mark. ``name`` is the file's, for messages.

    Raises `JudgementFileError` with the number of the first line that is no judgement.
    """
    for number, line in enumerate(lines, 1):
        line = line.removeprefix("\ufeff") if number == 1 else line
        if not line.strip():
            continue
        if line.startswith(_CONFLICT_MARKERS):
            detail = "it is a mark of git's: two versions are to be made one. Keep the lines of both, without the marks"
            raise JudgementFileError(path=name, line=number, detail=detail)
        try:
            yield from_line(line)
        except KeyError as error:
            raise JudgementFileError(path=name, line=number, detail=f"{error} is missing") from error
        except (ValueError, TypeError, AttributeError) as error:
            raise JudgementFileError(path=name, line=number, detail=error) from error


def from_line(line: str) -> Judgement:
    """The judgement of a line, which may lack its line feed. Raises ValueError, KeyError or TypeError."""
    value = json.loads(line)
    if not isinstance(value, dict):
        raise TypeError("it is no object")
    return from_json(value)


def to_json(judgement: Judgement) -> Json:
    """A judgement as an object that `json.dumps` takes; `from_json` reads it."""
    value = {"id": judgement.id, **_content(judgement)}
    if judgement.undone is not None:
        value["undone"] = {
            "by": judgement.undone.by,
            "at": written(judgement.undone.at),
            "why": judgement.undone.why,
        }
    if judgement.carried:
        value["carried"] = [{"side": side, **_mention(mention)} for side, mention in judgement.carried]
    return value


def _content(judgement: Judgement) -> Json:
    """The part of a judgement that its id is computed from."""
    return {
        "verdict": judgement.verdict.value,
        "by": judgement.by,
        "at": written(judgement.at),
        "why": judgement.why,
        "about": _about(judgement.about),
        "values": dict(judgement.values),
        **({"settles": list(judgement.settles)} if judgement.settles else {}),
    }


def from_json(value: Mapping[str, Any]) -> Judgement:
    """What `to_json` wrote. Raises ValueError, KeyError or TypeError."""
    verdict = Verdict(value["verdict"])
    undone = value.get("undone")
    return Judgement(
        verdict,
        _read_about(verdict, value["about"]),
        str(value["by"]),
        _moment(value["at"]),
        str(value.get("why") or ""),
        _json_object(value.get("values") or {}),
        None if undone is None else Undoing(str(undone["by"]), _moment(undone["at"]), str(undone.get("why") or "")),
        tuple(map(str, value.get("settles") or ())),
        tuple((int(each["side"]), _read_mention(each)) for each in value.get("carried") or ()),
    )


def written(moment: dt.datetime) -> str:
    """A time as the files and the record have it: ISO 8601 in UTC with microseconds, so that the texts sort by time."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


def _about(about: AboutFact | AboutActors | AboutDocument) -> Json:
    match about:
        case AboutFact():
            return {
                "text": about.text,
                "document": about.document,
                "heading": about.heading,
                "start": about.start,
                "end": about.end,
                "words": about.words,
                "said": dict(about.said),
                "rule": about.rule,
            }
        case AboutDocument():
            return {"text": about.text, "document": about.document}
        case AboutActors():
            return {"actors": [_actor(actor) for actor in about.actors]}


def _actor(actor: ActorSeen) -> Json:
    mentions = [_mention(each) for each in actor.mentions]
    return {"id": actor.id, "name": actor.name, "type": actor.type, "mentions": mentions}


def _mention(mention: MentionSeen) -> Json:
    return {"text": mention.text, "start": mention.start, "end": mention.end, "words": mention.words}


def _read_about(verdict: Verdict, value: Mapping[str, Any]) -> AboutFact | AboutActors | AboutDocument:
    if verdict.is_of_document:
        return AboutDocument(str(value["text"]), str(value["document"]))
    if verdict.is_of_actors:
        return AboutActors(tuple(_read_actor(actor) for actor in value["actors"]))
    heading = value["heading"]
    if heading not in FIELDS:
        raise ValueError(f"the heading {heading!r} is none of {', '.join(FIELDS)}")
    return AboutFact(
        str(value["text"]),
        str(value["document"]),
        heading,
        int(value["start"]),
        int(value["end"]),
        str(value["words"]),
        _json_object(value["said"]),
        str(value.get("rule") or ""),
    )


def _read_actor(value: Mapping[str, Any]) -> ActorSeen:
    mentions = tuple(_read_mention(each) for each in value["mentions"])
    return ActorSeen(str(value["id"]), str(value["name"]), str(value["type"]), mentions)


def _read_mention(value: Mapping[str, Any]) -> MentionSeen:
    return MentionSeen(str(value["text"]), int(value["start"]), int(value["end"]), str(value["words"]))


def _json_object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object")
    return value
