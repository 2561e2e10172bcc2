// Pairs leave CALL as text that is only sorted: grafeo cannot test more than 65,535 rows there.
CALL () {
  CALL () {
    MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:SIDES_WITH]->(b:Actor)
    WHERE a.id <> b.id
      AND ((a.id IN $actor AND b.id IN $other) OR (a.id IN $other AND b.id IN $actor))  //? actor other
      AND (a.id IN $actor OR b.id IN $actor)  //? actor !other
      AND (a.id IN $other OR b.id IN $other)  //? !actor other
    RETURN a, p, b, null AS q, '1' AS strength
    UNION
    // An answer without a paragraph is one that its own sentence says was given up.
    MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:BACKS]->(q:Position)<-[:HOLDS]-(b:Actor)
    WHERE a.id <> b.id
      AND ((a.id IN $actor AND b.id IN $other) OR (a.id IN $other AND b.id IN $actor))  //? actor other
      AND (a.id IN $actor OR b.id IN $actor)  //? actor !other
      AND (a.id IN $other OR b.id IN $other)  //? !actor other
      AND p.paragraph IS NOT NULL
    RETURN a, p, b, q, '2' AS strength
    UNION
    MATCH (a:Actor) WHERE a.id IN $actor  //? actor
    MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:EVIDENCED_BY]->(:Evidence)<-[:EVIDENCED_BY]-(q:Position)<-[:HOLDS]-(b:Actor)
    WHERE p.together = q.together AND a.id <> b.id
      AND NOT p.together ENDS WITH '+'  //? !loose
      AND b.id IN $other  //? other
    RETURN a, p, b, q, '3' AS strength
    UNION  //? loose
    MATCH (a:Actor) WHERE a.id IN $actor  //? loose actor
    MATCH (a:Actor)-[:HOLDS]->(p:Position)-[:ABOUT]->(i:Issue)<-[:ABOUT]-(q:Position)<-[:HOLDS]-(b:Actor)  //? loose
    WHERE a.id <> b.id AND NOT i.own AND p.paragraph = q.paragraph AND p.sign = q.sign  //? loose
      AND b.id IN $other  //? loose other
      AND q.modality IN $modality  //? loose
      AND NOT (p.stance IN ['demand', 'propose'] AND q.stance IN ['demand', 'propose'])  //? loose
    RETURN a, p, b, q, '5' AS strength  //? loose
  }
  WITH a, p, b, q, strength
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
  WITH a, p, b, q, strength
  // What an actor has left for the other side on a later day counts no more, whatever joins it.
  WHERE NOT EXISTS {
      MATCH (p)<-[:HOLDS]-(:Actor)-[:HOLDS]->(r:Position)-[:IN]->(n:Document)
      WHERE r.matter_key = p.matter_key AND r.sign <> p.sign AND r.date > coalesce(p.last_day, p.date)
        AND r.modality IN $modality
        AND n.id IN $document  //? document
        AND r.confidence >= $min_confidence  //? min_confidence
        AND r.date <= $until  //? until
    }
    AND (q IS NULL OR NOT EXISTS {
      MATCH (q)<-[:HOLDS]-(:Actor)-[:HOLDS]->(r:Position)-[:IN]->(n:Document)
      WHERE r.matter_key = q.matter_key AND r.sign <> q.sign AND r.date > coalesce(q.last_day, q.date)
        AND r.modality IN $modality
        AND n.id IN $document  //? document
        AND r.confidence >= $min_confidence  //? min_confidence
        AND r.date <= $until  //? until
    })
  RETURN CASE WHEN q IS NULL THEN p.id + ' ' + b.id WHEN p.id < q.id THEN p.id + ' ' + q.id ELSE q.id + ' ' + p.id END AS pair,
       strength + ' ' + a.id + ' ' + p.id + ' ' + coalesce(q.id, p.id) + ' ' + b.id + ' ' + coalesce(p.date, '') AS row
  UNION
  MATCH (a:Actor)-[:HOLDS]->(p:Position) WHERE p.matter_key IS NOT NULL AND p.modality IN $modality
    AND (a.id IN $actor OR a.id IN $other)  //? actor other
    AND p.confidence >= $min_confidence  //? min_confidence
    AND p.date >= $since  //? since
    AND p.date <= $until  //? until
  MATCH (p)-[:IN]->(n:Document) WHERE n.id IN $document  //? document
  WITH p.matter_key AS key, a.id AS holder,
       max(CASE WHEN p.sign = 'for' THEN coalesce(p.date, '0') + ' ' + p.id + ' ' + p.stance ELSE '' END) AS last_for,
       max(CASE WHEN p.sign = 'against' THEN coalesce(p.date, '0') + ' ' + p.id + ' ' + p.stance ELSE '' END) AS last_against,
       max(CASE WHEN p.sign = 'for' THEN coalesce(p.last_day, p.date, '9999') ELSE '' END) AS end_for,
       max(CASE WHEN p.sign = 'against' THEN coalesce(p.last_day, p.date, '9999') ELSE '' END) AS end_against
  WITH key, holder, CASE WHEN last_for > last_against THEN 'for ' + last_for ELSE 'against ' + last_against END AS last,
       CASE WHEN last_for > last_against THEN end_against ELSE end_for END AS left
  // An actor has no latest position if it took both sides on one day, or may have changed sides later: within the
  // month that the text gives, or on an unknown day.
  WHERE left < split(last, ' ')[1]
  WITH key, collect(holder + ' ' + last) AS stands
    , sum(CASE WHEN holder IN $actor THEN 1 ELSE 0 END) AS asked  //? actor
    , sum(CASE WHEN holder IN $other THEN 1 ELSE 0 END) AS asked  //? !actor other
  WHERE size(stands) > 1
    AND asked > 0  //? actor
    AND asked > 0  //? !actor other
  UNWIND stands AS one
  UNWIND stands AS two
  WITH split(one, ' ') AS one, split(two, ' ') AS two
  WHERE one[0] <> two[0] AND one[1] = two[1]
    AND NOT (one[4] IN ['demand', 'propose'] AND two[4] IN ['demand', 'propose'])
    AND one[0] < two[0]  //? !actor !other
    AND one[0] IN $actor  //? actor
    AND two[0] IN $other  //? other
  MATCH (p:Position) WHERE p.id = one[3]  //? issue
  MATCH (q:Position) WHERE q.id = two[3]  //? issue
  WITH one, two, p, q  //? issue
  WHERE EXISTS { MATCH (p)-[:ABOUT]->(o:Issue) WHERE o.id IN $issue }  //? issue
     OR EXISTS { MATCH (q)-[:ABOUT]->(o:Issue) WHERE o.id IN $issue }  //? issue
  RETURN CASE WHEN one[3] < two[3] THEN one[3] + ' ' + two[3] ELSE two[3] + ' ' + one[3] END AS pair,
         '4 ' + one[0] + ' ' + one[3] + ' ' + two[3] + ' ' + two[0] + ' ' + CASE one[2] WHEN '0' THEN '' ELSE one[2] END AS row
}
WITH pair, min(row) AS firmest
WITH split(firmest, ' ') AS row
ORDER BY row[0], row[5] DESC, row[2], row[4], row[3]
LIMIT $limit  //? limit
MATCH (a:Actor) WHERE a.id = row[1]
MATCH (p:Position) WHERE p.id = row[2]
MATCH (b:Actor) WHERE b.id = row[4]
// A pair without a second position (named) has the first in its place, and leaves its columns empty.
MATCH (q:Position) WHERE q.id = row[3]
WITH a, p, b, q, row[0] AS rank
MATCH (p)-[:EVIDENCED_BY]->(e:Evidence)
MATCH (p)-[:IN]->(d:Document)
MATCH (p)-[:ABOUT]->(i:Issue)
WITH a, p, b, q, rank, e, d, i ORDER BY i.label
WITH a, p, b, q, rank, e, d, collect(i.label) AS labels
WITH a, p, b, q, rank, e, d,
     reduce(text = labels[0], label IN labels[1..] | text + '\u001F' + label) AS issues
