MATCH (a:Actor)-[:HOLDS]->(p:Position)
WHERE p.matter_key IS NOT NULL
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? issue
WITH DISTINCT a, p
WITH p.matter_key AS key, count(DISTINCT a.id) AS actors,
     sum(CASE WHEN p.sign = 'for' THEN 1 ELSE 0 END) AS positions_for,
     sum(CASE WHEN p.sign = 'for' THEN 0 ELSE 1 END) AS positions_against,
     collect(p.id) AS facts
WHERE actors > 1 AND positions_for > 0 AND positions_against > 0
UNWIND facts AS one
MATCH (a:Actor)-[:HOLDS]->(p:Position) WHERE p.id = one
// A holder's last day on the other side: what ended before it was given up.
WITH a, p.matter_key AS key,
     max(CASE WHEN p.sign = 'for' THEN coalesce(p.date, '') ELSE '' END) AS last_for,
     max(CASE WHEN p.sign = 'against' THEN coalesce(p.date, '') ELSE '' END) AS last_against,
     collect(p.id) AS facts
UNWIND facts AS one
MATCH (p:Position) WHERE p.id = one
  AND coalesce(p.last_day, p.date, '9999') >= CASE WHEN p.sign = 'for' THEN last_against ELSE last_for END
WITH p.matter_key AS key, min(p.matter) AS contested, count(DISTINCT a.id) AS actors,
     count(DISTINCT CASE WHEN p.sign = 'for' THEN a.id END) AS actors_for,
     count(DISTINCT CASE WHEN p.sign = 'against' THEN a.id END) AS actors_against,
     sum(CASE WHEN p.sign = 'for' THEN 1 ELSE 0 END) AS positions_for,
     sum(CASE WHEN p.sign = 'for' THEN 0 ELSE 1 END) AS positions_against,
     sum(CASE WHEN a.id IN $actor THEN 1 ELSE 0 END) AS asked,  //? actor
     collect(p.id) AS facts
WHERE actors > 1 AND actors_for > 0 AND actors_against > 0
  AND asked > 0  //? actor
UNWIND facts AS one
MATCH (p:Position) WHERE p.id = one
MATCH (a:Actor)-[:HOLDS]->(p)
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
RETURN contested, key AS contested_id, actors_for, actors_against, positions_for, positions_against, 'same matter' AS tie,
       a.name AS holder, a.id AS holder_id, p.sign AS sign, p.stance AS stance, p.matter AS matter,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY CASE WHEN actors_for < actors_against THEN actors_for ELSE actors_against END DESC,
         positions_for + positions_against DESC, contested_id, sign DESC, coalesce(date, '') DESC, fact
LIMIT $limit  //? limit
