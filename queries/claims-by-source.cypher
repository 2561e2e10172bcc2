CALL () {
  MATCH (s:Actor)<-[:REPORTED_BY]-(f:Position)
  WHERE true
    AND s.id IN $actor  //? actor
    AND f.confidence >= $min_confidence  //? min_confidence
    AND f.date >= $since  //? since
    AND f.date <= $until  //? until
  MATCH (f)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
  RETURN s, f, 'position' AS heading, f.matter AS words
  UNION ALL
  MATCH (s:Actor)<-[:REPORTED_BY]-(f:Label)
  WHERE true
    AND s.id IN $actor  //? actor
    AND f.confidence >= $min_confidence  //? min_confidence
    AND f.date >= $since  //? since
    AND f.date <= $until  //? until
  MATCH (f)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
  RETURN s, f, 'label' AS heading, f.label AS words
  UNION ALL
  MATCH (s:Actor)<-[:REPORTED_BY]-(f:Statement)
  WHERE true
    AND NOT EXISTS { MATCH (f)-[:EVIDENCED_BY]->(:Evidence)<-[:EVIDENCED_BY]-(:Position)<-[:HOLDS]-(s) }  //? apart
    AND s.id IN $actor  //? actor
    AND f.confidence >= $min_confidence  //? min_confidence
    AND f.date >= $since  //? since
    AND f.date <= $until  //? until
  MATCH (f)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
  RETURN s, f, 'statement' AS heading, f.content AS words
}
MATCH (f)<-[:HOLDS|HAS_LABEL]-(t:Actor) WHERE t.id IN $other  //? other
WITH s, f, heading, words ORDER BY coalesce(f.date, '') DESC, f.id, s.id
LIMIT $limit  //? limit
MATCH (f)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (f)-[:IN]->(d:Document)
WITH s, f, heading, words, e, d, head([(f)<-[:HOLDS|HAS_LABEL]-(a:Actor) | a]) AS a
RETURN s.name AS source, s.id AS source_id, heading, a.name AS about, a.id AS about_id, f.stance AS stance, words,
       f.cue AS cue, f.polarity AS polarity, f.modality AS modality, f.condition AS condition,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       f.date AS date, f.granularity AS date_granularity, f.confidence AS confidence, f.id AS fact
ORDER BY coalesce(date, '') DESC, fact, source_id
