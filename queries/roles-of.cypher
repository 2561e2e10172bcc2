MATCH (a:Actor) WHERE a.id IN $actor  //? actor
MATCH (a:Actor)-[:HAS_ROLE]->(r:Role)
WHERE true
  AND r.confidence >= $min_confidence  //? min_confidence
  AND r.date >= $since  //? since
  AND r.date <= $until  //? until
MATCH (r)-[:AT]->(t:Actor) WHERE t.id IN $other  //? other
MATCH (r)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH a, r ORDER BY coalesce(r.date, '') DESC, r.id
LIMIT $limit  //? limit
MATCH (r)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (r)-[:IN]->(d:Document)
WITH a, r, e, d, head([(r)-[:AT]->(b:Actor) | b]) AS b
RETURN a.name AS person, a.id AS person_id, r.title AS title, b.name AS organization, b.id AS organization_id,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id, r.date AS date, r.granularity AS date_granularity,
       r.confidence AS confidence, r.id AS fact
ORDER BY coalesce(date, '') DESC, fact
