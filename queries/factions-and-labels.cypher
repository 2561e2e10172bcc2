CALL () {
  MATCH (a:Actor)-[:HAS_LABEL]->(l:Label)
  WHERE true
    AND any(word IN $label WHERE toLower(word) = toLower(l.label))  //? label
    AND l.confidence >= $min_confidence  //? min_confidence
    AND l.date >= $since  //? since
    AND l.date <= $until  //? until
  MATCH (l)-[:IN]->(d:Document)
  WHERE d.id IN $document  //? document
  MATCH (l)-[:EVIDENCED_BY]->(e:Evidence)
  WITH a, l, d, e, head([(l)-[:REPORTED_BY]->(s:Actor) | s]) AS s
  WHERE a.id IN $actor OR s.id IN $actor  //? actor
  RETURN a, 'called' AS relation, l.label AS label, null AS other, null AS other_id, s.name AS source, s.id AS source_id,
         e.text AS evidence, e.page AS page, d.id AS within, l.date AS date, l.granularity AS date_granularity,
         l.confidence AS confidence, l.id AS fact
  UNION ALL  //? !label
  MATCH (a:Faction)<-[r:LEADS]-(b:Actor)  //? !label
  WHERE true  //? !label
    AND (a.id IN $actor OR b.id IN $actor)  //? actor !label
    AND r.document IN $document  //? document !label
    AND r.confidence >= $min_confidence  //? min_confidence !label
    AND r.date >= $since  //? since !label
    AND r.date <= $until  //? until !label
  RETURN a, 'led by' AS relation, null AS label, b.name AS other, b.id AS other_id, null AS source, null AS source_id,  //? !label
         r.text AS evidence, r.page AS page, r.document AS within, r.date AS date, r.granularity AS date_granularity,  //? !label
         r.confidence AS confidence, r.id AS fact  //? !label
  UNION ALL  //? !label
  MATCH (a:Faction)<-[r:AFFILIATED_WITH]-(b:Actor)  //? !label
  WHERE true  //? !label
    AND (a.id IN $actor OR b.id IN $actor)  //? actor !label
    AND r.document IN $document  //? document !label
    AND r.confidence >= $min_confidence  //? min_confidence !label
    AND r.date >= $since  //? since !label
    AND r.date <= $until  //? until !label
  RETURN a, 'has member' AS relation, null AS label, b.name AS other, b.id AS other_id, null AS source, null AS source_id,  //? !label
         r.text AS evidence, r.page AS page, r.document AS within, r.date AS date, r.granularity AS date_granularity,  //? !label
         r.confidence AS confidence, r.id AS fact  //? !label
  UNION ALL  //? !label
  MATCH (a:Faction)-[r:AFFILIATED_WITH]->(b:Actor)  //? !label
  WHERE true  //? !label
    AND (a.id IN $actor OR b.id IN $actor)  //? actor !label
    AND r.document IN $document  //? document !label
    AND r.confidence >= $min_confidence  //? min_confidence !label
    AND r.date >= $since  //? since !label
    AND r.date <= $until  //? until !label
  RETURN a, 'belongs to' AS relation, null AS label, b.name AS other, b.id AS other_id, null AS source, null AS source_id,  //? !label
         r.text AS evidence, r.page AS page, r.document AS within, r.date AS date, r.granularity AS date_granularity,  //? !label
         r.confidence AS confidence, r.id AS fact  //? !label
}
WITH a, relation, label, other, other_id, source, source_id, evidence, page, within, date, date_granularity, confidence, fact
ORDER BY coalesce(date, '') DESC, fact, relation
LIMIT $limit  //? limit
MATCH (d:Document) WHERE d.id = within
RETURN a.name AS actor, a.id AS actor_id, a.type AS actor_type, relation, label, other, other_id, source, source_id,
       evidence, page, d.name AS document, d.id AS document_id, date, date_granularity, confidence, fact
ORDER BY coalesce(date, '') DESC, fact, relation
