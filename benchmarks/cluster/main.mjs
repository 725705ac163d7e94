// Measures the cluster beside plain BullMQ, in one run on one Redis with two worker processes each; writes docs/cluster.md.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createExecutor, taskFrom } from '@counterpoint/core';
import { pairedRatio } from '@counterpoint/bench';
import { cpuMs, startNode } from './node.mjs';
import { PlainCaller } from './plain-caller.mjs';
import { startRedis } from './redis.mjs';
import { renderReport } from './report.mjs';

const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 2 : 20;
const TINY = quick ? 20_000 : 100_000;
const BY_HAND = TINY / 2;
const PLAIN = quick ? 500 : 1000;
/** Rounds of lone jobs in each round of the others: short ones, so that all sides of one meet the same machine. */
const LONE_ROUNDS = quick ? 2 : 18;
/** Lone jobs of each side in such a round. */
const LONE = 25;
/** Lone jobs before the first that counts: the code of both sides is compiled by then. */
const WARM_UP = quick ? 100 : 3000;
const TASKS = fileURLToPath(new URL('tasks.mjs', import.meta.url));
const LOCK_MS = 2000;
const CHECK_MS = 1000;

const increment = taskFrom(new URL('tasks.mjs', import.meta.url), 'increment');
const nap = taskFrom(new URL('tasks.mjs', import.meta.url), 'nap');

const redis = await startRedis();
const { connection } = redis;
const ours = {
  connection,
  queue: 'ours',
  tasks: [TASKS],
  lanes: { concurrency: 1 },
  lockMs: LOCK_MS,
  checkMs: CHECK_MS,
  maxLosses: 100,
};
const plain = { connection, queue: 'plain', concurrency: 32 };
/** BullMQ's default: a worker that looks for no second job while it has one answers a lone job sooner. */
const plainOne = { connection, queue: 'plain-one', concurrency: 1 };
/** As ours: the function runs on a thread, so that it cannot hold up the renewal of its job's lock. */
const plainThread = { connection, queue: 'plain-thread', concurrency: 1, thread: true };

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const progress = (text) => process.stderr.write(`${text}\n`);

/** Wall and CPU time of a run, with everybody's CPU: the caller's, the workers' and the server's. */
async function timed(nodes, run) {
  const pids = [process.pid, redis.pid, ...nodes.map((node) => node.child.pid)];
  const cpuBefore = cpuMs(pids);
  const before = performance.now();
  const jobs = await run();
  return { wallMs: (performance.now() - before) / jobs, cpuMs: (cpuMs(pids) - cpuBefore) / jobs };
}

/** Throughput, CPU and latency, interleaved. */
async function compare() {
  const ourNodes = [await startNode('our-worker.mjs', ours), await startNode('our-worker.mjs', ours)];
  const plainNodes = [await startNode('plain-worker.mjs', plain), await startNode('plain-worker.mjs', plain)];
  const otherNodes = [];
  for (const options of [plainOne, plainOne, plainThread, plainThread])
    otherNodes.push(await startNode('plain-worker.mjs', options));
  const executor = createExecutor('cluster', { connection, queue: ours.queue });
  const caller = new PlainCaller(connection, plain.queue);
  const callerOne = new PlainCaller(connection, plainOne.queue);
  const callerThread = new PlainCaller(connection, plainThread.queue);
  const runs = {
    map: () =>
      timed(ourNodes, async () => {
        const items = Array.from({ length: TINY }, (_, n) => n);
        const results = await executor.map(increment, items);
        for (let n = 0; n < TINY; n++) if (results[n] !== n + 1) throw new Error(`wrong result for ${n}`);
        return TINY;
      }),
    oneByOne: () =>
      timed(plainNodes, async () => {
        const results = await Promise.all(Array.from({ length: PLAIN }, (_, n) => caller.submit(n)));
        if (results[PLAIN - 1] !== PLAIN) throw new Error('wrong result');
        return PLAIN;
      }),
    byHand: () =>
      timed(plainNodes, async () => {
        const batches = Array.from({ length: BY_HAND / 100 }, (_batch, b) =>
          Array.from({ length: 100 }, (_, n) => b * 100 + n),
        );
        const results = (await Promise.all(batches.map((n) => caller.submit(n)))).flat();
        if (results[BY_HAND - 1] !== BY_HAND) throw new Error('wrong result');
        return BY_HAND;
      }),
  };
  const lone = {
    ourLatency: (n) => executor.submit(increment, n),
    plainLatency: (n) => caller.submit(n),
    plainOneLatency: (n) => callerOne.submit(n),
    plainThreadLatency: (n) => callerThread.submit(n),
  };
  const series = Object.fromEntries([...Object.keys(runs), ...Object.keys(lone)].map((name) => [name, []]));
  for (const name of Object.keys(runs)) await runs[name]();
  for (const submit of Object.values(lone)) await roundTrips(submit, WARM_UP);
  for (let round = 0; round < ROUNDS; round++) {
    progress(`round ${round + 1} of ${ROUNDS}`);
    for (const name of Object.keys(runs).toSorted(() => Math.random() - 0.5))
      series[name].push(await runs[name]());
    for (let loneRound = 0; loneRound < LONE_ROUNDS; loneRound++) {
      for (const name of Object.keys(lone).toSorted(() => Math.random() - 0.5))
        series[name].push({ wallMs: median(await roundTrips(lone[name], LONE)) });
    }
  }
  await executor.close();
  for (const plainCaller of [caller, callerOne, callerThread]) await plainCaller.close();
  for (const node of [...ourNodes, ...plainNodes, ...otherNodes]) await node.kill('SIGKILL');
  return series;
}

