// Random faults, seeded, over many jobs on one executor: every job settles, once, with what it must.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createExecutor } from '@counterpoint/core';
import { act } from './tasks.mjs';

/** How often a kind comes, of 1000 jobs. Those after `function` cost a lane, or a wait. */
const KINDS = {
  number: 617,
  text: 200,
  wait: 100,
  throw: 50,
  function: 20,
  heed: 5,
  exit: 3,
  'exit later': 1,
  uncaught: 1,
  spin: 1,
  never: 2,
};

/** Numbers from 0 to 1, always the same for a seed (a linear congruential generator; Knuth's MMIX constants). */
function randomOf(seed) {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 33n) / 2 ** 31;
  };
}

function kindOf(random) {
  let left = random() * 1000;
  for (const [kind, weight] of Object.entries(KINDS)) {
    left -= weight;
    if (left < 0) return kind;
  }
  return 'number';
}

/** Tells what is wrong with an outcome; undefined if it is one of those that are promised. */
function complaint({ id, kind, killed }, { value, error }) {
  const crashed = error?.code === 'ERR_LANE_CRASHED';
  // A lane that is killed from outside takes the one job with it that ran there.
  if (crashed && error.signal === 'SIGKILL' && killed()) return undefined;
  const right = {
    number: () => value === id,
    wait: () => value === id,
    text: () => value === `${id}`.repeat(20),
    throw: () => error instanceof RangeError && error.message === `thrown by ${id}` && error.cause === id,
    function: () => error?.code === 'ERR_NOT_TRANSPORTABLE' && error.path.startsWith('result'),
    exit: () => crashed && error.exitCode === 3,
    'exit later': () => crashed && error.exitCode === 3,
    uncaught: () => crashed && error.cause?.message === `uncaught in ${id}`,
    heed: () => error === `abort ${id}`,
    spin: () => error === `abort ${id}`,
    never: () => error?.code === 'ERR_TIMED_OUT',
  }[kind];
  return right()
    ? undefined
    : `job ${id} (${kind}) gave ${error === undefined ? value : (error.stack ?? error)}`;
}

/**
 * Runs a soak.
 * @param model - `threads` or `processes`
 * @returns what was counted; `wrong` lists what must not be
 */
export async function soak({ model, rounds, jobsPerRound = 100, seed = 1, tell = () => undefined }) {
  const random = randomOf(seed);
  const folder = mkdtempSync(path.join(tmpdir(), 'counterpoint-soak-'));
  const log = path.join(folder, 'runs');
  const pool = createExecutor(model, { concurrency: 2, maxJobsPerLane: 5000, stdio: 'ignore' });
  const counts = { jobs: 0, settled: 0, fulfilled: 0, rejected: 0, kills: 0, killedJobs: 0 };
  const kinds = {};
  const wrong = [];
  const exits = new Map();
  let nextId = 0;

  const killed = () => ++counts.killedJobs <= counts.kills;

  async function judge(job, promise, alone = true) {
    const outcome = await promise.then(
      (value) => ({ value }),
      (error) => ({ error }),
    );
    counts.settled++;
    if ('error' in outcome) counts.rejected++;
    else counts.fulfilled++;
    if (alone && job.kind === 'exit') exits.set(job.id, Date.now());
    const what = complaint(job, outcome);
    if (what !== undefined) wrong.push(what);
  }

  function submit(job) {
    const item = { id: job.id, kind: job.kind, log };
    if (job.kind === 'heed' || job.kind === 'spin') {
      const controller = new AbortController();
      setTimeout(() => controller.abort(`abort ${job.id}`), random() * 20);
      return pool.with({ signal: controller.signal, grace: 5 }).submit(act, item);
    }
    if (job.kind === 'never') return pool.with({ timeout: 5, grace: 5 }).submit(act, item);
    return pool.with({ priority: Math.floor(random() * 3) }).submit(act, item);
  }

  /** A `settle` map of plain jobs: as many outcomes as items, each in its place. */
  async function mapped(jobs) {
    const outcomes = await pool.map(
      act,
      jobs.map(({ id, kind }) => ({ id, kind, log })),
      { settle: true },
    );
    if (outcomes.length !== jobs.length) wrong.push(`${outcomes.length} outcomes of ${jobs.length} items`);
    await Promise.all(
      jobs.map((job, at) => {
        const { state, value, reason } = outcomes[at] ?? {};
        return judge(job, state === 'fulfilled' ? Promise.resolve(value) : Promise.reject(reason), false);
      }),
    );
  }

  /** Kills a lane's process while the round's jobs run. */
  async function killOne() {
    const pid = await pool.submit(act, { id: -1, kind: 'pid', log }).catch(() => undefined);
    if (pid === undefined || pid === process.pid) return;
    counts.kills++;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }

  for (let round = 0; round < rounds; round++) {
    const jobs = Array.from({ length: jobsPerRound }, () => ({ id: nextId++, kind: kindOf(random), killed }));
    for (const { kind } of jobs) kinds[kind] = (kinds[kind] ?? 0) + 1;
    counts.jobs += jobs.length;
    const plain = random() < 0.2 ? jobs.filter(({ kind }) => !/heed|spin|never/.test(kind)) : [];
    const single = plain.length === 0 ? jobs : jobs.filter((job) => !plain.includes(job));
    const killing = model === 'processes' && random() < 0.1 ? killOne() : undefined;
    await Promise.all([mapped(plain), killing, ...single.map((job) => judge(job, submit(job)))]);
    tell(round + 1, counts);
  }
  const { crashes, done, failed } = pool.stats();
  await pool.close();

  const runs = new Map();
  const detectionMs = [];
  for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
    const [id, atMs] = line.split(' ').map(Number);
    if (id < 0) continue;
    runs.set(id, (runs.get(id) ?? 0) + 1);
    if (exits.has(id)) detectionMs.push(exits.get(id) - atMs);
  }
  const twice = [...runs].filter(([, times]) => times > 1).map(([id]) => id);
  for (const id of twice) wrong.push(`job ${id} ran twice`);
  if (counts.settled !== counts.jobs) wrong.push(`${counts.jobs - counts.settled} jobs did not settle`);
  rmSync(folder, { recursive: true });
  detectionMs.sort((a, b) => a - b);
  return {
    model,
    seed,
    rounds,
    ...counts,
    lost: counts.jobs - counts.settled,
    twice: twice.length,
    crashes,
    done,
    failed,
    kinds,
    /** From the job's own `process.exit` to its rejection. */
    exitToRejectionMs: {
      p50: detectionMs[Math.floor(detectionMs.length / 2)],
      p99: detectionMs[Math.floor(detectionMs.length * 0.99)],
      max: detectionMs.at(-1),
    },
    wrong,
  };
}
