import { FAULT_MODELS, type FaultModel } from './fault.ts';

/** What `npm run detection` printed: times of the machine, so no test repeats them. */
const DETECTION = [
  ['`process.exit(1)`', 'threads', '60', '0.4 / 2.6 / 2.6', '5.1 / 9.4 / 9.4'],
  ['`process.exit(1)`', 'processes', '60', '0.3 / 0.6 / 0.6', '7.3 / 12.7 / 12.7'],
  ['an error that nobody catches', 'threads', '60', '0.4 / 1.6 / 1.6', '5.7 / 7.6 / 7.6'],
  ['an error that nobody catches', 'processes', '60', '0.4 / 0.5 / 0.5', '12.6 / 22.3 / 22.3'],
  ['SIGKILL from outside', 'processes', '60', '0.4 / 0.5 / 0.5', '6.5 / 8.3 / 8.3'],
  ['out of memory (32 MB)', 'threads', '10', '0.5 / 0.5 / 0.5', '–'],
  ['out of memory (32 MB)', 'processes', '10', '0.4 / 0.5 / 0.5', '–'],
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

Threads, measured on 2026-11-25 (\`--model threads\`, the same machine, 126 s): 100,000 jobs in 1,000 rounds, 709 lanes lost: 0 jobs lost, 0 ran twice,
0 wrong outcomes; heap 6.0 -> 6.8 MB, threads, descriptors and handles as before; resident memory 68 -> 105 MB; p50 6 ms, p99 20 ms, at most 41 ms.

## How soon the caller is told

\`npm run detection -w @counterpoint/core\`, 2026-11-25, Node 20.20, 2 shared cores; two lanes. The end of a lane is told by the system,
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
