"""What may be written through the stores' languages: what is one's own, and nothing that the graph writes itself."""

from __future__ import annotations

import pytest

from kg.errors import OwnPartError
from kg.query.own_part import check_own_part

OWN = "https://w3id.org/negotiation-kg/id/document/9f86d081884c7d65"


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> 'GRAPH ?g' }",
        "INSERT DATA { GRAPH <urn:notes> { id:state\\/CN <urn:b> 1 } }",
        "DELETE DATA { GRAPH <urn:notes> { <urn:a> <urn:b> 1 } }",
        "INSERT { GRAPH <urn:notes> { ?s <urn:b> 1 } } WHERE { GRAPH ?g { ?s a neg:State } }",
        "WITH <urn:notes> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DROP GRAPH <urn:notes>",
        "COPY <urn:a> TO <urn:b>",
        "COPY GRAPH id:actors TO <urn:b>",
        "LOAD SILENT <file:///x.ttl> INTO GRAPH <urn:notes>",
        "WITH <urn:n> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } USING id:actors WHERE { GRAPH id:actors { ?s ?p 1 } }",
        r"DROP GRAPH <urn:caf\u00e9>",
        "INSERT { GRAPH <urn:n> { ?s ?p 1 } ?s ?p 1 } WHERE { ?s ?p 1 }",
        "PREFIX x: <https://w3id.org/negotiation-kg/id/> DROP GRAPH <urn:n> ; PREFIX x: <urn:n:> DROP GRAPH x:a",
        "SELECT ?g { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_a_graph_of_ones_own_may_change(text: str) -> None:
    check_own_part("sparql", text)


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{OWN}> {{ <urn:a> <urn:b> 1 }} }}",
        "INSERT DATA { GRAPH id:actors { <urn:a> <urn:b> 1 } }",
        "PREFIX x: <https://w3id.org/negotiation-kg/id/> INSERT DATA { GRAPH x:actors { <urn:a> <urn:b> 1 } }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s a neg:Position . ?s ?p ?o } }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p 1 } INSERT { GRAPH <urn:n> { ?s ?p 2 } } WHERE { ?s ?p 1 }",
        f"WITH <{OWN}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"CLEAR GRAPH <{OWN}>",
        "DROP SILENT ALL",
        "CLEAR NAMED",
        "MOVE GRAPH id:actors TO <urn:b>",
        "ADD <urn:b> TO id:actors",
        "LOAD <file:///x.ttl> INTO GRAPH id:actors",
        "INSERT DATA { <urn:a> <urn:b> 1 } ; CLEAR GRAPH id:store",
        "BASE <https://w3id.org/negotiation-kg/> CLEAR GRAPH <id/actors>",
        "PREFIX x: <https://w3id.org/negotiation-kg/id/> DROP GRAPH x:actors ; PREFIX x: <urn:n:> DROP GRAPH x:a",
        r"PREFIX x: <https://w3id.org/negotiation-kg/> DROP GRAPH x:id\/actors",
        r"DROP GRAPH <https://w3id.org/negotiation-kg/i\u0064/actors>",
        "MOVE SILENT id:actors TO <urn:b>",
        "DELETE { GRAPH <urn:n> { ?s ?p 1 } ?s ?p 1 } WHERE { ?s ?p 1 }",
    ],
)
def test_what_the_graph_writes_in_rdf_may_not(text: str) -> None:
    with pytest.raises(OwnPartError, match="kg correct"):
        check_own_part("sparql", text)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:MyNote {text: 'MATCH (a:Actor) DELETE a'})",
        "MATCH (a:Actor {id: 'state/CN'}) CREATE (a)-[:NOTED]->(n:MyNote {text: 'x'})",
        "MATCH (n:MyNote) SET n.text = 'y', n.seen = true",
        "MATCH (a:Actor)-[r:NOTED]->(n:MyNote) DELETE r, n",
        "MATCH (n:MyNote) DETACH DELETE n",
        "MERGE (n:MyNote {id: 1}) ON CREATE SET n.x = 1",
        "MERGE (n:`http://me/Note`) SET n.x = 1",
        "CALL db.labels() YIELD label MERGE (n:MyNote {id: label})",
        "MATCH (a:Actor) RETURN a.name // SET",
    ],
)
def test_nodes_of_ones_own_may_change(text: str) -> None:
    check_own_part("cypher", text)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a:Actor) SET a.name = 'x'",
        "MATCH (a) DETACH DELETE a",
        "MATCH (p:Position {id: 'x'}) DETACH DELETE p",
        "MATCH ()-[r:LEADS]->() DELETE r",
        "MATCH ()-[r]->() DELETE r",
        "CREATE (a:Actor {id: 'state/XX'})",
        "MERGE (a:State {id: 'state/XX'})",
        "MATCH (a:Actor), (b:Actor) CREATE (a)-[:LEADS]->(b)",
        "MATCH (p:Position), (q:Position) CREATE (p)-[:COUNTERS]->(q)",
        "MATCH (p:Position), (a:Actor) CREATE (p)-[:SIDES_WITH]->(a)",
        "MATCH (n:MyNote) SET n:Actor",
        "MATCH (a:Actor) REMOVE a.name",
        "MATCH (n:MyNote), (n:Actor) SET n.x = 1",
        "MATCH (a:Actor) WITH a AS b SET b.x = 1",
        "MATCH (n:KgNode) WHERE n.id STARTS WITH 'position/' DETACH DELETE n",
        "MATCH (s:KgStore) SET s.graph = 'x'",
        "MATCH (n:MyNote) SET n:KgNode",
        "DROP INDEX x",
        "OPTIONAL MATCH (n:`a//b`) MATCH (p:Position) SET p.matter = 'x'",
        "MERGE (n:`it's mine`) WITH n MATCH (p:Position) DETACH DELETE p",
        'MERGE (n:`a "note`) WITH n MATCH (p:Position) DETACH DELETE p',
        "MATCH (p) WHERE p.id = $`(p:MyNote)` SET p.matter = 'x'",
        "MATCH (p:Position) SET /* now */ p.matter = 'x'",
        "MATCH (n:MyNote), (p:Position) SET n.x = 1, (p).matter = 'x'",
        "MATCH (p:Position) SET p['matter'] = 'x'",
        "INSERT (p:Position {id: 'x'})",
        "CALL apoc.refactor.rename.label('Position', 'Other')",
    ],
)
def test_what_the_graph_writes_in_cypher_may_not(text: str) -> None:
    with pytest.raises(OwnPartError, match="MyNote"):
        check_own_part("cypher", text)
