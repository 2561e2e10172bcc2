"""KG-Q: questions by name, in SPARQL and in Cypher."""

from __future__ import annotations

from kg.errors.root import StoreError, UsageError, with_extra

__all__ = [
    "ActorAmbiguousError",
    "ActorUnknownError",
    "CypherCrashError",
    "CypherFailedError",
    "CypherParameterError",
    "CypherSyntaxError",
    "CypherTimeoutError",
    "CypherUpdateError",
    "FramesMissingError",
    "IssueAmbiguousError",
    "IssueUnknownError",
    "MissingParameterError",
    "ParameterValueError",
    "QueryDepthError",
    "QueryFilesError",
    "QueryMemoryError",
    "QueryNetworkError",
    "SparqlEvaluationError",
    "SparqlParameterError",
    "SparqlSyntaxError",
    "SparqlTimeoutError",
    "SparqlUpdateRefusedError",
    "UnknownParameterError",
    "UnknownQuestionError",
]


class UnknownQuestionError(UsageError):
    """A name that no question has."""

    code = "KG-Q001"
    template = "there is no question {name}.{hint}"
    next_step = "`kg ask --list` names them all (in Python kg.questions())."


class UnknownParameterError(UsageError):
    """A parameter that a question, an export or a network does not take."""

    code = "KG-Q002"
    template = "{what} does not take {names}; it takes {known}."
    next_step = "{advice}"


class MissingParameterError(UsageError):
    """A parameter without which a question makes no sense."""

    code = "KG-Q003"
    template = "the question {question} needs {names}{others}."
    next_step = "Give what is missing; `kg ask --list {question}` explains each (in Python kg.questions())."


class ActorUnknownError(UsageError):
    """A name that no actor of the graph has."""

    code = "KG-Q004"
    template = "no actor is called {actor}.{hint}"
    next_step = "Give a name, an alias or an id such as state/CN, as the graph's documents have it."


class ActorAmbiguousError(UsageError):
    """A name that several actors have."""

    code = "KG-Q005"
    template = "{actor} may be any of: {candidates}."
    next_step = "Say which one by its id."


class IssueUnknownError(UsageError):
    """Words that no issue is known by."""

    code = "KG-Q006"
    template = "no issue is called {issue}.{hint}"
    next_step = "{scheme} lists them; an issue that it lacks has an id of its own, such as {own}."


class IssueAmbiguousError(UsageError):
    """Words by which several issues are known."""

    code = "KG-Q007"
    template = "{issue} may be any of the issues {candidates}."
    next_step = "Say which one by its id."


class ParameterValueError(UsageError):
    """A value that a parameter cannot have."""

    code = "KG-Q008"
    template = "{parameter} is {value}, not {expected}."
    next_step = "Give such a value, or leave it out if it is optional."


class QueryMemoryError(UsageError):
    """A query that takes more memory than one may."""

    code = "KG-Q009"
    template = "the {language} query takes more than {limit} of memory."
    next_step = (
        "Ask for less (patterns that something ties together, LIMIT without ORDER BY, a named actor), "
        "or allow more: memory in [{table}] of kg.toml."
    )


class QueryDepthError(UsageError):
    """A query that is nested too deeply for its engine."""

    code = "KG-Q010"
    template = "the {language} query is nested too deeply for its engine."
    next_step = "Nest fewer brackets, operators or sub-queries."


class QueryNetworkError(UsageError):
    """A query that would reach another machine, without permission."""

    code = "KG-Q011"
    template = "{what} in the {language} query reaches another machine."
    next_step = "Allow it with --allow-network (in Python allow_network=True), or leave it out."


class QueryFilesError(UsageError):
    """A query that would read or write files, without permission."""

    code = "KG-Q012"
    template = "{what} in the {language} query reaches files."
    next_step = "Allow it with --allow-files (in Python allow_files=True), or leave it out."


class FramesMissingError(StoreError):
    """A data frame was asked for, and its library is not installed."""

    code = "KG-Q013"
    template = "{package}, whose frame is asked for, is not installed."
    next_step = with_extra("frames")


class CypherSyntaxError(UsageError):
    """A Cypher question that cannot be understood."""

    code = "KG-Q201"
    template = "the Cypher question cannot be understood, {place}: {detail}."
    next_step = "docs/stores/property-graph.md lists what differs from Neo4j."


class CypherUpdateError(UsageError):
    """A Cypher question that would change the graph."""

    code = "KG-Q202"
    template = "{word} ({place}) would change the graph."
    next_step = (
        "Ask with --write (in Python write=True) to change what is your own, until the next rebuild; a mere name goes "
        "between backticks, and a procedure that is not known to read only is called with the server's own tools."
    )


class CypherTimeoutError(UsageError):
    """A Cypher question that takes too long."""

    code = "KG-Q203"
    template = "the Cypher question was not answered within {seconds:g} s."
    next_step = (
        "Narrow it, or give it more time with --timeout (in Python timeout=); the embedded engine takes 30 s at most."
    )


class CypherParameterError(UsageError):
    """A parameter that is missing, or of a kind that cannot be bound."""

    code = "KG-Q204"
    template = "the parameter ${name} {detail}."
    next_step = "Give it a string, a number, true, false or a list of those."


class CypherFailedError(UsageError):
    """A Cypher question that is well formed and cannot be answered."""

    code = "KG-Q205"
    template = "the Cypher question failed: {detail}."
    next_step = "docs/stores/property-graph.md lists what differs from Neo4j."


class CypherCrashError(StoreError):
    """The process that answered a Cypher question died."""

    code = "KG-Q206"
    template = "the process that answered the Cypher question died ({detail}), most likely because memory ran out."
    next_step = "Ask for less, for instance with LIMIT or a narrower MATCH."


class SparqlSyntaxError(UsageError):
    """A text that is not SPARQL."""

    code = "KG-Q101"
    template = "this is not SPARQL from line {line}, column {column} on: {near!r}{reason}."
    next_step = "Fix it there; `kg ask --list` names the questions that need no SPARQL."


class SparqlUpdateRefusedError(UsageError):
    """An update where only questions are allowed."""

    code = "KG-Q102"
    template = "this SPARQL text changes the store: {text!r}."
    next_step = (
        "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; --write (in Python write=True) allows changes, which the next "
        "rebuild undoes."
    )


class SparqlTimeoutError(UsageError):
    """A query that takes longer than it was given."""

    code = "KG-Q103"
    template = "the SPARQL query was stopped after {seconds} s."
    next_step = "Give it more time with --timeout (in Python timeout=), or ask for less (LIMIT, a named actor, a date)."


class SparqlParameterError(UsageError):
    """A parameter that cannot be bound."""

    code = "KG-Q104"
    template = "the parameter {name} cannot be bound: {detail}."
    next_step = "A parameter stands in SPARQL as ${name}, in VALUES, IN, a pattern or a comparison."


class SparqlEvaluationError(UsageError):
    """A query that is SPARQL and cannot be answered: an unknown function, a service that does not answer."""

    code = "KG-Q105"
    template = "the SPARQL query cannot be answered: {detail}."
    next_step = "Leave out what it cannot do; the property graph answers named questions too (--language cypher)."
