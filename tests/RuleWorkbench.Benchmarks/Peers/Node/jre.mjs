// json-rules-engine: it has neither parameters nor outputs, so both are computed beside it, by hand.
import { createRequire } from 'node:module';
import { readCases, rules, writer } from './common.mjs';

const { Engine } = createRequire(import.meta.url)('json-rules-engine');
const engine = new Engine([], { allowUndefinedFacts: true });
engine.addOperator('containsAny', (list, values) => list.some(m => values.includes(m)));
engine.addOperator('codeWithin', (list, v) => list.some(p => p.code === v.code && p.daysAgo <= v.days));
engine.addOperator('complicatedWithin', (list, days) => list.some(p => p.complicated && p.daysAgo <= days));
engine.addOperator('lenAtLeast', (list, n) => list.length >= n);
engine.addOperator('startsWith', (text, start) => text.startsWith(start));
for (const { id, conditions } of rules)
  engine.addRule({ name: id, conditions, event: { type: id } });

const outputs = {
  R1: f => f.meanBp, R4: f => f.hba1c - 7, R8: f => f.potassium * 10, R9: f => f.bmi, R13: f => 6 - f.symptomWeeks, R15: f => f.recentProcs,
  R16: f => f.riskPoints * 10 + f.age, R17: f => f.riskPoints * 10, R18: f => f.riskPoints, R19: f => f.heartRate, R20: f => f.egfr, R24: f => f.medications.length,
};
const texts = Object.fromEntries(rules.filter(r => !(r.id in outputs)).map(r => [r.id, JSON.parse(r.output)]));
const place = new Map(rules.map((r, i) => [r.id, i]));
const output = writer(process.argv[3]);
for (const { id, facts } of readCases(process.argv[2])) {
  const f = {
    ...facts,
    meanBp: (facts.sbp + 2 * facts.dbp) / 3,
    riskPoints: (facts.age >= 65 ? 2 : 0) + (facts.smoker ? 1 : 0) + (facts.diabetic ? 2 : 0) + (facts.priorMi ? 3 : 0) + (facts.sbp >= 140 ? 1 : 0),
    recentProcs: facts.procedures.filter(p => p.daysAgo <= 90).length,
  };
  const { events } = await engine.run(f);
  const met = events.map(e => e.type).sort((a, b) => place.get(a) - place.get(b));
  output.write(id, Object.fromEntries(met.map(r => [r, r in texts ? texts[r] : outputs[r](f)])));
}
output.close();
