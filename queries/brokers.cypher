MATCH (a:Actor) WHERE a.id IN $actor
MATCH (a)-[r:NEGOTIATES_WITH]-(c:Actor)
WHERE r.modality = 'actual' AND c.id <> a.id AND r.rule IN ['negotiation.mediated', 'negotiation.convened']
  AND r.document IN $document  //? document
  AND r.confidence >= $min_confidence  //? min_confidence
  AND r.date >= $since  //? since
  AND r.date <= $until  //? until
MATCH (c)-[q:NEGOTIATES_WITH]-(b:Actor)
WHERE q.modality = 'actual' AND q.evidence = r.evidence AND q.rule = r.rule
  AND b.id IN $other AND b.id <> a.id AND b.id <> c.id
  AND (a.id < b.id OR NOT a.id IN $other OR NOT b.id IN $actor)
  AND q.confidence >= $min_confidence  //? min_confidence
// Of two mediators neither is a broker between the other and a side: the words do not say that the two talk with each other.
MATCH (a)-[t:NEGOTIATES_WITH]-(b) WHERE t.evidence = r.evidence
WITH DISTINCT a, b, c, r, q
ORDER BY coalesce(r.date, '') DESC, r.id, c.id, q.id
LIMIT $limit  //? limit
MATCH (d:Document) WHERE d.id = r.document
RETURN c.name AS broker, c.id AS broker_id, a.name AS actor, a.id AS actor_id, b.name AS other, b.id AS other_id,
       'one sentence' AS tie, q.id AS other_fact,
       r.text AS evidence, d.name AS document, r.date AS date, r.confidence AS confidence, r.id AS fact
ORDER BY coalesce(date, '') DESC, fact, broker_id, other_fact
