-- Invents the rows that 附件1 counts, in the database itself. Portable but for DAY[n], n days after 2023-05-01, which the caller
-- spells for its dialect. Attributes follow the number of a row by multiplication modulo primes: spread, and the same each time.
-- Parameters by name: first, last (numbers of hazards), campaign, open. Every hazard has five event numbers of its own.

-- hazard_version: reported, and up to four later states
WITH RECURSIVE n(i) AS (SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :last),
stage(k, state) AS (VALUES (1, '已上报'), (2, '已确认'), (3, '整改中'), (4, '待验收'), (5, '已销号')),
source(s, word) AS (VALUES (0, '企业自查'), (1, '部门执法检查'), (2, '群众举报'), (3, '上级交办')),
place(p, region_code) AS (SELECT ROW_NUMBER() OVER (ORDER BY code) - 1, region_code FROM unit WHERE reporting AND kind IN ('county', 'zone')),
department(d, department_code) AS (SELECT ROW_NUMBER() OVER (ORDER BY code) - 1, department_code FROM unit WHERE reporting AND department_code IS NOT NULL),
life AS (
  SELECT i, (i * 7919) % 1009 % 4 AS s, (i * 104729) % 1013 % 7 AS p, (i * 15485863) % 1019 % 6 AS d,
    (i * 32452843) % 1000003 % 120 AS found, 1 + (i * 49979687) % 4999 AS enterprise,
    CASE WHEN (i * 67867967) % 1021 % 100 < 10 THEN 1 WHEN (i * 86028121) % 1031 % 100 < 20 THEN 2
      WHEN (i * 122949823) % 1033 % 100 < 20 THEN 3 WHEN (i * 141650939) % 1039 % 100 < 10 THEN 4 ELSE 5 END AS reached
  FROM n
)
INSERT INTO hazard_version (
  hazard_id, scale, level, source, region_code, department_code, enterprise_id, unit_name, criterion_code, limb_code, discovered_on,
  due_on, original_due_on, confirmed_on, listed_on, claimed_on, accepted_on, state, funds_fen, known_from, known_to
)
SELECT i, '重大事故隐患', '重大', word, region_code, department_code, enterprise, '', 'C-15', 'C-15', DAY[found],
  DAY[found + 30], DAY[found + 30], CASE WHEN k > 1 THEN DAY[found + 3] END, CASE WHEN k > 1 THEN DAY[found + 6] END,
  CASE WHEN k > 3 THEN DAY[found + 20] END, CASE WHEN k > 4 THEN DAY[found + 25] END, state, 1000000,
  (i - 1) * 5 + k, CASE WHEN k = reached THEN :open ELSE (i - 1) * 5 + k + 1 END
FROM life JOIN stage ON k <= reached JOIN source ON source.s = life.s JOIN place ON place.p = life.p
JOIN department ON department.d = life.d;

