// Simulates a cluster of a size that cannot be run here, from the costs in docs/cluster.json. A simulation, no measurement:
// one caller, one Redis, no network, no failures.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '10' },
    lanes: { type: 'string', default: '4' },
    'job-ms': { type: 'string', default: '5' },
    jobs: { type: 'string', default: '100000' },
    'parcels-in-flight': { type: 'string', default: '32' },
  },
});
const whole = (name) => {
  const value = Number(values[name]);
  if (!(value > 0)) {
    console.error(`--${name}: expected a number above 0, got ${values[name]}`);
    process.exit(2);
  }
  return value;
};
const [workers, lanes, jobMs, jobs, window] = ['workers', 'lanes', 'job-ms', 'jobs', 'parcels-in-flight'].map(
  whole,
);

const measured = JSON.parse(readFileSync(new URL('../../docs/cluster.json', import.meta.url), 'utf8'));
// One engine job costs, all in all, the CPU time that plain BullMQ needs for one; a third of it each at caller, server and worker.
const shareMs = measured.cpu.oneByOne / 3;
/** A parcel carries about 20 ms of work, as the scheduler makes it. */
const perParcel = Math.max(1, Math.round(20 / jobMs));

/** Plays all parcels through caller, server, a lane and the server again; each serves one at a time, in order of arrival. */
function simulate() {
  const free = { caller: 0, server: 0 };
  const laneFree = Array.from({ length: workers * lanes }, () => 0);
  const busy = { caller: 0, server: 0, lanes: 0 };
  const serve = (who, atMs, costMs) => {
    const start = Math.max(free[who], atMs);
    busy[who] += costMs;
    return (free[who] = start + costMs);
  };
  const inFlight = [];
  let endMs = 0;
  for (let left = jobs; left > 0; left -= perParcel) {
    // The window is full: the next parcel leaves when the earliest one is back.
    let readyMs = 0;
    if (inFlight.length >= window) {
      inFlight.sort((a, b) => a - b);
      readyMs = inFlight.shift();
    }
    const atServer = serve('server', serve('caller', readyMs, shareMs), shareMs / 2);
    let lane = 0;
    for (let next = 1; next < laneFree.length; next++) if (laneFree[next] < laneFree[lane]) lane = next;
    const workMs = Math.min(left, perParcel) * jobMs + shareMs;
    laneFree[lane] = Math.max(laneFree[lane], atServer) + workMs;
    busy.lanes += workMs;
    const backMs = serve('server', laneFree[lane], shareMs / 2);
    inFlight.push(backMs);
    endMs = Math.max(endMs, backMs);
  }
  return { endMs, busy };
}

const { endMs, busy } = simulate();
const percent = (part) => `${((100 * part) / endMs).toFixed(0)} %`;
const ideal = (jobs * jobMs) / (workers * lanes);
console.log(`SIMULATION from costs measured on ${measured.date} (docs/cluster.json): no network, no failures, one caller
${jobs} jobs of ${jobMs} ms, ${workers} workers of ${lanes} lanes, ${perParcel} jobs a parcel, ${window} parcels in flight
  time            ${(endMs / 1000).toFixed(1)} s (all lanes busy all the time: ${(ideal / 1000).toFixed(1)} s)
  jobs a second   ${((1000 * jobs) / endMs).toFixed(0)}
  busy            lanes ${percent(busy.lanes / (workers * lanes))}, caller ${percent(busy.caller)}, Redis ${percent(busy.server)}
  ${window < workers * lanes ? `fewer parcels in flight (${window}) than lanes (${workers * lanes}): raise the caller's concurrency` : 'enough parcels in flight'}`);
