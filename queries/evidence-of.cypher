CALL () {
  UNWIND $fact AS wanted
  MATCH (d:Document) WHERE d.id = 'document/' + split(wanted, '/')[1]
  MATCH (d)<-[:IN]-(f)-[:EVIDENCED_BY]->(e:Evidence)
  WHERE f.id = wanted
  RETURN f.id AS fact, e.text AS evidence, e.page AS page, e.start AS start, e.end AS end, f.rule AS rule, f.confidence AS confidence,
         f.date AS date, f.granularity AS date_granularity, d
  UNION
  UNWIND $fact AS wanted
  MATCH (d:Document) WHERE d.id = 'document/' + split(wanted, '/')[1]
  MATCH (d)<-[:MENTIONED_IN]-(:Actor)-[r:LEADS|AFFILIATED_WITH|NEGOTIATES_WITH]->(:Actor)
  WHERE r.id = wanted
  MATCH (e:Evidence) WHERE e.id = r.evidence
  RETURN r.id AS fact, e.text AS evidence, e.page AS page, e.start AS start, e.end AS end, r.rule AS rule, r.confidence AS confidence,
         r.date AS date, r.granularity AS date_granularity, d
}
RETURN fact, split(fact, '/')[0] AS heading, evidence, page, start, end, rule, confidence, d.name AS document,
       d.id AS document_id, d.title AS title, d.source AS publisher, d.uri AS uri, date, date_granularity
ORDER BY fact