WITH a, p, b, q, rank, e, d, issues,
     CASE WHEN rank <> '1' THEN head([(q)-[:EVIDENCED_BY]->(g:Evidence) | g]) END AS g,
     CASE WHEN rank <> '1' THEN head([(q)-[:IN]->(h:Document) | h]) END AS h
// In grafeo g.page would be that of another row where g, which is out of a list, has none.
RETURN issues, CASE rank WHEN '1' THEN 'named' WHEN '2' THEN CASE WHEN g.id = e.id THEN 'one sentence' ELSE 'answer' END
                         WHEN '3' THEN 'one list' WHEN '4' THEN 'same matter' ELSE 'same paragraph' END AS tie,
       a.name AS actor, a.id AS actor_id, p.stance AS stance, p.matter AS matter,
       p.modality AS modality, p.condition AS condition, b.name AS other, b.id AS other_id,
       CASE WHEN rank <> '1' THEN q.stance END AS other_stance, CASE WHEN rank <> '1' THEN q.matter END AS other_matter,
       CASE WHEN rank <> '1' THEN q.modality END AS other_modality, CASE WHEN rank <> '1' THEN q.condition END AS other_condition,
       g.text AS other_evidence,
       CASE WHEN rank <> '1' THEN head([(q)-[:EVIDENCED_BY]->(proof:Evidence) | proof.page]) END AS other_page,
       h.name AS other_document, h.id AS other_document_id,
       CASE WHEN rank <> '1' THEN q.date END AS other_date, CASE WHEN rank <> '1' THEN q.granularity END AS other_date_granularity,
       CASE WHEN rank <> '1' THEN q.id END AS other_fact,
       e.text AS evidence, e.page AS page, d.name AS document, d.id AS document_id,
       p.date AS date, p.granularity AS date_granularity, p.confidence AS confidence, p.id AS fact
ORDER BY CASE tie WHEN 'named' THEN 1 WHEN 'one sentence' THEN 2 WHEN 'answer' THEN 2 WHEN 'one list' THEN 3
                  WHEN 'same matter' THEN 4 ELSE 5 END,
         coalesce(date, '') DESC, fact, other_id, coalesce(other_fact, '')
