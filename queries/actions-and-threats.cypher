CALL () {
  MATCH (a:Actor) WHERE a.id IN $actor  //? actor
  MATCH (a:Actor)-[:TAKES]->(f:Action)
  WHERE true
    AND f.kind IN $kind  //? kind
    AND f.status IN $status  //? status
    AND f.confidence >= $min_confidence  //? min_confidence
    AND f.date >= $since  //? since
    AND f.date <= $until  //? until
  MATCH (f)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
  RETURN a, f, 'action' AS what
  UNION ALL
  MATCH (a:Actor) WHERE a.id IN $actor  //? actor
  MATCH (a:Actor)-[:HOLDS]->(f:Position)
  WHERE true
    AND f.stance = 'threaten'
    AND f.kind IN $kind  //? kind
    AND f.status IN $status  //? status
    AND f.confidence >= $min_confidence  //? min_confidence
    AND f.date >= $since  //? since
    AND f.date <= $until  //? until
  MATCH (f)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
  RETURN a, f, 'threat' AS what
}
MATCH (f)-[:TARGETS|ADDRESSED_TO]->(t:Actor) WHERE t.id IN $other  //? other
WITH a, f, what ORDER BY coalesce(f.date, '') DESC, f.id
LIMIT $limit  //? limit
MATCH (f)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (f)-[:IN]->(d:Document)
WITH a, f, what, e, d, head([(f)-[:TARGETS|ADDRESSED_TO]->(b:Actor) | b]) AS b,
     head([(f)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
RETURN a.name AS actor, a.id AS actor_id, what, f.kind AS kind, f.status AS status, b.name AS target,
       b.id AS target_id, f.amount AS amount, f.unit AS unit, f.rate AS rate, f.matter AS matter,
       f.modality AS modality, f.condition AS condition, s.name AS source, s.id AS source_id,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       f.date AS date, f.granularity AS date_granularity, f.confidence AS confidence, f.id AS fact
ORDER BY coalesce(date, '') DESC, fact
