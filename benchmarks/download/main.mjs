// Measures examples/download.mjs against its bars and writes docs/download.md and docs/download.json: npm run bench:download [-- rounds]
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bar, inRounds, machine, measure, need, ratio, report } from '../command-rounds.mjs';

need({ python3: 'python3', curl: 'curl' });
const rounds = Number(process.argv[2] ?? 5);
const FILES = 2000;
const IN_FLIGHT = 16;
/** Of server.mjs. */
const ANSWER_MS = 20;
const example = fileURLToPath(new URL('../../examples/download.mjs', import.meta.url));
const article = fileURLToPath(
  new URL('../../packages/bench/programs/as-printed/python/p2.py', import.meta.url),
);
const asMeant = fileURLToPath(
  new URL('../../packages/bench/programs/python/as-meant/p2.py', import.meta.url),
);
const base = mkdtempSync(join(tmpdir(), 'counterpoint-bench-download-'));
/** In memory, where the machine has such a place: what a disk takes for a new file varies with its state, and is the same for every program. */
const memory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'counterpoint-memory-'));
const folder = join(base, 'got');
let aside = 0;
const server = fork(new URL('server.mjs', import.meta.url));

try {
  const [port] = await once(server, 'message');
  const small = Array.from({ length: FILES }, (_, index) => `http://127.0.0.1:${port}/small/${index}.bin`);
  const large = Array.from({ length: 8 }, (_, index) => `http://127.0.0.1:${port}/large/${index}.bin`);
  write(base, 'small', small);
  write(memory, 'small', small);
  write(base, 'large', large);
  // The article's program as it is printed, with a thread for each URL; its own three addresses make room for stdin's.
  const program = readFileSync(article, 'utf8');
  for (const place of [base, memory])
    writeFileSync(
      join(place, 'p2.py'),
      program.replace(/^urls = .*$/m, 'import sys\nurls = sys.stdin.read().split()'),
    );

  const lines = (list, inFlight) => ({
    [`examples/download.mjs, ${inFlight} in flight`]: `node ${example} -o . -j ${inFlight} --limit perHost=${inFlight} < ../${list}`,
    [`curl -Z, ${inFlight} in flight`]: `curl -sSfZ --parallel-immediate --parallel-max ${inFlight} -K ../${list}.curl`,
  });
  const sixteen = inRounds(
    rounds,
    {
      ...lines('small', IN_FLIGHT),
      "the article's program, a thread for each URL": 'python3 ../p2.py < ../small',
      'as it was meant: 8 threads, urllib': `xargs python3 ${asMeant} < ../small`,
    },
    folder,
    () => setAside(folder),
  );
  const inMemory = inRounds(
    rounds,
    {
      ...lines('small', IN_FLIGHT),
      "the article's program, a thread for each URL": `python3 ../p2.py < ../small`,
    },
    join(memory, 'got'),
    () => setAside(join(memory, 'got')),
  );
  const many = inRounds(rounds, lines('small', 128), folder, () => setAside(folder));
  const big = inRounds(rounds, lines('large', 8), folder, () => empty(folder));
  empty(folder);
  const article8 = measure('python3 ../p2.py < ../large', folder);
  big["the article's program (once)"] = [article8];
  empty(folder);

  const [ours16, curl16, printed] = Object.keys(sixteen);
  const [ours128, curl128] = Object.keys(many);
  const [ours8, curl8] = Object.keys(big);
  const leastMs = (FILES / IN_FLIGHT) * ANSWER_MS;
  const least = sixteen[printed].map(() => ({ wallMs: leastMs }));
  const peaks = big[ours8].map(({ peakMiB }) => peakMiB * 1.048576);
  report(
    fileURLToPath(new URL('../../docs/download', import.meta.url)),
    'The download example, measured',
    'npm run bench:download',
    `Against a Node server on the loopback interface of the same machine. The article's program is the one of packages/bench, as it is printed but for its addresses (Python ${pythonVersion()}, requests ${requestsVersion()}); as it was meant, it has 8 threads and urllib. Against the article's program, curl -Z itself takes ${of(sixteen, curl16, printed, 'wallMs')} of the wall time and ${of(sixteen, curl16, printed, 'cpuMs')} of the CPU; the best that is possible is ${leastMs} ms, the server's waiting with ${IN_FLIGHT} in flight. These files lie on the disk, each run's in a new folder, and none is deleted before the last run has ended: for minutes after, ext4 would look past the number of every deleted file for each new one, a price of the runs before that no user pays. With the files in memory the example takes ${of(inMemory, ours16, printed, 'wallMs')} of its wall time and ${of(inMemory, ours16, printed, 'cpuMs')} of its CPU.`,
    {
      machine: machine(),
      rounds,
      bars: [
        bar(
          '2,000 x 4 KiB at 20 ms, 16 in flight: wall / curl -Z',
          ratio(sixteen, ours16, curl16),
          '<=',
          1.15,
        ),
        bar(
          "wall / the article's program",
          ratio(sixteen, ours16, printed),
          '<=',
          0.6,
          ratio({ ...sixteen, least }, 'least', printed),
        ),
        bar("CPU / the article's program", ratio(sixteen, ours16, printed, 'cpuMs'), '<=', 0.35),
        bar('128 in flight: wall / curl -Z', ratio(many, ours128, curl128), '<=', 2.2),
        bar('8 x 100 MB: wall / curl -Z', ratio(big, ours8, curl8), '<=', 2),
        bar(
          '8 x 100 MB: peak memory, MB',
          { value: Math.max(...peaks), low: Math.min(...peaks), high: Math.max(...peaks) },
          '<=',
          110,
        ),
      ],
      sections: [
        { name: '2,000 x 4 KiB, answers after 20 ms, 16 in flight', samples: sixteen },
        { name: 'The same, files in memory', samples: inMemory },
        { name: '2,000 x 4 KiB, 128 in flight', samples: many },
        { name: '8 x 100 MB', samples: big },
      ],
    },
  );
} finally {
  server.disconnect();
  rmSync(base, { recursive: true });
  rmSync(memory, { recursive: true });
}

/** Makes room for the next run. */
function empty(path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
}

/** Gives the next run a new folder. What the last one got stays to the end: ext4 looks past every file number that was freed in the last minutes, one by one for each new file (`recently_deleted` in Linux, fs/ext4/ialloc.c). */
function setAside(path) {
  if (existsSync(path)) renameSync(path, `${path}-${aside++}`);
  mkdirSync(path);
}

/** A median ratio, as text. */
function of(samples, above, below, field) {
  return ratio(samples, above, below, field).value.toFixed(2);
}

function write(place, name, urls) {
  writeFileSync(join(place, name), urls.map((url) => `${url}\n`).join(''));
  writeFileSync(join(place, `${name}.curl`), urls.map((url) => `url = "${url}"\nremote-name\n`).join(''));
}

/** @throws where the package is missing: pip install requests, or Debian's python3-requests */
function requestsVersion() {
  return execFileSync('python3', ['-c', 'import requests; print(requests.__version__)'], {
    encoding: 'utf8',
  }).trim();
}

function pythonVersion() {
  return execFileSync('python3', ['--version'], { encoding: 'utf8' }).trim().replace('Python ', '');
}
