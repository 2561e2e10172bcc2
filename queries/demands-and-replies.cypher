MATCH (a:Actor)-[:HOLDS]->(p:Position)  //? actor
MATCH (t:Actor)<-[:ADDRESSED_TO]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor other
MATCH (i:Issue)<-[:ABOUT]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor !other issue
MATCH (a:Actor)-[:HOLDS]->(p:Position)  //? !actor !other !issue
WHERE p.stance IN $stance
  AND a.id IN $actor  //? actor
  AND t.id IN $other  //? !actor other
  AND i.id IN $issue  //? !actor !other issue
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
MATCH (p)-[:ADDRESSED_TO]->(t:Actor) WHERE t.id IN $other  //? actor other
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? actor issue
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? !actor other issue
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
MATCH (p)<-[:BACKS|COUNTERS]-(q:Position)
WHERE q.confidence >= $min_confidence  //? min_confidence
WITH DISTINCT a, p, q
ORDER BY coalesce(p.date, '') DESC, p.id, q.id
LIMIT $limit  //? limit
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
WITH a, p, e, d, q,
     head([(p)-[:ADDRESSED_TO]->(b:Actor) | b]) AS b,
     head([(p)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
MATCH (q)<-[:HOLDS]-(c:Actor)
MATCH (q)-[:EVIDENCED_BY]->(g:Evidence)
RETURN a.name AS demander, a.id AS demander_id, p.stance AS stance, p.matter AS matter,
       b.name AS addressee, b.id AS addressee_id, p.modality AS modality, p.condition AS condition,
       s.name AS source, s.id AS source_id,
       CASE WHEN g.id = e.id THEN 'one sentence' ELSE 'answer' END AS tie,
       c.name AS replier, c.id AS replier_id, q.stance AS reply_stance, q.matter AS reply_matter,
       q.modality AS reply_modality, q.condition AS reply_condition,
       g.text AS reply_evidence, g.page AS reply_page, q.id AS reply_fact,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY coalesce(date, '') DESC, fact, reply_fact
