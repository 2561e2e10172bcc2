CALL () {
  MATCH (w:Actor)-[:HOLDS|TAKES|HAS_ROLE|HAS_LABEL|ADDRESSED_TO|TARGETS|AT]-(f)
  WHERE f.date IS NOT NULL
    AND w.id IN $actor  //? actor
    AND f.stance IN $stance  //? stance
    AND f.sign IN $sign  //? sign
    AND f.kind IN $kind  //? kind
    AND f.status IN $status  //? status
    AND f.confidence >= $min_confidence  //? min_confidence
    AND f.date >= $since  //? since
    AND f.date <= $until  //? until
  MATCH (f)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
  MATCH (f)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? issue
  WITH DISTINCT f ORDER BY f.date, f.id
  LIMIT $limit  //? limit
  MATCH (f)-[:EVIDENCED_BY]->(e:Evidence)
  MATCH (f)-[:IN]->(d:Document)
  WITH f, e, d,
       head([(f)<-[:HOLDS|TAKES|HAS_ROLE|HAS_LABEL]-(a:Actor) | a]) AS a,
       head([(f)-[:ADDRESSED_TO|TARGETS|AT]->(b:Actor) | b]) AS b,
       head([(f)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
  RETURN f.date AS date, f.granularity AS date_granularity, split(f.id, '/')[0] AS heading,
         a.name AS actor, a.id AS actor_id,
         coalesce(f.stance, f.kind, f.title, f.label) AS relation,
         f.stance AS stance, f.kind AS kind, f.status AS status, b.name AS other, b.id AS other_id,
         f.matter AS matter, f.modality AS modality, f.condition AS condition,
         f.amount AS amount, f.unit AS unit, f.rate AS rate, s.name AS source, s.id AS source_id,
         e.text AS evidence, e.page AS page, d.id AS within,
         f.confidence AS confidence, f.id AS fact
  UNION ALL
  MATCH (w:Actor)-[r:LEADS|AFFILIATED_WITH|NEGOTIATES_WITH]-(:Actor)
  WHERE r.date IS NOT NULL
    AND w.id IN $actor  //? actor
    AND r.stance IN $stance  //? stance
    AND r.sign IN $sign  //? sign
    AND r.kind IN $kind  //? kind
    AND r.status IN $status  //? status
    AND r.issue IN $issue  //? issue
    AND r.document IN $document  //? document
    AND r.confidence >= $min_confidence  //? min_confidence
    AND r.date >= $since  //? since
    AND r.date <= $until  //? until
  WITH DISTINCT r ORDER BY r.date, r.id
  LIMIT $limit  //? limit
  WITH r, startNode(r) AS x, endNode(r) AS y
  WITH r, x, y, type(r) = 'NEGOTIATES_WITH' AND y.id < x.id AS turned
  RETURN r.date AS date, r.granularity AS date_granularity, split(r.id, '/')[0] AS heading,
         CASE WHEN turned THEN y.name ELSE x.name END AS actor, CASE WHEN turned THEN y.id ELSE x.id END AS actor_id,
         CASE type(r) WHEN 'LEADS' THEN 'leads' WHEN 'AFFILIATED_WITH' THEN 'belongs to' ELSE 'negotiates with' END AS relation,
         null AS stance, null AS kind, null AS status,
         CASE WHEN turned THEN x.name ELSE y.name END AS other, CASE WHEN turned THEN x.id ELSE y.id END AS other_id,
         null AS matter, r.modality AS modality, null AS condition,
         null AS amount, null AS unit, null AS rate, null AS source, null AS source_id,
         r.text AS evidence, r.page AS page, r.document AS within,
         r.confidence AS confidence, r.id AS fact
}
WITH date, date_granularity, heading, actor, actor_id, relation, stance, kind, status, other, other_id, matter,
     modality, condition, amount, unit, rate, source, source_id, evidence, page, within, confidence, fact
ORDER BY date, fact
LIMIT $limit  //? limit
MATCH (d:Document) WHERE d.id = within
RETURN date, date_granularity, heading, actor, actor_id, relation, stance, kind, status, other, other_id, matter,
       modality, condition, amount, unit, rate, source, source_id, evidence, page, d.name AS document, d.id AS document_id, confidence, fact
ORDER BY date, fact
