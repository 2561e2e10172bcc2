MATCH (a:Actor) WHERE a.id IN $actor
MATCH (a)-[r:NEGOTIATES_WITH]-(c:Actor)
WHERE r.modality = 'actual' AND c.id <> a.id
  AND r.document IN $document  //? document
  AND r.confidence >= $min_confidence  //? min_confidence
  AND r.date >= $since  //? since
  AND r.date <= $until  //? until
WITH a, c, count(r) AS talks, max(coalesce(r.date, '') + ' ' + r.id) AS with_actor
MATCH (b:Actor) WHERE b.id IN $other AND b.id <> a.id AND b.id <> c.id
MATCH (b)-[q:NEGOTIATES_WITH]-(c)
WHERE q.modality = 'actual'
  AND q.document IN $document  //? document
  AND q.confidence >= $min_confidence  //? min_confidence
  AND q.date >= $since  //? since
  AND q.date <= $until  //? until
WITH a, b, c, talks, with_actor, count(q) AS other_talks, max(coalesce(q.date, '') + ' ' + q.id) AS with_other
ORDER BY talks + other_talks DESC, c.id, a.id, b.id
LIMIT $limit  //? limit
MATCH (a)-[r:NEGOTIATES_WITH]-(c) WHERE r.id = split(with_actor, ' ')[1]
MATCH (b)-[q:NEGOTIATES_WITH]-(c) WHERE q.id = split(with_other, ' ')[1]
MATCH (d:Document) WHERE d.id = r.document
MATCH (h:Document) WHERE h.id = q.document
RETURN c.name AS broker, c.id AS broker_id, a.name AS actor, a.id AS actor_id, talks, b.name AS other, b.id AS other_id,
       other_talks, q.text AS other_evidence, h.name AS other_document, q.date AS other_date, q.id AS other_fact,
       r.text AS evidence, d.name AS document, r.date AS date, r.confidence AS confidence, r.id AS fact
ORDER BY talks + other_talks DESC, broker_id, actor_id, other_id
