import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

export const { globals, rules } = JSON.parse(readFileSync(new URL('rules.json', import.meta.url), 'utf8'));

export const readCases = file => readFileSync(file, 'utf8').split('\n').filter(l => l.length > 0).map(l => {
  const line = JSON.parse(l);
  return { id: line.id, facts: line.facts.patient };
});

// One line a case, in the shape of what `rulewb cohort run` writes.
export const writer = file => {
  const handle = openSync(file, 'w');
  return {
    write: (id, figures) => writeSync(handle, JSON.stringify({ id, rules: { met: Object.keys(figures) }, figures }) + '\n'),
    close: () => closeSync(handle),
  };
};