-- hazard_campaign
WITH RECURSIVE n(i) AS (SELECT CAST(:first AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO hazard_campaign (hazard_id, campaign_code, known_from, known_to)
SELECT i, :campaign, (i - 1) * 5 + 1, :open FROM n;

-- visit_version: one for five hazards
WITH RECURSIVE n(i) AS (SELECT CAST(:first AS BIGINT) / 5 + 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last / 5),
tier(t, word) AS (VALUES (0, '县级检查'), (1, '市级督导'), (2, '企业自查')),
place(p, region_code) AS (SELECT ROW_NUMBER() OVER (ORDER BY code) - 1, region_code FROM unit WHERE reporting AND kind IN ('county', 'zone')),
department(d, department_code) AS (SELECT ROW_NUMBER() OVER (ORDER BY code) - 1, department_code FROM unit WHERE reporting AND department_code IS NOT NULL)
INSERT INTO visit_version (
  visit_id, region_code, department_code, enterprise_id, tier, mode, visited_on, status, fragment_answered, known_from, known_to
)
SELECT i, region_code, department_code, 1 + (i * 49979687) % 4999, word, '常规执法', DAY[(i * 32452843) % 1000003 % 90 + 31],
  '已完成', TRUE, i * 25, :open
FROM n JOIN tier ON t = (i * 7919) % 1009 % 3 JOIN place ON p = (i * 104729) % 1013 % 7 JOIN department ON d = (i * 15485863) % 1019 % 6;

-- finding_version: of two visits in five
INSERT INTO finding_version (
  finding_id, region_code, department_code, enterprise_id, visit_id, tag, tier, found_on, scale, status, voided, known_from, known_to
)
SELECT visit_id, region_code, department_code, enterprise_id, visit_id, 'A1-2.0' || (2 + (visit_id * 67867967) % 1021 % 7), tier,
  visited_on, '一般事故隐患', '不上报', visit_id % 20 = 0, known_from, known_to
FROM visit_version WHERE visit_id % 5 < 2 AND visit_id BETWEEN CAST(:first AS BIGINT) / 5 + 1 AND :last / 5;

-- enforcement_case_version: one for two hundred hazards; two decisions of each, one of three the chief's
WITH RECURSIVE n(i) AS (SELECT CAST(:first AS BIGINT) / 200 + 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last / 200),
place(p, region_code) AS (SELECT ROW_NUMBER() OVER (ORDER BY code) - 1, region_code FROM unit WHERE reporting AND kind IN ('county', 'zone')),
department(d, department_code) AS (SELECT ROW_NUMBER() OVER (ORDER BY code) - 1, department_code FROM unit WHERE reporting AND department_code IS NOT NULL)
INSERT INTO enforcement_case_version (
  enforcement_case_id, region_code, department_code, enterprise_id, happened_on, voided, known_from, known_to
)
SELECT i, region_code, department_code, 1 + (i * 49979687) % 4999, DAY[(i * 32452843) % 1000003 % 110], i % 40 = 0, i * 1000, :open
FROM n JOIN place ON p = (i * 104729) % 1013 % 7 JOIN department ON d = (i * 15485863) % 1019 % 6;

-- decision_version
INSERT INTO decision_version (
  decision_id, region_code, department_code, enterprise_id, happened_on, voided, case_id, penalty, stop, close, target, known_from, known_to
)
SELECT enforcement_case_id * 2 + k, region_code, department_code, enterprise_id, happened_on, enforcement_case_id % 50 = 0,
  enforcement_case_id, enforcement_case_id % 10 <> 1, k = 0 AND enforcement_case_id % 5 = 0, k = 0 AND enforcement_case_id % 25 = 1,
  CASE WHEN k = 1 AND enforcement_case_id % 3 = 0 THEN '企业主要负责人' WHEN k = 1 THEN '其他责任人员' ELSE '企业' END, known_from + k, :open
FROM enforcement_case_version JOIN (SELECT 0 AS k UNION ALL SELECT 1) AS two ON TRUE
WHERE enforcement_case_id BETWEEN CAST(:first AS BIGINT) / 200 + 1 AND :last / 200;

-- decision_term_version: the first term of each, and of every fourth a later one that changes or revokes it
INSERT INTO decision_term_version (
  decision_term_id, region_code, department_code, enterprise_id, happened_on, voided, decision_id, amount_fen, standing, known_from, known_to
)
SELECT decision_id * 2 + k, region_code, department_code, enterprise_id,
  CASE WHEN k = 0 THEN happened_on ELSE DAY[(decision_id * 32452843) % 1000003 % 120] END, FALSE, decision_id,
  CASE WHEN k = 0 THEN (decision_id * 7919) % 1009 * 10000 WHEN decision_id % 8 = 0 THEN NULL ELSE 1234500 END,
  CASE WHEN k = 0 THEN '有效' WHEN decision_id % 8 = 0 THEN '撤销' ELSE '变更' END, known_from + 2 + k, :open
FROM decision_version JOIN (SELECT 0 AS k UNION ALL SELECT 1) AS two ON k = 0 OR decision_id % 4 = 0
WHERE case_id BETWEEN CAST(:first AS BIGINT) / 200 + 1 AND :last / 200;

-- assistance_version
INSERT INTO assistance_version (
  assistance_id, region_code, department_code, enterprise_id, happened_on, voided, aim, known_from, known_to
)
SELECT enforcement_case_id, region_code, department_code, enterprise_id, happened_on, voided,
  CASE WHEN enforcement_case_id % 3 = 0 THEN '县（市、区）' ELSE '企业' END, known_from + 10, :open
FROM enforcement_case_version WHERE enforcement_case_id BETWEEN CAST(:first AS BIGINT) / 200 + 1 AND :last / 200;

-- enterprise_measure_version
INSERT INTO enterprise_measure_version (
  enterprise_measure_id, region_code, department_code, enterprise_id, happened_on, voided, kind, known_from, known_to
)
SELECT enforcement_case_id, region_code, department_code, enterprise_id, happened_on, voided, '约谈', known_from + 11, :open
FROM enforcement_case_version WHERE enforcement_case_id BETWEEN CAST(:first AS BIGINT) / 200 + 1 AND :last / 200;

-- unit_notice_version
INSERT INTO unit_notice_version (
  unit_notice_id, region_code, department_code, enterprise_id, happened_on, voided, kind, known_from, known_to
)
SELECT enforcement_case_id, region_code, department_code, NULL, happened_on, voided, '通报', known_from + 12, :open
FROM enforcement_case_version WHERE enforcement_case_id BETWEEN CAST(:first AS BIGINT) / 200 + 1 AND :last / 200;

-- referral_version: a person may be referred in several rows
INSERT INTO referral_version (
  referral_id, region_code, department_code, enterprise_id, happened_on, voided, counted_key_id, known_from, known_to
)
SELECT enforcement_case_id, region_code, department_code, enterprise_id, happened_on, voided, 1 + enforcement_case_id % 4000, known_from + 13, :open
FROM enforcement_case_version WHERE enforcement_case_id BETWEEN CAST(:first AS BIGINT) / 200 + 1 AND :last / 200;

-- typical_case_version
INSERT INTO typical_case_version (
  typical_case_id, region_code, department_code, enterprise_id, happened_on, voided, counted_key_id, dangerous_operation, known_from, known_to
)
SELECT enforcement_case_id, region_code, department_code, enterprise_id, happened_on, voided, 1 + enforcement_case_id % 4000,
  enforcement_case_id % 7 = 0, known_from + 14, :open
FROM enforcement_case_version WHERE enforcement_case_id BETWEEN CAST(:first AS BIGINT) / 200 + 1 AND :last / 200;

-- accountability_version
INSERT INTO accountability_version (
  accountability_id, region_code, department_code, enterprise_id, happened_on, voided, counted_key_id, known_from, known_to
)
SELECT enforcement_case_id, region_code, department_code, enterprise_id, happened_on, voided, 1 + enforcement_case_id % 4000, known_from + 15, :open
FROM enforcement_case_version WHERE enforcement_case_id BETWEEN CAST(:first AS BIGINT) / 200 + 1 AND :last / 200;
