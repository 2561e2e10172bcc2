MATCH (w:Issue) WHERE w.id IN $issue MATCH (i:Issue)-[:BROADER*0..]->(w) WITH DISTINCT i  //? issue
MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:ABOUT]->(i:Issue)
WHERE true
  AND p.modality IN $modality  //? modality
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH i, count(DISTINCT CASE WHEN p.sign = 'for' THEN a.id END) AS actors_for,
     count(DISTINCT CASE WHEN p.sign = 'against' THEN a.id END) AS actors_against,
     count(CASE WHEN p.sign = 'for' THEN 1 END) AS positions_for,
     count(CASE WHEN p.sign = 'against' THEN 1 END) AS positions_against,
     max(CASE WHEN p.sign = 'for' THEN coalesce(p.date, '') + ' ' + p.id END) AS last_for,
     max(CASE WHEN p.sign = 'against' THEN coalesce(p.date, '') + ' ' + p.id END) AS last_against
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
MATCH (a:Actor)-[:HOLDS]->(p)
MATCH (b:Actor)-[:HOLDS]->(q)
RETURN i.label AS issue, i.id AS issue_id, actors_for, actors_against, positions_for, positions_against,
       b.name AS against_holder, q.stance AS against_stance, q.modality AS against_modality,
       g.text AS against_evidence, h.name AS against_document, q.date AS against_date, q.id AS against_fact,
       a.name AS holder, p.stance AS stance, p.modality AS modality,
       e.text AS evidence, d.name AS document, p.date AS date, p.confidence AS confidence, p.id AS fact
ORDER BY CASE WHEN actors_for < actors_against THEN actors_for ELSE actors_against END DESC,
         positions_for + positions_against DESC, issue
