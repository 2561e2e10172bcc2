MATCH (a:Actor)-[r:NEGOTIATES_WITH]-(b:Actor)
WHERE a.id <> b.id
  AND a.id IN $actor  //? actor
  AND b.id IN $other  //? other
  AND a.id < b.id  //? !actor !other
  AND r.modality IN $talk  //? talk
  AND r.document IN $document  //? document
  AND r.confidence >= $min_confidence  //? min_confidence
  AND r.date >= $since  //? since
  AND r.date <= $until  //? until
WITH a, r, b ORDER BY coalesce(r.date, '') DESC, r.id, a.id
LIMIT $limit  //? limit
MATCH (d:Document) WHERE d.id = r.document
RETURN a.name AS actor, a.id AS actor_id, b.name AS other, b.id AS other_id, r.modality AS modality,
       r.text AS evidence, r.page AS page, d.name AS document, d.id AS document_id, r.date AS date, r.granularity AS date_granularity,
       r.confidence AS confidence, r.id AS fact
ORDER BY coalesce(date, '') DESC, fact, actor_id
