-- The 25 rules in SQL; {source} gives id and the facts of a person.
WITH people AS (
  SELECT *, (sbp + 2.0::DOUBLE * dbp) / 3.0::DOUBLE AS meanBp,
    (CASE WHEN age >= 65 THEN 2 ELSE 0 END) + smoker::INT + diabetic::INT * 2 + priorMi::INT * 3 + (CASE WHEN sbp >= 140 THEN 1 ELSE 0 END) AS riskPoints,
    len(list_filter(procedures, lambda p: p.daysAgo <= 90)) AS recentProcs
  FROM {source}
)
SELECT id,
  CASE WHEN sbp >= 140 or dbp >= 90 THEN meanBp END AS R1,
  CASE WHEN sbp > 180 and dbp > 110 THEN 'ED_REFERRAL' END AS R2,
  CASE WHEN ldl >= 190 or (priorMi and ldl >= 70) or (diabetic and age >= 40 and age <= 75 and ldl >= 70) THEN 'STATIN_HIGH' END AS R3,
  CASE WHEN diabetic and hba1c >= 9.0 THEN hba1c - 7.0 END AS R4,
  CASE WHEN list_contains(medications, 'metformin') and egfr < 30 THEN 'STOP_METFORMIN' END AS R5,
  CASE WHEN diabetic and not list_contains(medications, 'metformin') and egfr >= 45 and hba1c >= 6.5 THEN 'START_METFORMIN' END AS R6,
  CASE WHEN list_contains(medications, 'warfarin') and list_has_any(medications, ['ibuprofen', 'naproxen']) THEN 'BLEED_RISK' END AS R7,
  CASE WHEN potassium > 5.5 and list_has_any(medications, ['lisinopril', 'enalapril', 'losartan']) THEN potassium * 10 END AS R8,
  CASE WHEN bmi >= 30 and bmi < 40 and recentProcs = 0 THEN bmi END AS R9,
  CASE WHEN bmi >= 40 or (bmi >= 35 and (diabetic or sbp >= 140)) THEN 'BARIATRIC' END AS R10,
  CASE WHEN sex = 'F' and pregnant and list_has_any(medications, ['lisinopril', 'warfarin', 'atorvastatin']) THEN 'STOP_TERATOGEN' END AS R11,
  CASE WHEN primaryDx = 'M54.5' and symptomWeeks >= 6 and painScore >= 7 and not (len(list_filter(procedures, lambda p: p.code = '72148' and p.daysAgo <= 365)) > 0) THEN 'APPROVE_MRI' END AS R12,
  CASE WHEN primaryDx = 'M54.5' and symptomWeeks < 6 THEN 6 - symptomWeeks END AS R13,
  CASE WHEN painScore < 8 and len(list_filter(procedures, lambda p: p.code = '72148' and p.daysAgo <= 180)) > 0 THEN 'DENY_REPEAT' END AS R14,
  CASE WHEN len(list_filter(procedures, lambda p: p.complicated and p.daysAgo <= 30)) > 0 THEN recentProcs END AS R15,
  CASE WHEN riskPoints >= 5 THEN riskPoints * 10 + age END AS R16,
  CASE WHEN riskPoints >= 3 and riskPoints < 5 THEN riskPoints * 10 END AS R17,
  CASE WHEN riskPoints < 3 and age < 65 THEN riskPoints END AS R18,
  CASE WHEN heartRate > 100 and meanBp < 70.1::DOUBLE THEN heartRate END AS R19,
  CASE WHEN egfr < 30 or (egfr < 45 and potassium >= 5.0 and not pregnant) THEN egfr END AS R20,
  CASE WHEN (insurance = 'medicare' or insurance = 'medicaid') and age >= 65 and recentProcs >= 1 THEN 'MEDICARE_REVIEW' END AS R21,
  CASE WHEN hba1c >= 10 or ldl >= 220 or sbp >= 200 THEN 'URGENT_LABS' END AS R22,
  CASE WHEN smoker and (age >= 50 or symptomWeeks >= 12) THEN 'LDCT_SCREEN' END AS R23,
  CASE WHEN len(medications) >= 5 and age >= 70 THEN len(medications) END AS R24,
  CASE WHEN starts_with(primaryDx, 'E11') and (hba1c >= 8 or meanBp > 105.2::DOUBLE) THEN 'ENDO_REFERRAL' END AS R25
FROM people
