MATCH (a:Actor) WHERE a.id IN $actor  //? actor
MATCH (a:Actor)-[r:NEGOTIATES_WITH]-(b:Actor)
WHERE r.modality = 'actual' AND r.mediators IS NOT NULL AND a.id <> b.id
  AND b.id IN $other  //? other
  // Each pair once, also where either may be either side.
  AND a.id < b.id  //? !actor !other
  AND (a.id < b.id OR NOT b.id IN $actor)  //? actor !other
  AND (a.id < b.id OR NOT a.id IN $other)  //? !actor other
  AND (a.id < b.id OR NOT a.id IN $other OR NOT b.id IN $actor)  //? actor other
  AND r.document IN $document  //? document
  AND r.confidence >= $min_confidence  //? min_confidence
  AND r.date >= $since  //? since
  AND r.date <= $until  //? until
UNWIND r.mediators AS mediator
MATCH (c:Actor) WHERE c.id = mediator
WITH DISTINCT a, b, c, r
WHERE c.id IN $broker  //? broker
ORDER BY coalesce(r.date, '') DESC, r.id, c.id
LIMIT $limit  //? limit
MATCH (d:Document) WHERE d.id = r.document
RETURN c.name AS broker, c.id AS broker_id, a.name AS actor, a.id AS actor_id, b.name AS other, b.id AS other_id,
       'one sentence' AS tie,
       r.text AS evidence, r.page AS page, d.name AS document, d.id AS document_id, r.date AS date, r.granularity AS date_granularity,
       r.confidence AS confidence, r.id AS fact
ORDER BY coalesce(date, '') DESC, fact, broker_id
