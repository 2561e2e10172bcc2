MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:ABOUT]->(i:Issue)  //? actor
MATCH (i:Issue)<-[:ABOUT]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor
WHERE true
  AND a.id IN $actor  //? actor
  AND i.id IN $issue  //? issue
  AND p.stance IN $stance  //? stance
  AND p.sign IN $sign  //? sign
  AND p.modality IN $modality  //? modality
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
WITH a, p, i, e, d ORDER BY coalesce(p.date, '') DESC, d.id, e.start, p.id, i.id
LIMIT $limit  //? limit
WITH a, p, i, e, d,
     head([(p)-[:ADDRESSED_TO]->(b:Actor) | b]) AS b,
     head([(p)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
RETURN i.label AS issue, i.id AS issue_id, a.name AS holder, a.id AS holder_id, p.stance AS stance, p.sign AS sign,
       p.matter AS matter, b.name AS addressee, b.id AS addressee_id, p.modality AS modality,
       p.condition AS condition, s.name AS source, s.id AS source_id,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY coalesce(p.date, '') DESC, d.id, e.start, p.id, i.id
