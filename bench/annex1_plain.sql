-- 附件1 in plain SQL: the same 31 values for the same 14 scopes (city, 7 county-level units, 6 departments) on the same
-- schema, the peer of `anjian.reports.figures.counting`. One pass over each version table, then rolled up to the scopes.
-- A1-3.03b is in 分.
-- Parameters by name: campaign, starts_on, effective, known
WITH scopes AS (
  SELECT 'city' AS code, CAST(NULL AS VARCHAR(12)) AS region_code, CAST(NULL AS VARCHAR(40)) AS department_code
  UNION ALL
  SELECT code, CASE WHEN kind IN ('county', 'zone') THEN region_code END, department_code FROM unit WHERE reporting
),
hazards AS (
  SELECT v.region_code, v.department_code,
    SUM(CASE WHEN v.source = '企业自查' THEN 1 ELSE 0 END) AS v101,
    SUM(CASE WHEN v.source = '企业自查' AND v.accepted_on <= :effective THEN 1 ELSE 0 END) AS v102,
    SUM(CASE WHEN v.source = '部门执法检查' THEN 1 ELSE 0 END) AS v103,
    SUM(CASE WHEN v.source = '部门执法检查' AND v.accepted_on <= :effective THEN 1 ELSE 0 END) AS v104,
    SUM(CASE WHEN v.source = '群众举报' THEN 1 ELSE 0 END) AS v105,
    SUM(CASE WHEN v.source = '群众举报' AND v.accepted_on <= :effective THEN 1 ELSE 0 END) AS v106,
    SUM(CASE WHEN v.source = '上级交办' THEN 1 ELSE 0 END) AS v107,
    SUM(CASE WHEN v.source = '上级交办' AND v.accepted_on <= :effective THEN 1 ELSE 0 END) AS v108,
    SUM(CASE WHEN v.listed_on <= :effective THEN 1 ELSE 0 END) AS v109,
    SUM(CASE WHEN v.listed_on <= :effective AND v.accepted_on <= :effective THEN 1 ELSE 0 END) AS v110
  FROM hazard_version v
  WHERE v.known_from <= :known AND v.known_to > :known
    AND v.scale = '重大事故隐患' AND v.state NOT IN ('已撤回', '已降级') AND v.merged_into_id IS NULL
    AND v.discovered_on >= :starts_on AND v.confirmed_on <= :effective
    AND EXISTS (
      SELECT 1 FROM hazard_campaign c
      WHERE c.campaign_code = :campaign AND c.hazard_id = v.hazard_id AND c.known_from <= :known AND c.known_to > :known
    )
  GROUP BY v.region_code, v.department_code
),
visits AS (
  SELECT visit_id, enterprise_id, region_code, department_code
  FROM visit_version
  WHERE known_from <= :known AND known_to > :known
    AND status = '已完成' AND tier IN ('县级检查', '市级督导') AND fragment_answered
    AND visited_on >= :starts_on AND visited_on <= :effective
),
findings AS (
  SELECT v.enterprise_id, v.region_code, v.department_code, f.tag
  FROM finding_version f JOIN visits v ON v.visit_id = f.visit_id
  WHERE f.known_from <= :known AND f.known_to > :known
    AND f.tag IS NOT NULL AND NOT f.voided AND f.found_on <= :effective
),
term AS (
  SELECT decision_id, amount_fen, standing FROM (
    SELECT decision_id, amount_fen, standing,
      ROW_NUMBER() OVER (PARTITION BY decision_id ORDER BY happened_on DESC, decision_term_id DESC) AS place
    FROM decision_term_version WHERE known_from <= :known AND known_to > :known AND NOT voided AND happened_on <= :effective
  ) AS ranked WHERE place = 1
),
decisions AS (
  SELECT d.*, t.amount_fen FROM decision_version d JOIN term t ON t.decision_id = d.decision_id
  WHERE d.known_from <= :known AND d.known_to > :known AND NOT d.voided
    AND d.happened_on >= :starts_on AND d.happened_on <= :effective AND t.standing IN ('有效', '复议诉讼中', '变更')
),
events AS (
  SELECT region_code, department_code, CASE WHEN aim = '企业' THEN '302' ELSE '301' END AS item, assistance_id AS counted, 0 AS fen
  FROM assistance_version WHERE known_from <= :known AND known_to > :known AND NOT voided
    AND happened_on >= :starts_on AND happened_on <= :effective
  UNION ALL SELECT region_code, department_code, '303', decision_id, COALESCE(amount_fen, 0) FROM decisions WHERE penalty
  UNION ALL SELECT c.region_code, c.department_code, '304', c.enforcement_case_id, 0 FROM enforcement_case_version c
  WHERE c.known_from <= :known AND c.known_to > :known AND NOT c.voided
    AND c.enforcement_case_id IN (SELECT case_id FROM decisions WHERE penalty AND target = '企业')
    AND c.enforcement_case_id IN (SELECT case_id FROM decisions WHERE penalty AND target = '企业主要负责人')
  UNION ALL SELECT region_code, department_code, '305', counted_key_id, 0 FROM referral_version
  WHERE known_from <= :known AND known_to > :known AND NOT voided AND happened_on >= :starts_on AND happened_on <= :effective
  UNION ALL SELECT region_code, department_code, '306', enterprise_id, 0 FROM decisions WHERE stop
  UNION ALL SELECT region_code, department_code, '306b', enterprise_id, 0 FROM decisions WHERE close
  UNION ALL SELECT region_code, department_code, '307', enterprise_id, 0 FROM enterprise_measure_version
  WHERE known_from <= :known AND known_to > :known AND NOT voided AND happened_on >= :starts_on AND happened_on <= :effective
  UNION ALL SELECT region_code, department_code, '308', counted_key_id, 0 FROM typical_case_version
  WHERE known_from <= :known AND known_to > :known AND NOT voided AND happened_on >= :starts_on AND happened_on <= :effective
  UNION ALL SELECT region_code, department_code, '308b', counted_key_id, 0 FROM typical_case_version
  WHERE known_from <= :known AND known_to > :known AND NOT voided AND happened_on >= :starts_on AND happened_on <= :effective
    AND dangerous_operation
  UNION ALL SELECT region_code, department_code, '309', counted_key_id, 0 FROM accountability_version
  WHERE known_from <= :known AND known_to > :known AND NOT voided AND happened_on >= :starts_on AND happened_on <= :effective
  UNION ALL SELECT region_code, department_code, '310', unit_notice_id, 0 FROM unit_notice_version
  WHERE known_from <= :known AND known_to > :known AND NOT voided AND happened_on >= :starts_on AND happened_on <= :effective
),
block3 AS (
  SELECT s.code,
    COUNT(DISTINCT CASE WHEN r.item = '301' THEN r.counted END) AS v301,
    COUNT(DISTINCT CASE WHEN r.item = '302' THEN r.counted END) AS v302,
    COUNT(DISTINCT CASE WHEN r.item = '303' THEN r.counted END) AS v303,
    COUNT(DISTINCT CASE WHEN r.item = '304' THEN r.counted END) AS v304,
    COUNT(DISTINCT CASE WHEN r.item = '305' THEN r.counted END) AS v305,
    COUNT(DISTINCT CASE WHEN r.item = '306' THEN r.counted END) AS v306,
    COUNT(DISTINCT CASE WHEN r.item = '306b' THEN r.counted END) AS v306b,
    COUNT(DISTINCT CASE WHEN r.item = '307' THEN r.counted END) AS v307,
    COUNT(DISTINCT CASE WHEN r.item = '308' THEN r.counted END) AS v308,
    COUNT(DISTINCT CASE WHEN r.item = '308b' THEN r.counted END) AS v308b,
    COUNT(DISTINCT CASE WHEN r.item = '309' THEN r.counted END) AS v309,
    COUNT(DISTINCT CASE WHEN r.item = '310' THEN r.counted END) AS v310,
    SUM(r.fen) AS v303b
  FROM scopes s JOIN events r ON (s.region_code IS NULL OR r.region_code = s.region_code)
    AND (s.department_code IS NULL OR r.department_code = s.department_code)
  GROUP BY s.code
),
block1 AS (
  SELECT s.code, SUM(v101) AS v101, SUM(v102) AS v102, SUM(v103) AS v103, SUM(v104) AS v104, SUM(v105) AS v105,
    SUM(v106) AS v106, SUM(v107) AS v107, SUM(v108) AS v108, SUM(v109) AS v109, SUM(v110) AS v110
  FROM scopes s JOIN hazards r ON (s.region_code IS NULL OR r.region_code = s.region_code)
    AND (s.department_code IS NULL OR r.department_code = s.department_code)
  GROUP BY s.code
),
block2 AS (
  SELECT s.code, COUNT(DISTINCT r.enterprise_id) AS v201
  FROM scopes s JOIN visits r ON (s.region_code IS NULL OR r.region_code = s.region_code)
    AND (s.department_code IS NULL OR r.department_code = s.department_code)
  GROUP BY s.code
),
block2tags AS (
  SELECT s.code,
    COUNT(DISTINCT CASE WHEN r.tag = 'A1-2.02' THEN r.enterprise_id END) AS v202,
    COUNT(DISTINCT CASE WHEN r.tag = 'A1-2.03' THEN r.enterprise_id END) AS v203,
    COUNT(DISTINCT CASE WHEN r.tag = 'A1-2.04' THEN r.enterprise_id END) AS v204,
    COUNT(DISTINCT CASE WHEN r.tag = 'A1-2.05' THEN r.enterprise_id END) AS v205,
    COUNT(DISTINCT CASE WHEN r.tag = 'A1-2.06' THEN r.enterprise_id END) AS v206,
    COUNT(DISTINCT CASE WHEN r.tag = 'A1-2.07' THEN r.enterprise_id END) AS v207,
    COUNT(DISTINCT CASE WHEN r.tag = 'A1-2.08' THEN r.enterprise_id END) AS v208
  FROM scopes s JOIN findings r ON (s.region_code IS NULL OR r.region_code = s.region_code)
    AND (s.department_code IS NULL OR r.department_code = s.department_code)
  GROUP BY s.code
)
SELECT s.code,
  COALESCE(b1.v101, 0) AS "A1-1.01", COALESCE(b1.v102, 0) AS "A1-1.02", COALESCE(b1.v103, 0) AS "A1-1.03",
  COALESCE(b1.v104, 0) AS "A1-1.04", COALESCE(b1.v105, 0) AS "A1-1.05", COALESCE(b1.v106, 0) AS "A1-1.06",
  COALESCE(b1.v107, 0) AS "A1-1.07", COALESCE(b1.v108, 0) AS "A1-1.08", COALESCE(b1.v109, 0) AS "A1-1.09",
  COALESCE(b1.v110, 0) AS "A1-1.10",
  COALESCE(b2.v201, 0) AS "A1-2.01", COALESCE(t.v202, 0) AS "A1-2.02", COALESCE(t.v203, 0) AS "A1-2.03",
  COALESCE(t.v204, 0) AS "A1-2.04", COALESCE(t.v205, 0) AS "A1-2.05", COALESCE(t.v206, 0) AS "A1-2.06",
  COALESCE(t.v207, 0) AS "A1-2.07", COALESCE(t.v208, 0) AS "A1-2.08",
  COALESCE(c.v301, 0) AS "A1-3.01", COALESCE(c.v302, 0) AS "A1-3.02", COALESCE(c.v303, 0) AS "A1-3.03", COALESCE(c.v303b, 0) AS "A1-3.03b",
  COALESCE(c.v304, 0) AS "A1-3.04", COALESCE(c.v305, 0) AS "A1-3.05", COALESCE(c.v306, 0) AS "A1-3.06", COALESCE(c.v306b, 0) AS "A1-3.06b",
  COALESCE(c.v307, 0) AS "A1-3.07", COALESCE(c.v308, 0) AS "A1-3.08", COALESCE(c.v308b, 0) AS "A1-3.08b", COALESCE(c.v309, 0) AS "A1-3.09",
  COALESCE(c.v310, 0) AS "A1-3.10"
FROM scopes s
LEFT JOIN block1 b1 ON b1.code = s.code
LEFT JOIN block2 b2 ON b2.code = s.code
LEFT JOIN block2tags t ON t.code = s.code
LEFT JOIN block3 c ON c.code = s.code
