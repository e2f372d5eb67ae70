// GoRules Zen: one expression node, evaluated over 1,000 cases a call (its fastest form).
import { createRequire } from 'node:module';
import { globals, readCases, rules, writer } from './common.mjs';

const { ZenEngine, ZenDecisionContent } = createRequire(import.meta.url)('@gorules/zen-engine');
const ofNode = text => text.replace(/\b(meanBp|riskPoints|recentProcs)\b/g, '$.$1');
const expressions = [
  ...globals.map(g => ({ id: g.name, key: g.name, value: g.expression })),
  ...rules.map(r => ({ id: r.id, key: r.id, value: `${ofNode(r.expression)} ? ${ofNode(r.output)} : null` })),
];
const nodes = [
  { type: 'inputNode', id: 'in', name: 'in', content: { schema: '' }, position: { x: 0, y: 0 } },
  { type: 'expressionNode', id: 'rules', name: 'rules', position: { x: 1, y: 0 }, content: { expressions, passThrough: false, inputField: 'cases', outputPath: 'results', executionMode: 'loop' } },
  { type: 'outputNode', id: 'out', name: 'out', content: { schema: '' }, position: { x: 2, y: 0 } },
];
const edges = nodes.slice(1).map((n, i) => ({ id: `e${i}`, type: 'edge', sourceId: nodes[i].id, targetId: n.id }));
const content = JSON.stringify({ contentType: 'application/vnd.gorules.decision', nodes, edges });
const decision = new ZenEngine().createDecision(new ZenDecisionContent(Buffer.from(content)));
const cases = readCases(process.argv[2]);
const output = writer(process.argv[3]);
for (let first = 0; first < cases.length; first += 1000) {
  const part = cases.slice(first, first + 1000);
  const { result } = await decision.evaluate({ cases: part.map(c => c.facts) });
  part.forEach((c, i) => output.write(c.id, Object.fromEntries(rules.map(r => [r.id, result.results[i][r.id]]).filter(([, v]) => v !== null && v !== undefined))));
}
output.close();
