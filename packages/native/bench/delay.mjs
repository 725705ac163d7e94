/** How long the event loop is held up while kernels run on all cores but one. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { counter } from '../dist/index.js';
import { interleave, medianOf } from './estimate.mjs';

async function p99(durationMs, beside) {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  const stop = new AbortController();
  const running = beside(stop.signal);
  histogram.enable();
  await sleep(durationMs);
  histogram.disable();
  stop.abort();
  await running;
  return histogram.percentile(99) / 1e6;
}

export async function delay({ cores, rounds, quick }) {
  const threads = Math.max(1, cores - 1);
  const busy = (signal) =>
    counter({ n: 1e13, threads, signal }).catch((error) => {
      if (!signal.aborted) throw error;
    });
  const durationMs = quick ? 300 : 1000;
  const runs = await interleave(rounds, {
    idle: () => p99(durationMs, async () => {}),
    busy: () => p99(durationMs, busy),
  });
  const above = runs.busy.map((value, round) => value - runs.idle[round]);
  return [
    {
      study: 'event-loop delay p99 above idle, ms',
      what: `counter on ${threads} thread${threads > 1 ? 's' : ''}: ${medianOf(runs.busy).value.toFixed(2)} ms, idle ${medianOf(runs.idle).value.toFixed(2)} ms`,
      bar: [-Infinity, 2],
      ...medianOf(above),
    },
  ];
}
