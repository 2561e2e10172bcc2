CALL () {
  MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:ADDRESSED_TO]->(b:Actor)  //? actor
  MATCH (b:Actor)<-[:ADDRESSED_TO]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor
  WHERE p.stance IN ['support', 'accept']
    AND a.id <> b.id
    AND a.id IN $actor  //? actor
    AND b.id IN $other  //? other
    AND p.confidence >= $min_confidence  //? min_confidence
    AND p.date >= $since  //? since
    AND p.date <= $until  //? until
  RETURN a, p, b
  UNION
  MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:REPLIES_TO]->(:Position)<-[:HOLDS]-(b:Actor)  //? actor
  MATCH (b:Actor)-[:HOLDS]->(:Position)<-[:REPLIES_TO]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor
  WHERE p.stance IN ['support', 'accept']
    AND a.id <> b.id
    AND a.id IN $actor  //? actor
    AND b.id IN $other  //? other
    AND p.confidence >= $min_confidence  //? min_confidence
    AND p.date >= $since  //? since
    AND p.date <= $until  //? until
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
