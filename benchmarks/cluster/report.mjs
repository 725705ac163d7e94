import { verdict } from '../../packages/native/bench/render.mjs';

const estimate = ({ value, low, high }, digits = 2) =>
  `${value.toFixed(digits)}x (${low.toFixed(digits)}-${high.toFixed(digits)})`;
const holds = (yes) => (yes ? 'reached' : '**not reached**');
const atLeast = (bar, ratio) => verdict({ bar: [bar, Infinity], ...ratio });
const atMost = (bar, ratio) => verdict({ bar: [0, bar], ...ratio });
const us = (ms) => `${(ms * 1000).toFixed(1)} us`;

/** Renders the result as Markdown. */
export function renderReport(result) {
  const { rates, cpu, throughput, cpuRatio, losses, killed, lockMs, checkMs } = result;
  const worst = Math.max(...losses);
  const bound = lockMs + 2 * checkMs;
  const rows = [
    [
      `${result.tiny} tiny jobs by map, against plain BullMQ job by job`,
      '>= 20x',
      estimate(throughput, 1),
      atLeast(20, throughput),
    ],
    [
      'CPU a task, against a hand-written BullMQ batch of 100',
      '<= 1.25x',
      estimate(cpuRatio),
      atMost(1.25, cpuRatio),
    ],
    ...[
      ['one job in flight, p50, against plain BullMQ with a reply stream', result.latency],
      ['the same, against plain workers that take one job at a time', result.latencyOne],
      ['the same, against these with the function on a thread, as ours', result.latencyThread],
    ].map(([what, ratio]) => [what, '<= 1.25x', estimate(ratio), atMost(1.25, ratio)]),
    [
      `the job of a killed node starts on another (worst of ${losses.length})`,
      `<= ${bound} ms (lock + 2 checks)`,
      `${worst.toFixed(0)} ms`,
      holds(worst <= bound),
    ],
    [
      `a node killed every second, ${killed.count} jobs`,
      '0 lost, 0 twice',
      `${killed.kills} kills, ${killed.lost} lost, ${killed.twice} twice, ${(killed.wallMs / 1000).toFixed(0)} s`,
      holds(killed.lost === 0 && killed.twice === 0),
    ],
  ];
  return `# The cluster beside plain BullMQ

\`npm run bench:cluster\`, ${result.date}, Node ${result.node}, Debian's Redis on loopback with an append-only file, two worker processes of one lane each;
caller, workers and server share two virtual cores, so quote the ratios. Everything is interleaved in one run of ${result.rounds} rounds, ${result.loneRounds} for one job in
flight; a ratio is the median over the rounds with its sign-test interval. Reached: the whole interval is inside the bar.

| what | bar | measured | |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

| | wall time a task | CPU a task: caller, workers and server |
| --- | --- | --- |
| cluster, \`map\`, no tuning | ${us(rates.map)} | ${us(cpu.map)} |
| BullMQ, batches of 100 by hand | ${us(rates.byHand)} | ${us(cpu.byHand)} |
| BullMQ, job by job | ${us(rates.oneByOne)} | ${us(cpu.oneByOne)} |
| cluster, one job in flight | ${rates.ourLatency.toFixed(2)} ms | |
| BullMQ with a reply stream, one job in flight | ${rates.plainLatency.toFixed(2)} ms | |
| the same, \`concurrency\` 1 | ${rates.plainOneLatency.toFixed(2)} ms | |
| the same, on BullMQ's worker threads | ${rates.plainThreadLatency.toFixed(2)} ms | |

Plain workers have the \`concurrency\` of 32 that their throughput needs, and look for a second job while they have one; with BullMQ's default of 1
they answer a lone job sooner. Both run the function on the worker's own event loop, where a long one outlives its lock and runs twice; ours runs on a
thread, as with BullMQ's \`useWorkerThreads\`: like for like, and the price of the way to a thread and back. Plain BullMQ here has no errors,
cancellation, retries or recovery of replies. The other promises (a job that blocks its lane for six times the lock runs once; a restart of Redis; a cut link; \`attach\`)
are tests: \`npx vitest run test/cluster\` in \`packages/core\`.
`;
}
