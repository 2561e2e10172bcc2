MATCH (a:Actor)-[:HOLDS]->(p:Position)  //? actor
MATCH (t:Actor)<-[:ADDRESSED_TO]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor other
MATCH (i:Issue)<-[:ABOUT]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor !other issue
MATCH (a:Actor)-[:HOLDS]->(p:Position)  //? !actor !other !issue
WHERE p.condition IS NOT NULL
  AND a.id IN $actor  //? actor
  AND t.id IN $other  //? !actor other
  AND i.id IN $issue  //? !actor !other issue
  AND p.stance IN $stance  //? stance
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:ADDRESSED_TO]->(t:Actor) WHERE t.id IN $other  //? actor other
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? actor issue
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? !actor other issue
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH DISTINCT a, p
ORDER BY coalesce(p.date, '') DESC, p.id
LIMIT $limit  //? limit
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
WITH a, p, e, d,
     head([(p)-[:ADDRESSED_TO]->(b:Actor) | b]) AS b,
     head([(p)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
RETURN a.name AS holder, a.id AS holder_id, p.stance AS stance, p.matter AS matter, p.condition AS condition,
       b.name AS addressee, b.id AS addressee_id, p.modality AS modality, s.name AS source, s.id AS source_id,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY coalesce(date, '') DESC, fact
