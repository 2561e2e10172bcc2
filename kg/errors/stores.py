"""KG-S: the stores, embedded and behind servers."""

from __future__ import annotations

from kg.errors.root import StoreError, UsageError, with_extra

__all__ = [
    "EndpointAddressError",
    "EndpointAnswerError",
    "EndpointBusyError",
    "EndpointClosedError",
    "EndpointCredentialsError",
    "EndpointFaultError",
    "EndpointForbiddenError",
    "EndpointForeignError",
    "EndpointFullError",
    "EndpointReadOnlyError",
    "EndpointUnreachableError",
    "JavaMissingError",
    "Neo4jBusyError",
    "Neo4jCredentialsError",
    "Neo4jDatabaseMissingError",
    "Neo4jForeignError",
    "Neo4jReadOnlyError",
    "Neo4jRefusedError",
    "Neo4jTooOldError",
    "Neo4jUnreachableError",
    "PropertyGraphDamagedError",
    "PropertyGraphReferenceError",
    "PropertyGraphUnwritableError",
    "RdfStoreBusyError",
    "RdfStoreClosedError",
    "RdfStoreDamagedError",
    "RdfStoreForeignError",
    "RdfStoreMissingError",
    "RdfStoreReadOnlyError",
    "RdfStoreUnwritableError",
    "ServerPartsMissingError",
    "ServerStartError",
    "ServerUnobtainableError",
    "SparqlProcessError",
]


class PropertyGraphDamagedError(StoreError):
    """The published property graph cannot be opened."""

    code = "KG-S201"
    template = "the property graph {path} cannot be opened: {detail}."
    next_step = "Run `kg rebuild`: it is made again from the record."


class PropertyGraphUnwritableError(StoreError):
    """The property graph cannot be written."""

    code = "KG-S202"
    template = "cannot write the property graph in {folder}: {detail}."
    next_step = "Free space or fix the permissions; what was published before still answers."


class PropertyGraphReferenceError(StoreError):
    """A fact refers to something that its document does not hold."""

    code = "KG-S203"
    template = "{type} in {document} leads to {id}, which is no actor, issue or fact of the document."
    next_step = "Read the document again with `kg ingest`, and report it if this comes back."


class RdfStoreMissingError(StoreError):
    """There is no RDF store where one was looked for."""

    code = "KG-S101"
    template = "there is no RDF store at {path}."
    next_step = "`kg rebuild` makes it again from the record; `kg ingest PATH` makes a new graph."


class RdfStoreForeignError(StoreError):
    """A folder or file in the place of the RDF store that is not an RDF store."""

    code = "KG-S102"
    template = "{path} holds something other than an RDF store ({found})."
    next_step = (
        "`kg rebuild` gives it another name if it lies in the graph's folder; else name another place in kg.toml."
    )


class RdfStoreBusyError(StoreError):
    """Another process is writing to the RDF store."""

    code = "KG-S103"
    template = "the RDF store {path} is open for writing in another process (waited {seconds} s)."
    next_step = "Wait until it is done, or end it; what it has finished stays."


class RdfStoreDamagedError(StoreError):
    """The RDF store's files cannot be read."""

    code = "KG-S104"
    template = "the RDF store {path} cannot be read: {detail}."
    next_step = "`kg rebuild` makes it again from the record, in which nothing is lost."


class RdfStoreUnwritableError(StoreError):
    """The RDF store's files cannot be written, for lack of space or permission."""

    code = "KG-S105"
    template = "cannot write to the RDF store {path}: {detail}."
    next_step = "Free space, or fix its permissions: the next write goes on where it stopped."


class RdfStoreReadOnlyError(StoreError):
    """An RDF store that was opened for reading was asked to change."""

    code = "KG-S106"
    template = "the RDF store {path} is open for reading only."
    next_step = "Open it for writing to change it."


class RdfStoreClosedError(StoreError):
    """A closed RDF store was used."""

    code = "KG-S107"
    template = "the RDF store {path} is closed."
    next_step = "Open it again."


class SparqlProcessError(StoreError):
    """The process that answers a query died, or did not start."""

    code = "KG-S108"
    template = "the process that was to answer the query ended without an answer ({detail})."
    next_step = "Ask for less at once (LIMIT), or free memory."


class Neo4jUnreachableError(StoreError):
    """No Neo4j answers, or it stopped answering."""

    code = "KG-S301"
    template = "no Neo4j answers at {url}: {detail}."
    next_step = "Check that it runs and that the address is right (`kg store check`); nothing is lost or doubled."


class Neo4jCredentialsError(StoreError):
    """Neo4j does not let this user in."""

    code = "KG-S302"
    template = "Neo4j at {url} does not let {user} in: {detail}."
    next_step = "Set KG_NEO4J_USER and KG_NEO4J_PASSWORD, or name a file of mode 0600 as credentials in kg.toml."


class Neo4jDatabaseMissingError(StoreError):
    """Neo4j has no database of this name."""

    code = "KG-S303"
    template = "Neo4j at {url} has no database {database}."
    next_step = "Name one that it has as database in kg.toml; SHOW DATABASES lists them."


class Neo4jReadOnlyError(StoreError):
    """The user or the Neo4j database does not permit writing."""

    code = "KG-S304"
    template = "the database {database} of Neo4j at {url} may not be written: {detail}."
    next_step = (
        "Ask whoever runs it for permission to write; what it holds still answers, and a later sync goes on from there."
    )


