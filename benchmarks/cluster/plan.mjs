// Simulates a cluster of a size that cannot be run here, from the costs in docs/cluster.json. A simulation, no measurement:
// one caller, one Redis, no network, no failures.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const refuse = (message) => {
  console.error(message);
  process.exit(2);
};
const read = () => {
  try {
    return parseArgs({
      options: {
        workers: { type: 'string', default: '10' },
        lanes: { type: 'string', default: '4' },
        'job-ms': { type: 'string', default: '5' },
        jobs: { type: 'string', default: '100000' },
        'parcels-in-flight': { type: 'string', default: '32' },
      },
    }).values;
  } catch (error) {
    return refuse(`${error.message}; there are --workers, --lanes, --job-ms, --jobs and --parcels-in-flight`);
  }
};
const values = read();
const whole = (name) => {
  const value = Number(values[name]);
  return value > 0 ? value : refuse(`--${name}: expected a number above 0, got ${values[name]}`);
};
const [workers, lanes, jobMs, jobs, window] = ['workers', 'lanes', 'job-ms', 'jobs', 'parcels-in-flight'].map(
  whole,
);

const measured = JSON.parse(readFileSync(new URL('../../docs/cluster.json', import.meta.url), 'utf8'));
// One engine job costs, all in all, the CPU time that plain BullMQ needs for one; a third of it each at caller, server and worker.
const shareMs = measured.cpu.oneByOne / 3;
/** A parcel carries about 20 ms of work, as the scheduler makes it. */
const perParcel = Math.max(1, Math.round(20 / jobMs));

/** Plays all parcels through caller, server, a lane and the server again, event by event; each serves one at a time, in order of arrival. */
function simulate() {
  const free = { caller: 0, server: 0 };
  const laneFree = Array.from({ length: workers * lanes }, () => 0);
  const busy = { caller: 0, server: 0, lanes: 0 };
  const events = [];
  let left = jobs;
  const serve = (who, atMs, costMs, next, items) => {
    busy[who] += costMs;
    free[who] = Math.max(free[who], atMs) + costMs;
    events.push({ atMs: free[who], next, items });
  };
  const send = (atMs) => {
    if (left <= 0) return;
    const items = Math.min(left, perParcel);
    left -= items;
    serve('caller', atMs, shareMs, toServer, items);
  };
  const toServer = (atMs, items) => serve('server', atMs, shareMs / 2, toLane, items);
  const toLane = (atMs, items) => {
    let lane = 0;
    for (let next = 1; next < laneFree.length; next++) if (laneFree[next] < laneFree[lane]) lane = next;
    const workMs = items * jobMs + shareMs;
    laneFree[lane] = Math.max(laneFree[lane], atMs) + workMs;
    busy.lanes += workMs;
    events.push({ atMs: laneFree[lane], next: fromLane, items });
  };
  // A parcel that is back makes room for the next one.
  const fromLane = (atMs, items) => serve('server', atMs, shareMs / 2, send, items);
  for (let parcel = 0; parcel < window; parcel++) send(0);
  let endMs = 0;
  while (events.length > 0) {
    let first = 0;
    for (let at = 1; at < events.length; at++) if (events[at].atMs < events[first].atMs) first = at;
    const [{ atMs, next, items }] = events.splice(first, 1);
    endMs = atMs;
    next(atMs, items);
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
