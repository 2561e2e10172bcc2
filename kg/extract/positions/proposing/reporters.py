"""Who says a clause: the sources of the report over it, or the quotation's speakers."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.positions.proposing.holder import Holder
from kg.extract.positions.proposing.proposals import Proposals
from kg.extract.speech.reports import OWN_WORDS, TELLING, Report
from kg.extract.speech.spokespersons import our_body

__all__ = ["reported", "within"]


def within(report: Report | None, bounds: tuple[int, int]) -> tuple[int, int]:
    """The tokens of a clause without the "according to X" that the parser hung on it."""
    start, end = bounds
    if report is None or report.kind not in {"according-to", "parenthetical"}:
        return bounds
    return max(start, report.start), min(end, report.end)


def reported(found: Proposals, verb: Token) -> tuple[list[Holder], Report | None]:
    """Those who say the clause of ``verb``: the sources of the report over it, or the quotation's speakers."""
    who = found.speakers.get(verb.i)
    if who:
        holding = found.holders([found.doc[i] for i in who], "speaker")
        return [_spoken_for(h, verb) for h in holding], None
    report = found.report_over(verb)
    if report is None or report.kind not in TELLING | {OWN_WORDS}:
        return [], None
    kind = "clause" if report.kind == OWN_WORDS else report.kind
    return found.holders([found.doc[i] for i in report.sources], f"reporter-{kind}"), report


def _spoken_for(holder: Holder, verb: Token) -> Holder:
    body = our_body(verb, holder.cluster)
    return holder if body is None else Holder(holder.token, body, f"{holder.path}-spokesperson")