/** Round trips of jobs of which one is in flight at a time, ms. */
async function roundTrips(submit, count) {
  const times = [];
  for (let n = 0; n < count; n++) {
    const before = performance.now();
    await submit(n);
    times.push(performance.now() - before);
  }
  return times;
}

/** How long after the death of its node a job starts on another, ms. */
async function lostNode(number) {
  // A queue of its own: nodes that are killed leave jobs behind, which would take the lane of the next round.
  const options = { ...ours, queue: `lost-${number}` };
  const nodes = [await startNode('our-worker.mjs', options)];
  const executor = createExecutor('cluster', { connection, queue: options.queue });
  const job = executor.submit(nap, { id: 1, ms: 4000 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  nodes.push(await startNode('our-worker.mjs', options));
  await nodes[0].kill('SIGKILL');
  const killedMs = performance.timeOrigin + performance.now();
  const { startMs } = await job;
  await executor.close();
  await nodes[1].kill('SIGKILL');
  return startMs - killedMs;
}

/** Kills a node a second while jobs run; counts what is lost, wrong or doubled. */
async function killings(count) {
  const nodes = [await startNode('our-worker.mjs', ours), await startNode('our-worker.mjs', ours)];
  const executor = createExecutor('cluster', { connection, queue: ours.queue });
  const seen = new Map();
  let kills = 0;
  const state = { done: false };
  const killer = (async () => {
    while (!state.done) {
      const next = startNode('our-worker.mjs', ours);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (!state.done) {
        await nodes.shift().kill('SIGKILL');
        kills++;
      }
      nodes.push(await next);
    }
  })();
  const items = Array.from({ length: count }, (_, id) => ({ id, ms: 2 }));
  const before = performance.now();
  for await (const outcome of executor
    .with({ retries: 100 })
    .map(nap, items, { settle: true, ordered: false })) {
    const id = outcome.state === 'fulfilled' ? outcome.value.id : -1;
    seen.set(id, (seen.get(id) ?? 0) + 1);
  }
  const wallMs = performance.now() - before;
  state.done = true;
  await killer;
  await executor.close();
  for (const node of nodes) await node.kill('SIGKILL');
  const lost = items.filter(({ id }) => !seen.has(id)).length;
  const twice = [...seen.values()].filter((times) => times > 1).length;
  return { count, kills, lost, twice, wallMs };
}

try {
  const series = await compare();
  const ratio = (a, b, what) =>
    pairedRatio(series[a].map((sample, round) => ({ base: sample[what], other: series[b][round][what] })));
  const losses = [];
  for (let n = 0; n < (quick ? 1 : 5); n++) {
    progress(`lost node ${n + 1}`);
    losses.push(await lostNode(n));
  }
  progress('a node is killed every second');
  const killed = await killings(quick ? 1000 : 10_000);
  const result = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    rounds: ROUNDS,
    loneRounds: ROUNDS * LONE_ROUNDS,
    tiny: TINY,
    lockMs: LOCK_MS,
    checkMs: CHECK_MS,
    rates: Object.fromEntries(
      Object.entries(series).map(([name, samples]) => [name, median(samples.map(({ wallMs }) => wallMs))]),
    ),
    cpu: Object.fromEntries(
      ['map', 'oneByOne', 'byHand'].map((name) => [name, median(series[name].map((sample) => sample.cpuMs))]),
    ),
    throughput: ratio('oneByOne', 'map', 'wallMs'),
    cpuRatio: ratio('map', 'byHand', 'cpuMs'),
    latency: ratio('ourLatency', 'plainLatency', 'wallMs'),
    latencyOne: ratio('ourLatency', 'plainOneLatency', 'wallMs'),
    latencyThread: ratio('ourLatency', 'plainThreadLatency', 'wallMs'),
    losses,
    killed,
    series,
  };
  const docs = new URL('../../docs/', import.meta.url);
  const report = renderReport(result);
  process.stdout.write(report);
  if (!quick) {
    writeFileSync(new URL('cluster.md', docs), report);
    writeFileSync(new URL('cluster.json', docs), `${JSON.stringify(result)}\n`);
  }
} finally {
  await redis.stop();
}
