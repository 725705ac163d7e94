#!/usr/bin/env node
/** Measures the addon against its yardsticks in one run: `node bench/main.mjs [--quick] [--out FILE.md]`.
 * Writes the table and, beside it, all figures as JSON. */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildInfo, effectiveCores } from '../dist/index.js';
import { calls } from './calls.mjs';
import { cases } from './cases.mjs';
import { delay } from './delay.mjs';
import { libraries } from './libraries.mjs';
import { checkBuild, compile } from './machine.mjs';
import { parity } from './parity.mjs';
import { render } from './render.mjs';
import { twins } from './twins.mjs';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, out: { type: 'string' } },
});
const started = performance.now();
checkBuild();
const machine = compile();
const cores = effectiveCores();
const scale = values.quick ? 0.1 : 1;
const work = cases(scale);
const rounds = values.quick ? 5 : 11;
/** The bar of parity is 2 % wide: it takes more runs than the others to tell noise from a difference. */
const [parityRounds, parityTurns] = values.quick ? [3, 2] : [12, 8];
const context = { machine, cores, work, scale, rounds, parityRounds, parityTurns, quick: values.quick };

const rows = [];
for (const [name, section] of Object.entries({ parity, calls, twins, libraries, delay })) {
  console.error(`${name} …`);
  rows.push(...(await section(context)));
}
const document = {
  schema: 'counterpoint-native-bench/1',
  command: `npm run bench:native${values.quick ? ' -- --quick' : ''}`,
  date: new Date().toISOString().slice(0, 10),
  durationS: Math.round((performance.now() - started) / 1000),
  machine: { cpu: os.cpus()[0]?.model, cores, load: os.loadavg()[0], node: process.version },
  turns: parityTurns,
  build: buildInfo(),
  rows,
};
const page = render(document);
if (values.out) {
  const out = path.resolve(values.out);
  writeFileSync(out, page);
  writeFileSync(out.replace(/\.md$/, '.json'), `${JSON.stringify(document, undefined, 1)}\n`);
}
console.log(page);
