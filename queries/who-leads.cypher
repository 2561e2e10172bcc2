MATCH (a:Actor) WHERE a.id IN $actor  //? actor
MATCH (b:Actor) WHERE b.id IN $other  //? other
MATCH (a:Actor)-[r:LEADS]->(b:Actor)
WHERE true
  AND r.document IN $document  //? document
  AND r.confidence >= $min_confidence  //? min_confidence
  AND r.date >= $since  //? since
  AND r.date <= $until  //? until
WITH a, r, b ORDER BY coalesce(r.date, '') DESC, r.id
LIMIT $limit  //? limit
MATCH (d:Document) WHERE d.id = r.document
RETURN a.name AS leader, a.id AS leader_id, b.name AS led, b.id AS led_id, b.type AS led_type,
       r.text AS evidence, r.page AS page, d.name AS document, d.id AS document_id, r.date AS date, r.granularity AS date_granularity,
       r.confidence AS confidence, r.id AS fact
ORDER BY coalesce(date, '') DESC, fact
