// npm run detection -w @counterpoint/core: how soon a job whose lane dies is rejected, by kind of death; prints a Markdown table.
import { subscribe } from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createExecutor } from '@counterpoint/core';
import { exitNoted, fillMemory, increment, spinNoted, throwNoted } from './tasks.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'counterpoint-detection-'));
const file = path.join(folder, 'moment');
const nowMs = () => performance.timeOrigin + performance.now();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const noted = () => {
  const [ms, pid] = readFileSync(file, 'utf8').split(' ').map(Number);
  return { ms, pid };
};

let toldMs;
subscribe('counterpoint:lane:crash', () => (toldMs = nowMs()));

/** Kills the lane's process once its job runs; gives the moment. */
async function killRunning() {
  await pause(50);
  const atMs = nowMs();
  process.kill(noted().pid, 'SIGKILL');
  return atMs;
}

const DEATHS = [
  {
    what: '`process.exit(1)`',
    start: (pool) => pool.submit(exitNoted, file),
    moment: () => noted().ms,
    times: 60,
  },
  {
    what: 'an error that nobody catches',
    start: (pool) => pool.submit(throwNoted, file),
    moment: () => noted().ms,
    times: 60,
  },
  {
    what: 'SIGKILL from outside',
    models: ['processes'],
    start: (pool) => pool.submit(spinNoted, file),
    act: killRunning,
    times: 60,
  },
  { what: 'out of memory (32 MB)', start: (pool) => pool.submit(fillMemory), times: 10 },
];

function summary(list) {
  if (list.length === 0) return '–';
  const sorted = list.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
  return `${at(0.5)} / ${at(0.99)} / ${at(1)}`;
}

console.log(
  '| the lane ends by | model | times | its end is told -> rejection, ms: p50 / p99 / max | the fault -> rejection, ms |',
);
console.log('|---|---|---:|---|---|');
for (const { what, models = ['threads', 'processes'], start, act, moment, times } of DEATHS) {
  for (const model of models) {
    const pool = createExecutor(model, { concurrency: 2, memoryLimitMb: 32, stdio: 'ignore' });
    const fromTold = [];
    const fromFault = [];
    for (let round = 0; round < times; round++) {
      await pool.map(increment, [1, 2]);
      const job = start(pool).catch((error) => error);
      const actedMs = await act?.();
      const error = await job;
      const endMs = nowMs();
      if (error?.code !== 'ERR_LANE_CRASHED') throw new Error(`${what}, ${model}: got ${error}`);
      fromTold.push(endMs - toldMs);
      const faultMs = actedMs ?? moment?.();
      if (faultMs !== undefined) fromFault.push(endMs - faultMs);
    }
    await pool.close();
    console.log(`| ${what} | ${model} | ${times} | ${summary(fromTold)} | ${summary(fromFault)} |`);
  }
}
rmSync(folder, { recursive: true });
