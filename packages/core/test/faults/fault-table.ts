import { FAULT_MODELS, type FaultModel } from './fault.ts';

/** What `npm run detection` printed: times of the machine, so no test repeats them. */
const DETECTION = [
  ['`process.exit(1)`', 'threads', '60', '0.3 / 1.6 / 1.6', '4.3 / 26.0 / 26.0'],
  ['`process.exit(1)`', 'processes', '60', '0.3 / 0.4 / 0.4', '10.2 / 55.8 / 55.8'],
  ['an error that nobody catches', 'threads', '60', '0.3 / 14.0 / 14.0', '7.4 / 69.3 / 69.3'],
  ['an error that nobody catches', 'processes', '60', '0.2 / 6.2 / 6.2', '12.4 / 100.2 / 100.2'],
  ['SIGKILL from outside', 'processes', '60', '0.3 / 0.4 / 0.4', '4.5 / 21.9 / 21.9'],
  ['out of memory (32 MB)', 'threads', '10', '0.3 / 0.4 / 0.4', '–'],
  ['out of memory (32 MB)', 'processes', '10', '0.3 / 0.3 / 0.3', '–'],
];

/** Writes the guide's page of faults: what the caller was told, by fault and model. */
export function faultTable(
  names: readonly string[],
  seen: ReadonlyMap<string, ReadonlyMap<FaultModel, string>>,
): string {
  const rows = names.map((name) => {
    const row = seen.get(name) ?? new Map<FaultModel, string>();
    return [name, ...FAULT_MODELS.map((model) => cell(row.get(model)))];
  });
  return `# Faults: what the caller is told

Each cell was seen by a test (\`packages/core/test/faults\`): the fault is made to happen on two lanes with jobs beside it and behind it. Beside what the
cell says, each test holds that only this job is told, its neighbours finish, the executor works afterwards, and after \`close()\` no thread, process,
descriptor, handle or temporary file is left. A dash: the fault cannot happen there, or meets the host itself as it would without an executor.

${table(['the fault', ...FAULT_MODELS], rows)}

\`inline\` and \`async\` run jobs on the caller's own thread: \`process.exit\`, an endless loop, a late throw or too little memory there are the host's own.

The table is written by \`npm run docs:faults -w @counterpoint/core\`; the same test fails where the page is not up to date.

## At random

\`npm run soak -w @counterpoint/core -- --rounds 1000 --seed 1\` runs 100 jobs a round with random faults among them, on threads and on processes, and
checks that every job settles once, with its own value or the promised error, and that memory and handles come back. A short slice of it is a test.

Processes, measured on 2026-11-25 (\`--model processes\`, Node 20.20, 2 shared cores, 174 s): 100,000 jobs in 1,000 rounds, 772 lanes lost, 97 of
them killed from outside: 0 jobs lost, 0 ran twice, 0 wrong outcomes; heap 6.0 -> 6.3 MB, threads, descriptors and handles as before; resident memory
67 -> 107 MB. From a job's own \`process.exit\` to its rejection: p50 14 ms, p99 56 ms, at most 62 ms.

Threads, measured on 2026-11-24 under other load: 100,000 jobs in 1,000 rounds, 698 lanes lost: 0, 0, 0; heap 6.3 -> 6.5 MB, threads, descriptors and
handles as before; resident memory 62 -> 221 MB; p50 16 ms, p99 325 ms on the loaded machine.

## How soon the caller is told

\`npm run detection -w @counterpoint/core\`, 2026-11-25, Node 20.20, 2 shared cores under other load; two lanes. The end of a lane is told by the system,
as the \`exit\` of a thread or the \`close\` of a process; the fault itself happened in the lane, or was the kill. All are p50 / p99 / max.

${table(
  [
    'the lane ends by',
    'model',
    'times',
    'from its end to the rejection, ms',
    'from the fault to the rejection, ms',
  ],
  DETECTION,
)}
`;
}

function cell(told: string | undefined): string {
  if (told === undefined) return '–';
  // Class, code and details read better as code than as prose.
  return told.replaceAll(/\bERR_[A-Z_]+/g, '`$&`');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join(
    '\n',
  );
}
