// Measures Counterpoint beside its peers: npm run bench:peers -- [--quick] [--rows id,…] [--only name,…] [--rounds n] [--out folder]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rows: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    rounds: { type: 'string' },
    out: { type: 'string' },
  },
});
const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
if (Object.keys(dependencies).some((name) => !existsSync(join(here, 'node_modules', name)))) {
  process.stderr.write('installing the peers\n');
  execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: ['ignore', 2, 2],
  });
}
const { measureRow } = await import('./measure-row.mjs');
const { REMARKS } = await import('./remarks.mjs');
const { render } = await import('./report.mjs');
const { ROWS, rowOf } = await import('./rows/all.mjs');

const list = (text) => text.split(',').filter((part) => part !== '');
const wanted = values.rows === '' ? ROWS : list(values.rows).map(rowOf);
const only = list(values.only);
const kept = values.out ?? (values.quick || only.length > 0 ? undefined : join(here, '../../docs'));
const file = kept === undefined ? undefined : join(kept, 'peers.json');
const document =
  file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { version: 1, runs: {} };
const name = `Node ${process.versions.node.split('.')[0]}`;
const run = {
  date: new Date().toISOString().slice(0, 10),
  environment: {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    node: process.versions.node,
    python: execFileSync('python3', ['-c', 'import platform; print(platform.python_version())'], {
      encoding: 'utf8',
    }).trim(),
    versions: Object.entries(dependencies)
      .map(([peer, version]) => `${peer} ${version}`)
      .join(', '),
  },
  rows: { ...document.runs[name]?.rows },
};
document.runs[name] = run;

let missed = 0;
for (const row of wanted) {
  const rounds = Number(values.rounds ?? (values.quick ? 2 : row.rounds));
  const startMs = performance.now();
  const result = await measureRow(row, { rounds, quick: values.quick, only });
  run.rows[row.id] = result;
  missed += Object.keys(result.samples).length === 0 ? 1 : 0;
  process.stderr.write(`${row.id}: ${((performance.now() - startMs) / 1000).toFixed(0)} s\n`);
  if (file === undefined) continue;
  mkdirSync(kept, { recursive: true });
  // Written after each row, so that a crash loses no more than one.
  writeFileSync(file, `${JSON.stringify(document, rounded)}\n`);
  writeFileSync(join(kept, 'peers.md'), render({ runs: document.runs, notes: REMARKS }));
}
if (file === undefined) process.stdout.write(render({ runs: { [name]: run }, notes: REMARKS }));
process.exitCode = missed > 0 ? 1 : 0;

/** Five digits say all that a sample can. */
function rounded(_key, value) {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
