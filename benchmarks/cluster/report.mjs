const estimate = ({ value, low, high }, digits = 2) =>
  `${value.toFixed(digits)}x (${low.toFixed(digits)}-${high.toFixed(digits)})`;
const holds = (yes) => (yes ? 'reached' : '**not reached**');
const us = (ms) => `${(ms * 1000).toFixed(1)} us`;

/** Renders the result as Markdown. */
export function renderReport(result) {
  const { rates, cpu, throughput, cpuRatio, latency, latencyOne, losses, killed, lockMs, checkMs } = result;
  const worst = Math.max(...losses);
  const bound = lockMs + 2 * checkMs;
  const rows = [
    [
      `${result.tiny} tiny jobs by map, against plain BullMQ job by job`,
      '>= 20x',
      estimate(throughput, 1),
      holds(throughput.low >= 20),
    ],
    [
      'CPU a task, against a hand-written BullMQ batch of 100',
      '<= 1.25x',
      estimate(cpuRatio),
      holds(cpuRatio.high <= 1.25),
    ],
    [
      'one job in flight, p50, against plain BullMQ with a reply stream',
      '<= 1.25x',
      estimate(latency),
      holds(latency.high <= 1.25),
    ],
    [
      'the same, against plain workers that take one job at a time',
      '<= 1.25x',
      estimate(latencyOne),
      holds(latencyOne.high <= 1.25),
    ],
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
caller, workers and server share two virtual cores, so quote the ratios. Everything is interleaved in one run of ${result.rounds} rounds; a ratio is the
median over the rounds with its sign-test interval.

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

Plain workers have the \`concurrency\` of 32 that their throughput needs, and look for a second job while they have one; with BullMQ's default of 1
they answer a lone job sooner. Plain BullMQ here runs the function on the worker's own event loop and has no errors, cancellation, retries or
recovery of replies. The other promises (a job that blocks its lane for six times the lock runs once; a restart of Redis; a cut link; \`attach\`)
are tests: \`npx vitest run test/cluster\` in \`packages/core\`.
`;
}