class Neo4jRefusedError(StoreError):
    """Neo4j cannot take what is to be written: it lacks memory or space, or is busy."""

    code = "KG-S305"
    template = "Neo4j at {url} did not take what was to be written: {detail}."
    next_step = "Give it memory or room on its disk: what is written next goes on where it stopped."


class Neo4jBusyError(StoreError):
    """Another process is writing the graph in the same Neo4j database."""

    code = "KG-S306"
    template = "another process is writing the graph in the database {database} of Neo4j at {url}."
    next_step = "Let it finish; what it has written stays."


class Neo4jForeignError(StoreError):
    """The Neo4j database holds the graph of another record."""

    code = "KG-S307"
    template = "the database {database} of Neo4j at {url} holds a different graph ({found}, not {graph})."
    next_step = (
        "Name another database or server. Where kg.toml names this one (`--no-check` names it), "
        "`kg store drop property-graph --any` takes that graph out, and nothing else."
    )


class ServerPartsMissingError(StoreError):
    """The packages for starting a local Neo4j are not installed."""

    code = "KG-S308"
    template = "starting a Neo4j needs the package {package}."
    next_step = with_extra("server")


class ServerUnobtainableError(StoreError):
    """The parts of the Neo4j server cannot be fetched."""

    code = "KG-S309"
    template = "Neo4j {version} cannot be fetched from Maven Central: {detail}."
    next_step = "Check the version and the network; what was fetched once is kept and needs none."


class ServerStartError(StoreError):
    """A Neo4j server ends before it answers."""

    code = "KG-S310"
    template = "the Neo4j server in {folder} does not start: {detail}."
    next_step = "{folder}/logs says more; a folder serves one server at a time."


class Neo4jTooOldError(StoreError):
    """A Neo4j that lacks features that writing needs."""

    code = "KG-S311"
    template = "Neo4j at {url} is version {version}; the graph is written to 5.26 and later."
    next_step = "Upgrade it, or name another server in kg.toml."


class JavaMissingError(StoreError):
    """No Java for a local Neo4j, or only an older one."""

    code = "KG-S312"
    template = "Neo4j {version} runs on Java {least} or newer: {seen}."
    next_step = (
        "Install one (Debian, Ubuntu: apt install openjdk-21-jre-headless) so that it is on PATH, or name its folder "
        "in JAVA_HOME; Java 17 is enough for --version 5.26.21."
    )


class EndpointUnreachableError(StoreError):
    """A SPARQL endpoint does not answer, or its connection was cut."""

    code = "KG-S401"
    template = "the SPARQL endpoint {url} does not answer: {detail}."
    next_step = "Check that it runs and that the address in kg.toml is right; nothing is lost or doubled."


class EndpointCredentialsError(StoreError):
    """A SPARQL endpoint does not know the user, or the password or token is wrong."""

    code = "KG-S402"
    template = "the SPARQL endpoint {url} does not accept the credentials (401; sent: {auth})."
    next_step = "Correct the user, the password or the token, and the kind of authentication in kg.toml."


class EndpointForbiddenError(StoreError):
    """A SPARQL endpoint knows the user, but forbids the request."""

    code = "KG-S403"
    template = "the SPARQL endpoint {url} forbids this ({status})."
    next_step = "Ask whoever runs it for permission to read or update, or name another user."


class EndpointReadOnlyError(StoreError):
    """A SPARQL endpoint that is read-only was to be written to."""

    code = "KG-S404"
    template = "the SPARQL endpoint {url} is for reading only: {detail}."
    next_step = "Give the address for updates in kg.toml, or write to the server that this one copies."


class EndpointFaultError(StoreError):
    """A SPARQL endpoint answers that it has failed."""

    code = "KG-S405"
    template = "the SPARQL endpoint {url} failed ({status}): {detail}."
    next_step = "Look in the server's log; what it has finished stays, and nothing is doubled."


class EndpointFullError(StoreError):
    """A SPARQL endpoint has no room left."""

    code = "KG-S406"
    template = "the SPARQL endpoint {url} has no room left ({status}): {detail}."
    next_step = "Make room on the server: what is written next goes on where it stopped."


class EndpointAnswerError(StoreError):
    """The server at the address of a SPARQL endpoint does not speak SPARQL."""

    code = "KG-S407"
    template = "what {url} answers is not a SPARQL result: {detail}."
    next_step = "Check that the address in kg.toml is that of the endpoint itself, not of its page or of a login form."


class EndpointBusyError(StoreError):
    """Another process is writing to the same graphs of a SPARQL endpoint."""

    code = "KG-S408"
    template = "another process is writing to the SPARQL endpoint {url} ({detail})."
    next_step = "Wait until it is done, or end it; what it has finished stays."


class EndpointAddressError(UsageError):
    """An address that is not valid for a SPARQL endpoint."""

    code = "KG-S409"
    template = "{url!r} cannot be the address of a SPARQL endpoint: {detail}."
    next_step = "Write it as http://HOST/PATH or https://HOST/PATH; user and password have a place of their own."


class EndpointClosedError(StoreError):
    """A closed SPARQL endpoint was used."""

    code = "KG-S410"
    template = "the connection to the SPARQL endpoint {url} is closed."
    next_step = "Open it again."


class EndpointForeignError(StoreError):
    """The SPARQL endpoint holds the graph of another record."""

    code = "KG-S411"
    template = "the SPARQL endpoint {url} holds a different graph ({found}, not {graph})."
    next_step = "Name another dataset or server in kg.toml; each holds one graph, besides what others keep there."
