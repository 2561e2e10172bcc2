MATCH (i:Issue)<-[:ABOUT]-(p:Position)<-[:HOLDS]-(a:Actor)  //? issue
MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:ABOUT]->(i:Issue)  //? !issue
WHERE true
  AND i.id IN $issue  //? issue
  AND p.modality IN $modality  //? modality
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH i, p.sign AS sign, count(DISTINCT a.id) AS actors, count(p) AS positions,
     max(coalesce(p.date, '') + ' ' + p.id) AS latest
WITH i, coalesce(max(CASE WHEN sign = 'for' THEN actors END), 0) AS actors_for,
     coalesce(max(CASE WHEN sign = 'against' THEN actors END), 0) AS actors_against,
     max(CASE WHEN sign = 'for' THEN positions END) AS positions_for,
     max(CASE WHEN sign = 'against' THEN positions END) AS positions_against,
     max(CASE WHEN sign = 'for' THEN latest END) AS last_for,
     max(CASE WHEN sign = 'against' THEN latest END) AS last_against
WHERE actors_for > 0 AND actors_against > 0
WITH *, CASE WHEN actors_for < actors_against THEN actors_for ELSE actors_against END AS contested
ORDER BY contested DESC, positions_for + positions_against DESC, i.label
LIMIT $limit  //? limit
MATCH (p:Position) WHERE p.id = split(last_for, ' ')[1]
MATCH (q:Position) WHERE q.id = split(last_against, ' ')[1]
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
MATCH (q)-[:EVIDENCED_BY]->(g:Evidence)
MATCH (q)-[:IN]->(h:Document)
MATCH (p)<-[:HOLDS]-(a:Actor)
MATCH (q)<-[:HOLDS]-(b:Actor)
RETURN i.label AS issue, i.id AS issue_id, actors_for, actors_against, positions_for, positions_against,
       b.name AS against_holder, b.id AS against_holder_id, q.stance AS against_stance, q.matter AS against_matter,
       q.modality AS against_modality,
       g.text AS against_evidence, h.name AS against_document, q.date AS against_date, q.id AS against_fact,
       a.name AS holder, a.id AS holder_id, p.stance AS stance, p.matter AS matter, p.modality AS modality,
       e.text AS evidence, d.name AS document, p.date AS date, p.confidence AS confidence, p.id AS fact
ORDER BY CASE WHEN actors_for < actors_against THEN actors_for ELSE actors_against END DESC,
         positions_for + positions_against DESC, issue
