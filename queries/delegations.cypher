CALL () {
  MATCH (a:Delegation)<-[r:LEADS]-(b:Actor)
  WHERE true
    AND (a.id IN $actor OR b.id IN $actor)  //? actor
    AND r.document IN $document  //? document
    AND r.confidence >= $min_confidence  //? min_confidence
    AND r.date >= $since  //? since
    AND r.date <= $until  //? until
  RETURN a, r, b, 'led by' AS relation
  UNION ALL
  MATCH (a:Delegation)<-[r:AFFILIATED_WITH]-(b:Actor)
  WHERE true
    AND (a.id IN $actor OR b.id IN $actor)  //? actor
    AND r.document IN $document  //? document
    AND r.confidence >= $min_confidence  //? min_confidence
    AND r.date >= $since  //? since
    AND r.date <= $until  //? until
  RETURN a, r, b, 'has member' AS relation
  UNION ALL
  MATCH (a:Delegation)-[r:AFFILIATED_WITH]->(b:Actor)
  WHERE true
    AND (a.id IN $actor OR b.id IN $actor)  //? actor
    AND r.document IN $document  //? document
    AND r.confidence >= $min_confidence  //? min_confidence
    AND r.date >= $since  //? since
    AND r.date <= $until  //? until
  RETURN a, r, b, 'belongs to' AS relation
}
WITH a, r, b, relation ORDER BY coalesce(r.date, '') DESC, r.id, relation
LIMIT $limit  //? limit
MATCH (d:Document) WHERE d.id = r.document
RETURN a.name AS delegation, a.id AS delegation_id, relation, b.name AS actor, b.id AS actor_id,
       r.text AS evidence, r.page AS page, d.name AS document, d.id AS document_id, r.date AS date, r.granularity AS date_granularity,
       r.confidence AS confidence, r.id AS fact
ORDER BY coalesce(date, '') DESC, fact, relation
