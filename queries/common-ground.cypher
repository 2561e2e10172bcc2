CALL () {
  MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:SIDES_WITH]->(b:Actor)
  WHERE ((a.id IN $actor AND b.id IN $other) OR (a.id IN $other AND b.id IN $actor))
  RETURN a, p, b, '' AS linked, '1' AS strength
  UNION
  // An answer without a paragraph is one that its own sentence says was given up.
  MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:BACKS]->(q:Position)<-[:HOLDS]-(b:Actor)
  WHERE ((a.id IN $actor AND b.id IN $other) OR (a.id IN $other AND b.id IN $actor))
    AND p.paragraph IS NOT NULL
  RETURN a, p, b, q.id AS linked, '2' AS strength
  UNION
  MATCH (a:Actor) WHERE a.id IN $actor
  MATCH (a)-[:HOLDS]->(p:Position)-[:EVIDENCED_BY]->(:Evidence)<-[:EVIDENCED_BY]-(q:Position)<-[:HOLDS]-(b:Actor)
  WHERE p.together = q.together AND b.id IN $other AND a.id <> b.id
  RETURN a, p, b, q.id AS linked, '3' AS strength
  UNION
  MATCH (a:Actor)-[:HOLDS]->(p:Position) WHERE a.id IN $actor AND p.matter_key IS NOT NULL
    AND p.modality IN $modality
    AND p.confidence >= $min_confidence  //? min_confidence
    AND p.date >= $since  //? since
    AND p.date <= $until  //? until
  MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
  WITH a, p.matter_key AS key, max(coalesce(p.date, '0') + ' ' + p.id) AS last,
       max(CASE WHEN p.sign = 'for' THEN coalesce(p.last_day, p.date, '9999') ELSE '' END) AS last_for,
       max(CASE WHEN p.sign = 'against' THEN coalesce(p.last_day, p.date, '9999') ELSE '' END) AS last_against
  MATCH (b:Actor)-[:HOLDS]->(q:Position) WHERE b.id IN $other AND q.matter_key = key AND b.id <> a.id
    AND q.modality IN $modality
    AND q.confidence >= $min_confidence  //? min_confidence
    AND q.date >= $since  //? since
    AND q.date <= $until  //? until
  MATCH (q)-[:IN]->(m:Document) WHERE m.id IN $document  //? document
  WITH a, b, key, last, last_for, last_against, max(coalesce(q.date, '0') + ' ' + q.id) AS other_last,
       max(CASE WHEN q.sign = 'for' THEN coalesce(q.last_day, q.date, '9999') ELSE '' END) AS other_last_for,
       max(CASE WHEN q.sign = 'against' THEN coalesce(q.last_day, q.date, '9999') ELSE '' END) AS other_last_against
  // An actor has no latest position if it took both sides on one day, or may have changed sides later: within the
  // month that the text gives, or on an unknown day.
  MATCH (p:Position) WHERE p.id = split(last, ' ')[1]
    AND CASE WHEN p.sign = 'for' THEN last_against ELSE last_for END < split(last, ' ')[0]
  MATCH (q:Position) WHERE q.id = split(other_last, ' ')[1]
    AND CASE WHEN q.sign = 'for' THEN other_last_against ELSE other_last_for END < split(other_last, ' ')[0]
    AND p.sign = q.sign
    AND NOT (p.stance IN ['demand', 'propose'] AND q.stance IN ['demand', 'propose'])
  RETURN a, p, b, q.id AS linked, '4' AS strength
  UNION  //? loose
  MATCH (a:Actor) WHERE a.id IN $actor  //? loose
  MATCH (a)-[:HOLDS]->(p:Position)-[:ABOUT]->(i:Issue)<-[:ABOUT]-(q:Position)<-[:HOLDS]-(b:Actor)  //? loose
  WHERE b.id IN $other AND a.id <> b.id AND NOT i.own AND p.paragraph = q.paragraph AND p.sign = q.sign  //? loose
    AND q.modality IN $modality  //? loose
    AND NOT (p.stance IN ['demand', 'propose'] AND q.stance IN ['demand', 'propose'])  //? loose
  RETURN a, p, b, q.id AS linked, '5' AS strength  //? loose
}
OPTIONAL MATCH (q:Position) WHERE q.id = linked
WITH a, p, b, q, linked, strength
WHERE p.modality IN $modality
  AND p.confidence >= $min_confidence  //? min_confidence
  AND p.date >= $since  //? since
  AND p.date <= $until  //? until
  AND (q IS NULL OR q.confidence >= $min_confidence)  //? min_confidence
  AND (q IS NULL OR q.date >= $since)  //? since
  AND (q IS NULL OR q.date <= $until)  //? until
  AND (EXISTS { MATCH (p)-[:ABOUT]->(o:Issue) WHERE o.id IN $issue }  //? issue
       OR EXISTS { MATCH (q)-[:ABOUT]->(o:Issue) WHERE o.id IN $issue })  //? issue
MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
WITH a, p, b, q, linked, strength
// What an actor has left for the other side on a later day counts no more, whatever joins it.
WHERE NOT EXISTS {
    MATCH (p)<-[:HOLDS]-(:Actor)-[:HOLDS]->(r:Position)-[:IN]->(n:Document)
    WHERE r.matter_key = p.matter_key AND r.sign <> p.sign AND r.date > coalesce(p.last_day, p.date)
      AND n.id IN $document  //? document
      AND r.confidence >= $min_confidence  //? min_confidence
      AND r.date <= $until  //? until
  }
  AND (q IS NULL OR NOT EXISTS {
    MATCH (q)<-[:HOLDS]-(:Actor)-[:HOLDS]->(r:Position)-[:IN]->(n:Document)
    WHERE r.matter_key = q.matter_key AND r.sign <> q.sign AND r.date > coalesce(q.last_day, q.date)
      AND n.id IN $document  //? document
      AND r.confidence >= $min_confidence  //? min_confidence
      AND r.date <= $until  //? until
  })
WITH CASE WHEN q IS NULL THEN p.id + ' ' + b.id WHEN p.id < q.id THEN p.id + ' ' + q.id ELSE q.id + ' ' + p.id END AS pair,
     strength + ' ' + a.id + ' ' + p.id + ' ' + linked + ' ' + b.id AS row
WITH pair, min(row) AS firmest
WITH split(firmest, ' ') AS row
MATCH (a:Actor) WHERE a.id = row[1]
MATCH (p:Position) WHERE p.id = row[2]
MATCH (b:Actor) WHERE b.id = row[4]
WITH a, p, b, row[3] AS linked, row[0] AS rank
ORDER BY rank, coalesce(p.date, '') DESC, p.id, b.id, linked
LIMIT $limit  //? limit
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
MATCH (p)-[:ABOUT]->(i:Issue)
WITH a, p, b, linked, rank, e, d, i ORDER BY i.label
WITH a, p, b, linked, rank, e, d, collect(i.label) AS labels
WITH a, p, b, linked, rank, e, d,
     reduce(text = labels[0], label IN labels[1..] | text + '\u001F' + label) AS issues
OPTIONAL MATCH (q:Position) WHERE q.id = linked
WITH a, p, b, rank, e, d, issues, q,
     CASE WHEN q IS NOT NULL THEN head([(q)-[:EVIDENCED_BY]->(g:Evidence) | g]) END AS g,
     CASE WHEN q IS NOT NULL THEN head([(q)-[:IN]->(h:Document) | h]) END AS h
RETURN issues, CASE rank WHEN '1' THEN 'named' WHEN '2' THEN CASE WHEN g.id = e.id THEN 'one sentence' ELSE 'answer' END
                         WHEN '3' THEN 'one list' WHEN '4' THEN 'same matter' ELSE 'same paragraph' END AS tie,
       a.name AS actor, a.id AS actor_id, p.stance AS stance, p.matter AS matter,
       p.modality AS modality, p.condition AS condition, b.name AS other, b.id AS other_id, q.stance AS other_stance,
       q.matter AS other_matter, q.modality AS other_modality, q.condition AS other_condition,
       g.text AS other_evidence, h.name AS other_document, h.id AS other_document_id, q.date AS other_date,
       q.granularity AS other_date_granularity, q.id AS other_fact,
       e.text AS evidence, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY CASE tie WHEN 'named' THEN 1 WHEN 'one sentence' THEN 2 WHEN 'answer' THEN 2 WHEN 'one list' THEN 3
                  WHEN 'same matter' THEN 4 ELSE 5 END,
         coalesce(date, '') DESC, fact, other_id, coalesce(other_fact, '')
