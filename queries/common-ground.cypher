MATCH (i:Issue) WHERE i.id IN $issue  //? issue
MATCH (a:Actor) WHERE a.id IN $actor
MATCH (a)-[:HOLDS]->(p:Position)-[:ABOUT]->(i:Issue)
WHERE true
  AND p.modality IN $modality  //? modality
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH a, i, max(coalesce(p.date, '') + ' ' + p.id + ' ' + p.sign) AS latest
MATCH (b:Actor) WHERE b.id IN $other AND b.id <> a.id
MATCH (b)-[:HOLDS]->(q:Position)-[:ABOUT]->(i)
WHERE true
  AND q.modality IN $modality  //? modality
  AND q.confidence >= $min_confidence  //? min_confidence
  AND q.date >= $since  //? since
  AND q.date <= $until  //? until
MATCH (q)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH a, b, i, latest, max(coalesce(q.date, '') + ' ' + q.id + ' ' + q.sign) AS other_latest
WHERE split(latest, ' ')[2] = split(other_latest, ' ')[2]
MATCH (p:Position) WHERE p.id = split(latest, ' ')[1]
MATCH (q:Position) WHERE q.id = split(other_latest, ' ')[1]
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
MATCH (q)-[:EVIDENCED_BY]->(g:Evidence)
MATCH (q)-[:IN]->(h:Document)
RETURN i.label AS issue, i.id AS issue_id, a.name AS actor, a.id AS actor_id, p.stance AS stance, p.matter AS matter,
       p.modality AS modality, p.condition AS condition, b.name AS other, b.id AS other_id, q.stance AS other_stance,
       q.matter AS other_matter, q.modality AS other_modality, q.condition AS other_condition,
       g.text AS other_evidence, h.name AS other_document, q.date AS other_date, q.id AS other_fact,
       e.text AS evidence, d.name AS document, p.date AS date, p.confidence AS confidence, p.id AS fact
ORDER BY issue, actor_id, other_id
LIMIT $limit  //? limit
