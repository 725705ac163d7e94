/** The programs that stand beside the addon: the standalone, the bare N-API module, the ceiling, primesieve. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { available, buildInfo, standalone } from '../dist/index.js';

const require = createRequire(import.meta.url);
const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(here, '..', 'build', 'bench');
const compiler = process.env.CXX ?? 'g++';

/** Compiles what only the bench needs; returns where it lies. */
export function compile() {
  mkdirSync(out, { recursive: true });
  const include = require('node-api-headers').include_dir;
  const flags = ['-std=c++20', '-O2', '-pthread', '-falign-loops=64'];
  const ceiling = path.join(out, 'ceiling');
  const bare = path.join(out, 'bare.node');
  execFileSync(compiler, [...flags, '-o', ceiling, path.join(here, 'ceiling.cc')]);
  const addon = ['-fPIC', '-shared', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION', '-isystem', include];
  execFileSync(compiler, [...flags, ...addon, '-o', bare, path.join(here, 'bare.cc')]);
  return { ceiling, bare: require(bare) };
}

/** Refuses to compare an addon with a standalone program of another build: a prebuild, which goes before a local build, is
 * another compiler's work.
 * @throws {Error} if compiler or flags differ */
export function checkBuild() {
  const ours = buildInfo();
  const [run] = runs('counter', { n: 1, threads: 1 });
  for (const key of ['compiler', 'flags']) {
    if (ours[key] === run[key]) continue;
    throw new Error(
      `expected ${available().from} and ${standalone().from} to be of one build, got ${ours[key]} and ${run[key]}; run: npm run addon -w @counterpoint/native`,
    );
  }
}

/** What the standalone program says of each run. */
function runs(kernel, options) {
  const from = standalone();
  if (!from.available) throw new Error(from.reason);
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return execFileSync(from.from, [kernel, '--json', ...words], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Runs a case by the standalone program, in a new process: wall and processor time as C++ measured them, start-up and
 * data not included; repeated runs are summed. */
export function runStandalone(kernel, { standalone: options, warm = 0, repeat = 1 }, threads) {
  const timed = runs(kernel, { ...options, warm, repeat, threads });
  const total = (key) => timed.reduce((sum, run) => sum + run[key], 0) / 1e6;
  return { elapsedMs: total('elapsedNs'), cpuMs: total('cpuNs') };
}

/** Times a case by the addon in a new process of Node, as the standalone program is one: a process that lives on gives the
 * memory of one round to the next, so that one draw of pages, good or bad, would be in every round. */
export function runAddon(kernel, scale, threads) {
  const words = [path.join(here, 'fresh.mjs'), kernel, String(threads), String(scale)];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
}

/** Runs a plain loop (`chain` or `count`) of `steps` on raw std::threads: wall and processor time as C++ measured them. */
export function runCeiling(program, loop, threads, steps) {
  const words = execFileSync(program, [loop, String(threads), String(steps)], { encoding: 'utf8' }).split(
    ' ',
  );
  return { elapsedMs: Number(words[0]), cpuMs: Number(words[1]) };
}

/** Runs primesieve as it comes (its own clock, milliseconds); undefined where it is not installed. */
export function runPrimesieve(n, threads) {
  const { status, stdout } = spawnSync('primesieve', [String(n), '-t', String(threads), '--time'], {
    encoding: 'utf8',
  });
  if (status !== 0) return undefined;
  const seconds = /Seconds: ([\d.]+)/.exec(stdout)?.[1];
  const primes = /Primes: (\d+)/.exec(stdout)?.[1];
  return { elapsedMs: Number(seconds) * 1000, result: Number(primes) };
}
