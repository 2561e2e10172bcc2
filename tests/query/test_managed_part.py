"""Updates in SPARQL and Cypher may change a user's own data, and nothing that the graph manages itself."""

from __future__ import annotations

import pytest

from kg.errors import OwnPartError
from kg.query.managed_part import check_managed

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
        "WITH <urn:n> INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }",
    ],
)
def test_updates_of_users_own_rdf_graph_are_allowed(text: str) -> None:
    check_managed("sparql", text)


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
        "INSERT DATA { GRAPH <urn:n> { <urn:a> <urn:b> 1 } } DROP GRAPH id:actors",
        "DROP GRAPH id:actors CLEAR GRAPH <urn:n>",
        "WITH <urn:n> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 } DELETE WHERE { ?s ?p ?o }",
        "DROP GRAPH <urn:n> BASE <https://w3id.org/negotiation-kg/> DROP GRAPH <id/actors>",
        "BASE <http://a/> INSERT DATA { GRAPH <//[x> { <urn:a> <urn:b> 1 } }",
    ],
)
def test_updates_of_the_managed_rdf_graphs_are_refused(text: str) -> None:
    with pytest.raises(OwnPartError, match="kg correct"):
        check_managed("sparql", text)


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
        "MATCH (n:MyNote) SET n.x = coalesce(n.y, (1 + 2)), n.list = [1, (2)]",
        "MATCH (n:MyNote) SET n.x = reduce(s = 0, (y IN [1]) | s)",
        "MATCH (n:MyNote) WHERE n.text STARTS WITH 'x' DETACH DELETE n",
        "MATCH (n:MyNote) WITH n, n.x AS x ORDER BY x LIMIT 3 DELETE n",
        "MATCH (n:MyNote) WITH n AS m SET m.x = 1",
        "MATCH (n:MyNote) WITH n MATCH (a:Actor {id: n.of}) CREATE (a)-[:NOTED]->(n) SET n.of = null",
        "MATCH (a:Actor) OPTIONAL MATCH (a)-[:NOTED]->(n:MyNote WHERE n.x = 1) DELETE n",
        "MATCH (n:MyNote) WHERE EXISTS { MATCH (n)--(:Actor) } DELETE n",
        "MATCH (n:MyNote) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
        "MATCH (n:MyNote) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS",
        "UNWIND $rows AS row MERGE (n:MyNote {id: row.id}) SET n += row, n:Seen",
        "CREATE (n:MyNote $values)",
        "CREATE CONSTRAINT FOR (n:MyNote) REQUIRE (n.id) IS UNIQUE",
        "CALL gds.pageRank.stream('g') YIELD nodeId AS id, score MERGE (n:MyNote {id: id}) SET n.score = score",
        "MATCH (a:Actor) CALL apoc.path.subgraphNodes(a, {maxLevel: 2}) YIELD node CREATE (:MyNote {of: node.id})",
    ],
)
def test_updates_of_users_own_nodes_are_allowed(text: str) -> None:
    check_managed("cypher", text)


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
        "CALL gds.pageRank.write('g', {writeProperty: 'rank'})",
        "MATCH (n:MyNote) WITH count(n) AS c MATCH (n) DETACH DELETE n",
        "MATCH (n:MyNote) WITH count(n) AS c MATCH (p:Position) WITH p AS n SET n.matter = 'x'",
        "MATCH (n:MyNote) WITH 1 AS x MATCH (`n`) DELETE n",
        "MATCH (n:MyNote) RETURN n UNION MATCH (n) DELETE n RETURN n",
        "MATCH (n:MyNote) RETURN 1 AS x NEXT WHEN true THEN { MATCH (n) DELETE n }",
        "MATCH (n) WHERE NOT (n:MyNote) DETACH DELETE n",
        "MATCH (n {x: size([(n:MyNote)-->() | 1])}) DELETE n",
        "MATCH (n) OPTIONAL MATCH (n:MyNote) DELETE n",
        "MATCH ((a)-->(n)) OPTIONAL MATCH (n:MyNote) DELETE n",
        "MATCH (p:Position) UNWIND [p] AS n OPTIONAL MATCH (n:MyNote) DELETE n",
        "MATCH (p:Position) WHERE p.x = 1 LET n = p OPTIONAL MATCH (n:MyNote) DELETE n",
        "CALL db.index.fulltext.queryNodes('a', 'b') YIELD node OPTIONAL MATCH (node:MyNote) DELETE node",
        "MATCH (n:MyNote) CALL { MATCH (n) DETACH DELETE n }",
        "CALL { MATCH (n:MyNote) RETURN 1 AS x } MATCH (n) DELETE n",
        "CALL { MATCH (p:Position) RETURN p AS n } OPTIONAL MATCH (n:MyNote) DELETE n",
        "MATCH (n:!MyNote) DELETE n",
        "MATCH (n:MyNote|%) DELETE n",
        "MATCH (n:MyNote|where|Position) DELETE n",
        "CREATE (n:$('Position') {id: 'x'})",
        "CREATE (n IS Position)",
        "MATCH (n:MyNote) SET n:$('Actor')",
        "MATCH (a:Actor), (b:Actor) CREATE (a)-[:$('LEADS')]->(b)",
        "MATCH (`n-1`:MyNote), (`n 1`) DELETE `n 1`",
        "MATCH (set:Position) DELETE set",
        "CREATE limit = (:Position)",
        "MATCH (n:MyNote) WHERE n.starts WITH count(n) AS c MATCH (n) DELETE n",
    ],
)
def test_updates_of_the_managed_nodes_are_refused(text: str) -> None:
    with pytest.raises(OwnPartError, match="MyNote"):
        check_managed("cypher", text)
