MATCH (a:Actor)-[:HOLDS]->(p:Position)
WHERE p.date IS NOT NULL AND p.matter_key IS NOT NULL AND p.stance <> 'demand'
  AND a.id IN $actor  //? actor
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? issue
WITH a, p.matter_key AS about, max(CASE WHEN p.sign = 'for' THEN p.date + ' ' + p.id END) AS last_for,
     max(CASE WHEN p.sign = 'for' THEN coalesce(p.last_day, p.date) + ' ' + p.id END) AS end_for,
     max(CASE WHEN p.sign = 'against' THEN p.date + ' ' + p.id END) AS last_against,
     max(CASE WHEN p.sign = 'against' THEN coalesce(p.last_day, p.date) + ' ' + p.id END) AS end_against
WITH a, last_for, end_for, last_against, end_against,
     substring(end_against, 0, 10) < substring(last_for, 0, 10) AS turned_for
// A day within a month may be before or after a date that is only known to be in that month: overlapping dates have no order.
WHERE turned_for OR substring(end_for, 0, 10) < substring(last_against, 0, 10)
WITH a, CASE WHEN turned_for THEN last_for ELSE last_against END AS latest,
     CASE WHEN turned_for THEN end_against ELSE end_for END AS earlier
MATCH (p:Position) WHERE p.id = split(latest, ' ')[1]
  AND p.sign IN $sign  //? sign
WITH a, p, earlier ORDER BY p.date DESC, p.id
LIMIT $limit  //? limit
MATCH (q:Position) WHERE q.id = split(earlier, ' ')[1]
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
MATCH (q)-[:EVIDENCED_BY]->(g:Evidence)
MATCH (q)-[:IN]->(h:Document)
RETURN a.name AS holder, a.id AS holder_id, 'same matter' AS tie, q.stance AS before_stance,
       q.matter AS before_matter, q.date AS before_date,
       q.granularity AS before_date_granularity, g.text AS before_evidence, g.page AS before_page,
       h.name AS before_document, h.id AS before_document_id, q.id AS before_fact,
       p.stance AS stance, p.sign AS sign, p.matter AS matter,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY date DESC, fact
