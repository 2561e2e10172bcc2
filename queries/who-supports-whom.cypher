CALL () {
  MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:SIDES_WITH]->(b:Actor)  //? actor
  MATCH (b:Actor)<-[:SIDES_WITH]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor
  WHERE p.modality IN $modality
    AND p.stance IN $stance  //? stance
    AND a.id IN $actor  //? actor
    AND b.id IN $other  //? other
    AND p.confidence >= $min_confidence  //? min_confidence
    AND p.date >= $since  //? since
    AND p.date <= $until  //? until
  RETURN a, p, b, '' AS linked
  UNION
  MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:BACKS]->(q:Position)<-[:HOLDS]-(b:Actor)  //? actor
  MATCH (b:Actor)-[:HOLDS]->(q:Position)<-[:BACKS]-(p:Position)<-[:HOLDS]-(a:Actor)  //? !actor
  WHERE p.modality IN $modality
    AND p.stance IN $stance  //? stance
    AND a.id IN $actor  //? actor
    AND b.id IN $other  //? other
    AND p.confidence >= $min_confidence AND q.confidence >= $min_confidence  //? min_confidence
    AND p.date >= $since  //? since
    AND p.date <= $until  //? until
  RETURN a, p, b, q.id AS linked
}
MATCH (p)-[:ABOUT]->(i:Issue) WHERE i.id IN $issue  //? issue
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH DISTINCT a, p, b, linked
ORDER BY coalesce(p.date, '') DESC, p.id, b.id, linked
LIMIT $limit  //? limit
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
WITH a, p, b, linked, e, d, head([(p)-[:REPORTED_BY {order: 0}]->(s:Actor) | s]) AS s
OPTIONAL MATCH (q:Position) WHERE q.id = linked
WITH a, p, b, e, d, s, q, CASE WHEN q IS NOT NULL THEN head([(q)-[:EVIDENCED_BY]->(g:Evidence) | g]) END AS g
// In grafeo g.page would be that of another row where g, which is out of a list, has none.
RETURN a.name AS actor, a.id AS actor_id, b.name AS other, b.id AS other_id,
       CASE WHEN q IS NULL THEN 'named' WHEN g.id = e.id THEN 'one sentence' ELSE 'answer' END AS tie,
       p.stance AS stance, p.matter AS matter, p.modality AS modality, p.condition AS condition,
       q.stance AS other_stance, q.matter AS other_matter, g.text AS other_evidence,
       CASE WHEN q IS NOT NULL THEN head([(q)-[:EVIDENCED_BY]->(proof:Evidence) | proof.page]) END AS other_page, q.id AS other_fact,
       s.name AS source, s.id AS source_id,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY coalesce(date, '') DESC, fact, other_id, coalesce(other_fact, '')
