import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { CHANNELS, createExecutor, type MapProgress } from '@counterpoint/core';
import { describe, expect, it } from 'vitest';
import { exit, increment, throws, waitFor } from './faults/tasks.mjs';

type Told = Record<string, unknown>;

/** Runs a body and gives what the channels told meanwhile of one model. */
async function listen(
  model: string,
  body: () => Promise<void>,
): Promise<Record<keyof typeof CHANNELS, Told[]>> {
  const told = { jobStart: [], jobEnd: [], laneOpen: [], laneClose: [], laneCrash: [] } as Record<
    keyof typeof CHANNELS,
    Told[]
  >;
  const listeners = (Object.keys(CHANNELS) as (keyof typeof CHANNELS)[]).map((name) => {
    const listener = (message: unknown): void => {
      if ((message as Told)['model'] === model) told[name].push(message as Told);
    };
    subscribe(CHANNELS[name], listener);
    return () => unsubscribe(CHANNELS[name], listener);
  });
  try {
    await body();
  } finally {
    for (const stop of listeners) stop();
  }
  return told;
}

describe.each(['inline', 'async', 'threads', 'processes'] as const)('what %s tells of itself', (model) => {
  const lanes = model === 'threads' || model === 'processes';

  it('channels tell of lanes and jobs, from start to end', async () => {
    const told = await listen(model, async () => {
      const pool = createExecutor(model, { concurrency: 1 });
      await pool.submit(increment, 1);
      await pool.submit(throws, 'frozen').catch(() => undefined);
      if (lanes) await pool.submit(exit, 4).catch(() => undefined);
      await pool.close();
    });
    const tasks = ['increment', 'throws', ...(lanes ? ['exit'] : [])];
    expect(told.jobStart).toEqual(tasks.map((task) => ({ model, lane: 0, task })));
    expect(told.jobEnd).toMatchObject([
      { model, lane: 0, task: 'increment', state: 'fulfilled' },
      { model, lane: 0, task: 'throws', state: 'rejected' },
    ]);
    for (const { startMs, runMs } of told.jobEnd) {
      expect(Math.abs((startMs as number) - Date.now())).toBeLessThan(60_000);
      expect(runMs).toBeGreaterThanOrEqual(0);
    }
    expect(told.laneOpen).toEqual([{ model, lane: 0 }]);
    if (lanes) expect(told.laneCrash).toEqual([{ model, lane: 0, exitCode: 4, signal: null }]);
    else expect(told.laneClose).toEqual([{ model, lane: 0 }]);
  });

  it('stats give waits, runs and how busy a lane was', async () => {
    const pool = createExecutor(model, { concurrency: 1 });
    await pool.submit(increment, 0);
    const jobs = [pool.submit(waitFor, 40), pool.submit(waitFor, 40)];
    await new Promise((resolve) => setImmediate(resolve));
    expect(pool.stats()).toMatchObject({ queued: 1, running: 1, done: 1 });
    await Promise.all(jobs);
    const { run, wait, lanes: all, done, failed, crashes, batches } = pool.stats();
    expect({ done, failed, crashes, batches }).toEqual({ done: 3, failed: 0, crashes: 0, batches: 3 });
    expect(run.count).toBe(3);
    expect(run.maxMs).toBeGreaterThanOrEqual(35);
    // The second waited for the first.
    expect(wait.maxMs).toBeGreaterThanOrEqual(35);
    expect(all).toMatchObject([{ id: 0, state: 'ready', jobs: 3 }]);
    expect(all[0]?.utilization).toBeGreaterThan(0);
    expect(all[0]?.utilization).toBeLessThanOrEqual(1);
    await pool.close();
    expect(pool.stats()).toMatchObject({ queued: 0, running: 0, lanes: [] });
  });

  it('a trace says which job ran on which lane, and when; without it there is none', async () => {
    const pool = createExecutor(model, { concurrency: 2, trace: true });
    await pool.map(waitFor, [5, 5, 5, 5]);
    const { trace } = pool.stats();
    expect(trace).toHaveLength(4);
    for (const { lane, task, startMs, endMs, state } of trace) {
      expect({ task, state }).toEqual({ task: 'waitFor', state: 'fulfilled' });
      expect(lane).toBeLessThan(pool.concurrency);
      expect(endMs).toBeGreaterThanOrEqual(startMs);
    }
    // On one lane no job begins before the one before has ended.
    for (const lane of [0, 1]) {
      const runs = trace.filter((run) => run.lane === lane).toSorted((a, b) => a.startMs - b.startMs);
      for (const [at, run] of runs.entries())
        expect(run.startMs).toBeGreaterThanOrEqual((runs[at - 1]?.endMs ?? 0) - 1);
    }
    await pool.close();
    const untraced = createExecutor(model, { concurrency: 1 });
    await untraced.submit(increment, 1);
    expect(untraced.stats().trace).toEqual([]);
    await untraced.close();
  });

  it('progress rises to the total, counts failures, and what it throws fails the map alone', async () => {
    const pool = createExecutor(model, { concurrency: 2 });
    const seen: MapProgress[] = [];
    await pool.map(throws, ['undefined', 'symbol', 'frozen'], {
      settle: true,
      progress: (progress) => seen.push(progress),
    });
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(seen.at(-1)).toEqual({ done: 3, failed: 3, total: 3 });
    const broken = new Error('the callback broke');
    const progress = (): never => {
      throw broken;
    };
    await expect(pool.map(increment, [1, 2, 3], { progress })).rejects.toBe(broken);
    expect(await pool.submit(increment, 1)).toBe(2);
    await pool.close();
  });
});
