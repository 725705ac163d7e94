import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Keeps so many no-op jobs in flight for a while; gives rate, CPU time of this process a job, and p99 event-loop delay. */
export async function keepInFlight(pool, { inFlight, durationMs }) {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  let done = 0;
  loop.enable();
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const endMs = startMs + durationMs;
  const one = async () => {
    do {
      await pool.run('noop', done);
      done++;
    } while (performance.now() < endMs);
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  const elapsedMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  loop.disable();
  return {
    jobsPerS: (done / elapsedMs) * 1000,
    cpuUs: (user + system) / done,
    loopDelayMs: loop.percentile(99) / 1e6,
  };
}
