const LANES = 2;

/** Jobs of 1, 10 and 100 ms in a fixed shuffled order, all there at once; makespan over that of a greedy schedule. */
async function measure(pool, { variant, quick }) {
  const lengths = quick ? shuffled(20, 4, 1) : shuffled(60, 12, 4);
  // What the pool knows of the task is from jobs of 1 ms: the worst that it can believe.
  for (let warm = 0; warm < 8; warm++) await pool.run('spin', 1);
  const startMs = performance.now();
  if (variant === 'map') await pool.executor.map(pool.tasks.spin, lengths);
  else await Promise.all(lengths.map((ms) => pool.run('spin', ms)));
  return { timesIdeal: (performance.now() - startMs) / greedyMs(lengths) };
}

/** List scheduling: each job goes to the lane that is free first. */
function greedyMs(lengths) {
  const lanes = Array.from({ length: LANES }, () => 0);
  for (const ms of lengths) lanes[lanes.indexOf(Math.min(...lanes))] += ms;
  return Math.max(...lanes);
}

function shuffled(ones, tens, hundreds) {
  const lengths = [
    ...Array.from({ length: ones }, () => 1),
    ...Array.from({ length: tens }, () => 10),
    ...Array.from({ length: hundreds }, () => 100),
  ];
  let state = 7;
  for (let at = lengths.length - 1; at > 0; at--) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = state % (at + 1);
    [lengths[at], lengths[other]] = [lengths[other], lengths[at]];
  }
  return lengths;
}

export const rows = [
  {
    id: 'mixed-lengths',
    work: 'jobs of 1, 10 and 100 ms mixed',
    contenders: [
      'core/threads',
      'core/threads/map',
      'core/processes',
      'core/processes/map',
      'piscina/threads',
      'workerpool/processes',
    ],
    metrics: { timesIdeal: 'x a greedy schedule' },
    targets: [
      { metric: 'timesIdeal', atMost: 1.05 },
      { metric: 'timesIdeal', against: 'piscina/threads', atMost: 1.05 },
      { metric: 'timesIdeal', of: 'core/threads/map', atMost: 1.05 },
      { metric: 'timesIdeal', of: 'core/processes', atMost: 1.05 },
      { metric: 'timesIdeal', of: 'core/processes/map', atMost: 1.05 },
    ],
    rounds: 12,
    measure,
  },
];
