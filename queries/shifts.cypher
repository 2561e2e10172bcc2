MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:ABOUT]->(i:Issue)  //? actor
MATCH (i:Issue)<-[:ABOUT]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor
WHERE p.date IS NOT NULL
  AND a.id IN $actor  //? actor
  AND i.id IN $issue  //? issue
  AND p.modality IN $modality  //? modality
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH a, i, max(CASE WHEN p.sign = 'for' THEN p.date + ' ' + p.id END) AS last_for,
     max(CASE WHEN p.sign = 'against' THEN p.date + ' ' + p.id END) AS last_against
WHERE substring(last_for, 0, 10) <> substring(last_against, 0, 10)
WITH a, i, CASE WHEN last_for > last_against THEN last_for ELSE last_against END AS latest,
     CASE WHEN last_for > last_against THEN last_against ELSE last_for END AS earlier
MATCH (p:Position) WHERE p.id = split(latest, ' ')[1]
  AND p.sign IN $sign  //? sign
WITH a, i, p, earlier ORDER BY p.date DESC, p.id, i.id
LIMIT $limit  //? limit
MATCH (q:Position) WHERE q.id = split(earlier, ' ')[1]
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
MATCH (q)-[:EVIDENCED_BY]->(g:Evidence)
MATCH (q)-[:IN]->(h:Document)
RETURN a.name AS actor, a.id AS actor_id, i.label AS issue, i.id AS issue_id, q.stance AS before_stance,
       q.matter AS before_matter, q.modality AS before_modality, q.date AS before_date, g.text AS before_evidence,
       h.name AS before_document, q.id AS before_fact, p.stance AS stance, p.sign AS sign, p.matter AS matter,
       p.modality AS modality, p.condition AS condition,
       e.text AS evidence, d.name AS document, p.date AS date, p.confidence AS confidence, p.id AS fact
ORDER BY date DESC, fact, issue_id
