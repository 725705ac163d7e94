import { readFileSync } from 'node:fs';
import { createExecutor, type Executor, type Kernels, type Task } from '@counterpoint/core';
import { digestOf } from './digest.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Answer, Load } from './probe-message.ts';
import { setupName, type Setup } from './request.ts';

type Tell = (answer: Answer) => void;

/** What is run. */
export interface Subject {
  readonly task: Task;
  /** Argument lists, used in turn. */
  readonly samples: readonly (readonly unknown[])[];
  /** Loads what the model native runs. */
  readonly kernels: () => Kernels | undefined;
}

function open({ model, lanes }: Setup, { kernels }: Subject): Executor {
  if (model === 'inline') return createExecutor(model);
  if (model !== 'native') return createExecutor(model, { concurrency: lanes });
  const own = kernels();
  return createExecutor(model, { concurrency: lanes, ...(own === undefined ? {} : { kernels: own }) });
}

/** Runs jobs as a user would: by `map` where each takes one argument, else by `submit`. */
async function runJobs(pool: Executor, { task, samples }: Subject, jobs: number): Promise<number> {
  const pick = (job: number): readonly unknown[] => samples[job % samples.length] ?? [];
  const outcomes = samples.every((args) => args.length === 1)
    ? await pool
        .map(
          task,
          Array.from({ length: jobs }, (_, job) => pick(job)[0]),
        )
        .then(
          () => 0,
          () => 1,
        )
    : (
        await Promise.allSettled(Array.from({ length: jobs }, (_, job) => pool.submit(task, ...pick(job))))
      ).filter(({ status }) => status === 'rejected').length;
  return outcomes;
}

/** Opens a model, runs some jobs on it at once, and tells what came out and what it cost to start. */
export async function trial(subject: Subject, setup: Setup, calls: number, tell: Tell): Promise<void> {
  const { task, samples } = subject;
  const before = residentMb();
  const startMs = performance.now();
  const pool = open(setup, subject);
  await pool.ready();
  const coldMs = performance.now() - startMs;
  const outcomes = await Promise.allSettled(
    Array.from({ length: calls }, (_, job) => pool.submit(task, ...(samples[job % samples.length] ?? []))),
  );
  const after = residentMb();
  const aloneMs = performance.now();
  await pool.submit(task, ...(samples[0] ?? [])).catch(() => undefined);
  const roundTripMs = performance.now() - aloneMs;
  const laneMb = before === null || after === null ? null : Math.max(0, after - before) / setup.lanes;
  tell({ type: 'trial', coldMs, roundTripMs, laneMb, digests: outcomes.map(digestOf) });
  await pool.close({ grace: 1000 });
}

/** Runs every setup once in each round, and tells each run. */
export async function rounds(
  subject: Subject,
  orders: readonly (readonly Load[])[],
  tell: Tell,
): Promise<void> {
  const watch = new LoopWatch();
  const pools = new Map<string, Executor>();
  for (const { setup, jobs } of orders[0] ?? []) {
    const pool = open(setup, subject);
    pools.set(setupName(setup), pool);
    tell({ type: 'begin', setup, round: -1 });
    await pool.ready();
    await runJobs(pool, subject, Math.min(jobs, 2 * setup.lanes));
  }
  for (const [round, order] of orders.entries()) {
    for (const { setup, jobs } of order) {
      tell({ type: 'begin', setup, round });
      await watch.begin();
      const cpu = process.cpuUsage();
      const startMs = performance.now();
      const failed = await runJobs(pools.get(setupName(setup)) as Executor, subject, jobs);
      const wallMs = performance.now() - startMs;
      const used = process.cpuUsage(cpu);
      const blockMs = await watch.end();
      tell({
        type: 'sample',
        setup,
        round,
        jobs,
        wallMs,
        cpuMs: (used.user + used.system) / 1000,
        blockMs,
        failed,
      });
    }
  }
  await Promise.all([...pools.values()].map((pool) => pool.close({ grace: 1000 })));
}

/** Memory of this process and its children in MB; null where the system does not tell. */
function residentMb(): number | null {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim();
    const pids = ['self', ...children.split(' ').filter((pid) => pid !== '')];
    const pages = pids.map((pid) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]));
    return (pages.reduce((sum, count) => sum + count, 0) * 4096) / 1e6;
  } catch {
    return null;
  }
}
