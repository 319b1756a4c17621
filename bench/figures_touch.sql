-- Every hazard of :first, :first + :step … :last gets a new open version: accepted if it was not, else rectifying again.
-- Parameters by name: known (event numbers begin after it), first, last, step, open
INSERT INTO hazard_version (
  hazard_id, scale, level, source, region_code, department_code, enterprise_id, unit_name, criterion_code, limb_code, discovered_on,
  due_on, original_due_on, confirmed_on, listed_on, claimed_on, accepted_on, state, funds_fen, known_from, known_to
)
SELECT hazard_id, scale, level, source, region_code, department_code, enterprise_id, unit_name, criterion_code, limb_code,
  discovered_on, due_on, original_due_on, COALESCE(confirmed_on, DAY[70]), listed_on, DAY[75],
  CASE WHEN accepted_on IS NULL THEN DAY[80] END, CASE WHEN accepted_on IS NULL THEN '已销号' ELSE '整改中' END, funds_fen,
  :known + 1 + (hazard_id - :first) / :step, :open + 1
FROM hazard_version
WHERE known_to = :open AND hazard_id BETWEEN :first AND :last AND (hazard_id - :first) % :step = 0;

UPDATE hazard_version SET known_to = :known + 1 + (hazard_id - :first) / :step
WHERE known_to = :open AND hazard_id BETWEEN :first AND :last AND (hazard_id - :first) % :step = 0;

UPDATE hazard_version SET known_to = :open WHERE known_to = :open + 1;
