import {
  createExecutor,
  taskFrom,
  type Executor,
  type LocalModel,
  type TraceEvent,
} from '@counterpoint/core';
import { kernels } from '@counterpoint/native';
import { treeCpuMs } from '../environment/tree-cpu.ts';
import { workloadById } from '../workloads/catalogue.ts';
import type { Session } from '../workloads/workload.ts';
import type { WorkloadQuestion, WorkSource } from './workload-question.ts';
import { serveLines } from './serve-lines.ts';

// Runs work on a model when it is asked to, times it and checks what came out.
const { signal } = new AbortController();
const sessions = new Map<string, Promise<Session>>();
const pools = new Map<string, Executor>();

serveLines(async (question) => {
  const {
    source,
    model,
    lanes,
    cold,
    repeat = 1,
    atLeastMs = 0,
    trace = false,
  } = question as unknown as WorkloadQuestion;
  const session = await sessionOf(source);
  const given = model === 'native' ? (session.nativeItems?.() ?? session.items) : session.items;
  const items = Array.from({ length: repeat }, () => given).flat();
  const open = (): Executor =>
    createExecutor(model, { concurrency: lanes, trace, ...(model === 'native' ? { kernels } : {}) });
  const name = `${model} ${lanes} ${trace}`;
  const opened = performance.now();
  let pool = cold ? undefined : pools.get(name);
  let startMs: number | null = null;
  if (!cold && pool === undefined) {
    pool = open();
    pools.set(name, pool);
    await pool.ready();
    startMs = performance.now() - opened;
  }
  const cpuBefore = treeCpuMs();
  const epochMs = performance.timeOrigin + performance.now();
  const start = performance.now();
  const used = pool ?? open();
  const shortestMs = startMs === null ? atLeastMs : 0;
  let value: readonly unknown[];
  let runs = 0;
  let elapsedMs: number;
  do {
    value = await used.map(session.task as never, items as never[]);
    runs++;
    elapsedMs = performance.now() - start;
  } while (elapsedMs < shortestMs);
  // Of processes that have ended nothing is left to read.
  const cpuMs = cold && model === 'processes' ? null : (treeCpuMs() - cpuBefore) / runs;
  if (pool === undefined) await used.close();
  return {
    wallMs: elapsedMs / runs,
    cpuMs: model === 'processes' && process.platform !== 'linux' ? null : cpuMs,
    startMs,
    wrong: await wrong(session, model, value, repeat),
    ...(trace ? { trace: timeline(used, epochMs) } : {}),
  };
});

function sessionOf(source: WorkSource): Promise<Session> {
  const name = JSON.stringify(source);
  const known = sessions.get(name);
  if (known !== undefined) return known;
  const opened =
    'workload' in source
      ? workloadById(source.workload).open(source.size, signal)
      : Promise.resolve<Session>({
          task: taskFrom(source.url, source.exportName),
          items: Array(4).fill(source.arg),
          expected: [],
        });
  sessions.set(name, opened);
  return opened;
}

async function wrong(
  { expected, nativeResult, digest: own, verify }: Session,
  model: LocalModel,
  value: readonly unknown[],
  repeat: number,
): Promise<string | undefined> {
  if (expected.length === 0) return undefined;
  const digest = model === 'native' ? (nativeResult ?? own) : own;
  const digested = digest === undefined ? value : value.map((one) => digest(one as never));
  const got = JSON.stringify(digested);
  const wanted = JSON.stringify(Array.from({ length: repeat }, () => expected).flat());
  return got === wanted ? verify?.() : `expected ${wanted.slice(0, 200)}, got ${got.slice(0, 200)}`;
}

/** The jobs of the last run, with times from its start. */
function timeline(executor: Executor, epochMs: number): TraceEvent[] {
  return executor
    .stats()
    .trace.filter(({ startMs }) => startMs >= epochMs - 1)
    .map((event) => ({ ...event, startMs: event.startMs - epochMs, endMs: event.endMs - epochMs }));
}
