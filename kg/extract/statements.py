"""Who said what in which words, for every reporting or stance-bearing predicate."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.actors import Cluster, cluster_at
from kg.extract.candidate import Candidate, propose, sentence_bounds
from kg.extract.clause import negated
from kg.extract.speech import reports

__all__: list[str] = []


@Language.component("kg_statements")
def statements(doc: Doc) -> Doc:
    """Propose statements."""
    for report in reports(doc):
        cue = doc[report.cue]
        sources: list[Cluster] = []
        for i in report.sources:
            cluster = cluster_at(doc[i])
            if cluster is not None and cluster not in sources:
                sources.append(cluster)
        if not sources or report.end <= report.start:
            continue
        propose(
            doc,
            Candidate(
                "statements", f"statement.{report.kind}", {f"source{n}": c for n, c in enumerate(sources)},
                {"cue": (report.cue, report.cue_end), "content": (report.start, report.end), "polarity": "negative" if negated(cue) else "positive"},
                sentence_bounds(cue),
                {f"kind={report.kind}": 1, f"cue={cue.lemma_.casefold()}": 1, f"kind,cue={report.kind},{cue.lemma_.casefold()}": 1, f"tag={cue.tag_}": 1,
                 f"dep={cue.dep_}": 1, f"source={sources[0].type}": 1, "length": min(report.end - report.start, 40) / 20},
            ),
        )  # fmt: skip
    return doc
