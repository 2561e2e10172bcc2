CALL () {
  MATCH (w:Actor)-[:HOLDS|TAKES|HAS_ROLE|HAS_LABEL|ADDRESSED_TO|TARGETS|AT]-(f)
  WHERE true
    AND w.id IN $actor  //? actor
    AND f.stance IN $stance  //? stance
    AND f.sign IN $sign  //? sign
    AND f.confidence >= $min_confidence  //? min_confidence
    AND f.date >= $since  //? since
    AND f.date <= $until  //? until
  WITH DISTINCT f
  WHERE split(f.id, '/')[0] <> 'statement'
  MATCH (f)-[:IN]->(d:Document)
  WHERE true
    AND d.id IN $document  //? document
  MATCH (f)-[:EVIDENCED_BY]->(e:Evidence)
  WITH f, d, e ORDER BY d.name, d.id, e.start, f.id
  LIMIT $limit  //? limit
  WITH f, d, e,
       head([(f)<-[:HOLDS|TAKES|HAS_ROLE|HAS_LABEL]-(a:Actor) | a]) AS a,
       head([(f)-[:ADDRESSED_TO|TARGETS|AT]->(b:Actor) | b]) AS b,
       head([(f)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
  RETURN d.name AS document, d.id AS document_id, e.start AS start, split(f.id, '/')[0] AS heading,
         a.name AS actor, a.id AS actor_id,
         coalesce(f.stance, f.kind, f.title, f.label) AS relation,
         f.stance AS stance, f.kind AS kind, f.status AS status, b.name AS other, b.id AS other_id,
         f.matter AS matter, f.amount AS amount, f.unit AS unit, f.rate AS rate,
         f.modality AS modality, f.condition AS condition, s.name AS source, s.id AS source_id,
         e.text AS evidence, e.page AS page, f.date AS date, f.granularity AS date_granularity, f.confidence AS confidence, f.id AS fact
  UNION ALL
  MATCH (w:Actor)-[r:LEADS|AFFILIATED_WITH|NEGOTIATES_WITH]-(:Actor)
  WHERE true
    AND w.id IN $actor  //? actor
    AND r.document IN $document  //? document
    AND r.stance IN $stance  //? stance
    AND r.sign IN $sign  //? sign
    AND r.confidence >= $min_confidence  //? min_confidence
    AND r.date >= $since  //? since
    AND r.date <= $until  //? until
  WITH DISTINCT r
  MATCH (e:Evidence) WHERE e.id = r.evidence
  MATCH (d:Document) WHERE d.id = r.document
  WITH r, d, e ORDER BY d.name, d.id, e.start, r.id
  LIMIT $limit  //? limit
  WITH r, d, e, startNode(r) AS x, endNode(r) AS y
  WITH r, d, e, x, y, type(r) = 'NEGOTIATES_WITH' AND y.id < x.id AS turned
  RETURN d.name AS document, d.id AS document_id, e.start AS start, split(r.id, '/')[0] AS heading,
         CASE WHEN turned THEN y.name ELSE x.name END AS actor, CASE WHEN turned THEN y.id ELSE x.id END AS actor_id,
         CASE type(r) WHEN 'LEADS' THEN 'leads' WHEN 'AFFILIATED_WITH' THEN 'belongs to' ELSE 'negotiates with' END AS relation,
         null AS stance, null AS kind, null AS status,
         CASE WHEN turned THEN x.name ELSE y.name END AS other, CASE WHEN turned THEN x.id ELSE y.id END AS other_id,
         null AS matter, null AS amount, null AS unit, null AS rate, r.modality AS modality, null AS condition,
         null AS source, null AS source_id,
         e.text AS evidence, e.page AS page, r.date AS date, r.granularity AS date_granularity, r.confidence AS confidence, r.id AS fact
}
WITH document, document_id, start, heading, actor, actor_id, relation, stance, kind, status, other, other_id,
     matter, amount, unit, rate, modality, condition, source, source_id, evidence, page, date, date_granularity, confidence, fact
ORDER BY document, document_id, start, fact
LIMIT $limit  //? limit
RETURN document, document_id, start, heading, actor, actor_id, relation, stance, kind, status, other, other_id,
       matter, amount, unit, rate, modality, condition, source, source_id, evidence, page, date, date_granularity, confidence, fact
ORDER BY document, document_id, start, fact
