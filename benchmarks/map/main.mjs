// Measures counterpoint map against its bars and writes docs/map.md and docs/map.json: npm run bench:map [-- rounds]
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { bar, inRounds, machine, median, need, ratio, report } from '../command-rounds.mjs';
import work from './work.mjs';

need({ python3: 'python3', parallel: 'parallel', jq: 'jq' });
const rounds = Number(process.argv[2] ?? 3);
/** The short ones vary more, and cost less. */
const shortRounds = rounds * 2 + 1;
const here = fileURLToPath(new URL('.', import.meta.url));
const cli = `node ${fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))}`;
const folder = mkdtempSync(join(tmpdir(), 'counterpoint-bench-map-'));
const LINES = 2000;
const LINE_MS = 6;
/** Programs that start a process for every line get fewer lines, and their time counts as often as they have fewer. */
const FEW = 20;
const HALVES = 'two plain processes, half of the lines each';

try {
  const n = calibrate();
  writeFileSync(
    join(folder, 'work'),
    Array.from({ length: LINES }, (_, seed) => `${JSON.stringify({ n, seed })}\n`).join(''),
  );
  writeFileSync(
    join(folder, 'few'),
    Array.from({ length: LINES / FEW }, (_, seed) => `${JSON.stringify({ n, seed })}\n`).join(''),
  );
  for (const exponent of [5, 6, 7]) await writeNumbers(join(folder, `1e${exponent}`), 10 ** exponent);
  same(`${cli} map ${here}work.mjs -j 2 < few`, `node ${here}one-thread.mjs < few`);

  const halves = [0, LINES / 2].map((from) => `node ${here}half.mjs ${n} ${from} ${LINES / 2} &`).join(' ');
  const parallelEach = `parallel -j2 -k, node per line (${LINES / FEW} lines, times ${FEW})`;
  const xargsEach = `xargs -P2, node per line (${LINES / FEW} lines, times ${FEW})`;
  const starts = `xargs -P2 node -e 0 (${LINES / FEW} starts, times ${FEW})`;
  const long = inRounds(
    rounds,
    {
      [HALVES]: `${halves} wait`,
      'counterpoint map -j 2': `${cli} map ${here}work.mjs -j 2 < work`,
      'piscina by hand, 2 threads': `node ${here}piscina-loop.mjs < work`,
      'one thread': `node ${here}one-thread.mjs < work`,
      'parallel --pipe -N50 -j2 -k': `parallel --pipe -N50 -j2 -k node ${here}one-thread.mjs < work`,
      [parallelEach]: `parallel -j2 -k node ${here}per-line.mjs {} < few`,
      [xargsEach]: `xargs -P2 -d '\\n' -n1 node ${here}per-line.mjs < few`,
      [starts]: `seq ${LINES / FEW} | xargs -P2 -n1 node -e 0`,
    },
    folder,
  );
  for (const name of [parallelEach, xargsEach, starts]) {
    long[name] = long[name].map(({ wallMs, cpuMs, peakMiB }) => ({
      wallMs: wallMs * FEW,
      cpuMs: cpuMs * FEW,
      peakMiB,
    }));
  }
  const trivial = inRounds(
    shortRounds,
    {
      'counterpoint map --on threads': `${cli} map ${here}double.mjs --on threads < 1e6`,
      'plain loop, one process': `node ${here}plain-loop.mjs < 1e6`,
      'readline loop, one process': `node ${here}readline-loop.mjs < 1e6`,
      "jq -c '. * 2'": "jq -c '. * 2' < 1e6",
    },
    folder,
  );
  const memory = inRounds(
    1,
    Object.fromEntries(
      ['1e5', '1e6', '1e7'].map((lines) => [`${lines} lines`, `${cli} map ${here}double.mjs < ${lines}`]),
    ),
    folder,
  );
  const help = inRounds(
    20,
    { 'counterpoint --help': `exec ${cli} --help`, 'node -e 0': 'exec node -e 0' },
    folder,
  );

  const map = 'counterpoint map -j 2';
  /** The ceiling beside a bar: two plain processes in the place of map. */
  const longBar = (what, above, below, sign, limit) => {
    const [over, under] = [above, below].map((name) => (name === map ? HALVES : name));
    return bar(what, ratio(long, above, below), sign, limit, ratio(long, over, under));
  };
  const startMs = median(long[starts].map(({ wallMs }) => wallMs)) / LINES;
  const halfMs = median(long[HALVES].map(({ wallMs }) => wallMs)) / LINES;
  const least = help['node -e 0'].map((sample) => ({ wallMs: sample.wallMs * 1.5 + 60 }));
  report(
    fileURLToPath(new URL('../../docs/map', import.meta.url)),
    'counterpoint map, measured',
    'npm run bench:map',
    `The 1e6 lines had ${shortRounds} rounds. The range behind a ratio is that of the rounds. The best that is possible here: two plain node processes, each of which calls the function for half of the lines, and neither reads nor writes, stand in the place of counterpoint map, in the same rounds. Where they do not reach a bar, no program of two lanes can. A node process for every line costs ${startMs.toFixed(1)} ms a line (xargs -P2 node -e 0), the line itself ${halfMs.toFixed(1)} ms in two lanes: so no program can be more than about (${startMs.toFixed(1)} + ${halfMs.toFixed(1)}) / ${halfMs.toFixed(1)} = ${((startMs + halfMs) / halfMs).toFixed(1)} times as fast as xargs, and 20 times wants a start of ${(19 * halfMs).toFixed(0)} ms.`,
    {
      machine: machine(),
      rounds,
      bars: [
        longBar('2,000 lines of 6 ms: map / piscina by hand', map, 'piscina by hand, 2 threads', '<=', 1.05),
        longBar('one thread / map', 'one thread', map, '>=', 1.85),
        longBar('GNU parallel, node per line / map', parallelEach, map, '>=', 20),
        longBar('xargs -P2, node per line / map', xargsEach, map, '>=', 20),
        longBar('parallel --pipe -N50 / map', 'parallel --pipe -N50 -j2 -k', map, '>=', 1.4),
        bar(
          "1e6 trivial lines: plain loop / map (its rate against the loop's)",
          ratio(trivial, 'plain loop, one process', 'counterpoint map --on threads'),
          '>=',
          0.7,
        ),
        bar('memory: 1e7 lines / 1e5 lines', ratio(memory, '1e7 lines', '1e5 lines', 'peakMiB'), '<=', 1.5),
        bar('--help, ms', single(help['counterpoint --help']), '<=', 150),
        bar(
          '--help / (1.5 x node -e 0 + 60 ms)',
          ratio({ ...help, least }, 'counterpoint --help', 'least'),
          '<=',
          1,
        ),
      ],
      sections: [
        { name: `2,000 JSON lines of about ${LINE_MS} ms, 2 lanes`, samples: long },
        { name: '1e6 trivial lines', samples: trivial },
        { name: 'Memory', samples: memory },
        { name: 'Cold start (20 rounds)', samples: help },
      ],
    },
  );
} finally {
  rmSync(folder, { recursive: true });
}

/** Steps that take a line's time on this machine. */
function calibrate() {
  let best = Infinity;
  for (let run = 0; run < 20; run++) {
    const startMs = performance.now();
    work({ n: 1e6, seed: run });
    best = Math.min(best, performance.now() - startMs);
  }
  return Math.round((1e6 * LINE_MS) / best);
}

/** @throws {Error} if two lines print different things */
function same(one, other) {
  const [first, second] = [one, other].map((line) =>
    execFileSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' }),
  );
  if (first !== second) throw new Error(`different results: ${one}`);
}

async function writeNumbers(path, count) {
  const stream = createWriteStream(path);
  for (let from = 1; from <= count; from += 10_000) {
    if (!stream.write(Array.from({ length: 10_000 }, (_, index) => `${from + index}\n`).join('')))
      await new Promise((resolve) => stream.once('drain', resolve));
  }
  stream.end();
  await finished(stream);
}

function single(samples) {
  const values = samples.map(({ wallMs }) => wallMs).toSorted((a, b) => a - b);
  return { value: values[values.length >> 1], low: values[0], high: values.at(-1) };
}
