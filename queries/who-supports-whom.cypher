CALL () {
  MATCH (a:Actor) WHERE a.id IN $actor  //? actor
  MATCH (a:Actor)-[:HOLDS]->(p:Position)
  WHERE p.stance IN ['support', 'accept']
    AND p.confidence >= $min_confidence  //? min_confidence
    AND p.date >= $since  //? since
    AND p.date <= $until  //? until
  MATCH (p)-[:ADDRESSED_TO]->(b:Actor)
  WITH a, p, b WHERE a.id <> b.id
    AND b.id IN $other  //? other
  RETURN a, p, b
  UNION
  MATCH (a:Actor) WHERE a.id IN $actor  //? actor
  MATCH (a:Actor)-[:HOLDS]->(p:Position)
  WHERE p.stance IN ['support', 'accept']
    AND p.confidence >= $min_confidence  //? min_confidence
    AND p.date >= $since  //? since
    AND p.date <= $until  //? until
  MATCH (p)-[:REPLIES_TO]->(q:Position)
  MATCH (q)<-[:HOLDS]-(b:Actor)
  WITH a, p, b WHERE a.id <> b.id
    AND b.id IN $other  //? other
  RETURN a, p, b
}
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? issue
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH DISTINCT a, p, b
ORDER BY coalesce(p.date, '') DESC, p.id, b.id
LIMIT $limit  //? limit
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
WITH a, p, b, e, d, head([(p)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
RETURN a.name AS actor, a.id AS actor_id, b.name AS other, b.id AS other_id, p.stance AS stance, p.matter AS matter,
       p.modality AS modality, p.condition AS condition, s.name AS source, s.id AS source_id,
       e.text AS evidence, d.name AS document, p.date AS date, p.confidence AS confidence, p.id AS fact
ORDER BY coalesce(date, '') DESC, fact, other_id
