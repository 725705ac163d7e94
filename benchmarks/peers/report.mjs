import { middle } from './measure-row.mjs';
import { ROWS } from './rows/all.mjs';

/** Renders all runs as one Markdown page. */
export function render({ runs, notes }) {
  return [
    '# Counterpoint beside its peers',
    'Made by `npm run bench:peers` (all rows about 8 minutes on 2 cores; `-- --quick` in under a minute; `-- --rows latency-threads,…` measures some rows',
    'anew). Do not edit: the samples are in [peers.json](peers.json), and the remarks in `benchmarks/peers/remarks.mjs`.',
    '',
    'Two lanes each. Every contender has a process of its own. In a round each contender is measured once, in random order, after four rounds that do',
    'not count (one, where lanes are started). A ratio is ours over theirs, taken round by round: its median, and the 95 % interval of the sign test. "Best pool" is the one of',
    'another project with the best median of that row. Absolute numbers are of this machine alone; quote the ratios.',
    '',
    ...Object.entries(runs).flatMap(([name, run]) => renderRun(name, run)),
    '## What falls short, and why',
    '',
    ...notes.map((note) => `- ${note}`),
    '',
  ].join('\n');
}

function renderRun(name, { date, environment, rows }) {
  const measured = ROWS.filter(({ id }) => rows[id] !== undefined);
  return [
    `## ${name}`,
    '',
    `${date} · ${environment.cpu}, ${environment.cores} cores · Node ${environment.node}, Python ${environment.python} · ${environment.versions}`,
    '',
    '### Targets',
    '',
    '| work | measured | against | ratio [95 %] | target | |',
    '|---|---|---|---|---|---|',
    ...measured.flatMap((row) => rows[row.id].targets.map((target) => targetLine(row, target))),
    '',
    '### Medians',
    '',
    ...measured.flatMap((row) => medians(row, rows[row.id])),
  ];
}

function targetLine(row, target) {
  const { of, against, metric, ratio, atLeast, atMost, verdict } = target;
  const bound = atLeast === undefined ? `<= ${short(atMost)}` : `>= ${short(atLeast)}`;
  const unit = target.against === undefined ? '' : 'x';
  const whom =
    target.against === 'best'
      ? `${label(against)} (best pool)`
      : target.against === undefined
        ? ''
        : label(against);
  return `| ${row.work} | ${label(of)}: ${row.metrics[metric]} | ${whom} | ${short(ratio.value)}${unit} [${short(ratio.low)}, ${short(ratio.high)}] | ${bound}${unit} | ${verdict} |`;
}

function medians(row, { rounds, samples, failures }) {
  const metrics = Object.entries(row.metrics);
  return [
    `**${row.work}**, ${rounds} rounds`,
    '',
    `| | ${metrics.map(([, unit]) => unit).join(' | ')} |`,
    `|---|${metrics.map(() => '---:|').join('')}`,
    ...Object.entries(samples).map(
      ([name, list]) =>
        `| ${label(name)} | ${metrics.map(([metric]) => short(middle(list, metric))).join(' | ')} |`,
    ),
    ...Object.entries(failures).map(
      ([name, failure]) => `| ${label(name)} | ${failure.replaceAll('|', '/')} |`,
    ),
    '',
  ];
}

const LABELS = {
  core: 'counterpoint',
  raw: 'plain messages',
  ring: 'shared-memory ring',
  'python/pool': 'Python multiprocessing.Pool',
  'python/executor': 'Python ProcessPoolExecutor',
  'python/executor-spawn': 'Python ProcessPoolExecutor (spawn)',
  'inline/here': 'Array.map, here',
};

function label(name) {
  if (LABELS[name] !== undefined) return LABELS[name];
  const [peer, ...rest] = name.split('/');
  return [LABELS[peer] ?? peer, ...rest].join(' ');
}

function short(value) {
  if (value === undefined || Number.isNaN(value)) return '';
  if (Math.abs(value) < 1e-6) return '0';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
