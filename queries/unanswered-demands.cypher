MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:ADDRESSED_TO]->(b:Actor)  //? actor
MATCH (b:Actor)<-[:ADDRESSED_TO]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor other
MATCH (i:Issue)<-[:ABOUT]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor !other issue
MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:ADDRESSED_TO]->(b:Actor)  //? !actor !other !issue
WHERE p.stance IN $stance AND p.modality = 'asserted'
  AND a.id IN $actor  //? actor
  AND b.id IN $other  //? other
  AND i.id IN $issue  //? !actor !other issue
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:ADDRESSED_TO]->(b:Actor)  //? !actor !other issue
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? actor issue
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? !actor other issue
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH DISTINCT a, p, b
WHERE NOT toLower(b.name) CONTAINS 'secretariat' AND NOT ' ' + replace(toLower(b.name), '-', ' ') CONTAINS ' chair'  //? !chores !other
// A person asked in a sentence about a chair is the chair, or is asked by one: the person's name does not tell.
MATCH (p)-[:EVIDENCED_BY]->(said:Evidence)  //? !chores !other
WHERE b.type <> 'person' OR NOT ' ' + replace(toLower(said.text), '-', ' ') CONTAINS ' chair'  //? !chores !other
WITH a, p, b
WHERE NOT EXISTS { MATCH (p)<-[:REPLIES_TO|BACKS|COUNTERS]-(:Position) }
  AND NOT EXISTS { MATCH (p)-[:REPORTED_BY]->(b) }
WITH a, p, b
// What is asked of several is answered for all of them, unless the answer is that of another one of them.
OPTIONAL MATCH (p)-[:EVIDENCED_BY]->(:Evidence)<-[:EVIDENCED_BY]-(q:Position)<-[:REPLIES_TO|BACKS|COUNTERS]-(o:Position)
  WHERE q.stance = p.stance AND q.matter = p.matter
OPTIONAL MATCH (q)-[:ADDRESSED_TO]->(c:Actor)
OPTIONAL MATCH (o)<-[:HOLDS]-(r:Actor)
WITH a, p, b, sum(CASE WHEN o IS NOT NULL AND r.id <> c.id THEN 1 ELSE 0 END) AS others
WHERE others = 0
MATCH (p)-[:IN]->(here:Document)
WITH a, p, b, here
WHERE NOT EXISTS {
  MATCH (b)-[:HOLDS]->(o:Position)-[:IN]->(here) WHERE o.stance IN ['accept', 'reject', 'offer', 'commit', 'deny']
}
// Words of whoever is asked that begin in the next 300 characters may be the answer, whatever their stance.
MATCH (p)-[:EVIDENCED_BY]->(asking:Evidence)
OPTIONAL MATCH (b)<-[:REPORTED_BY]-(told:Statement)-[:IN]->(here)
OPTIONAL MATCH (told)-[:EVIDENCED_BY]->(telling:Evidence)
WITH a, p, b, sum(CASE WHEN telling.start >= asking.start AND telling.start < asking.end + 300 THEN 1 ELSE 0 END) AS told
WHERE told = 0
WITH a, p, b
ORDER BY coalesce(p.date, '') DESC, p.id
LIMIT $limit  //? limit
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
WITH a, p, b, e, d, head([(p)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
RETURN a.name AS demander, a.id AS demander_id, p.stance AS stance, p.matter AS matter, 'named' AS tie,
       b.name AS addressee, b.id AS addressee_id, p.modality AS modality, p.condition AS condition,
       s.name AS source, s.id AS source_id,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY coalesce(date, '') DESC, fact
