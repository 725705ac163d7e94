/** The programs that stand beside the addon: the standalone, the bare N-API module, the ceiling, primesieve. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { available, buildInfo, standalone } from '../dist/index.js';
import { startProgram } from './turns.mjs';

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
  execFileSync(compiler, [...flags, '-o', ceiling, path.join(here, 'ceiling.cc')]);
  const addon = ['-fPIC', '-shared', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION', '-isystem', include];
  for (const name of ['bare', 'pages'])
    execFileSync(compiler, [...flags, ...addon, '-o', module(name), path.join(here, `${name}.cc`)]);
  return { ceiling, bare: require(module('bare')) };
}

/** Where a module of the bench lies. */
export const module = (name) => path.join(out, `${name}.node`);

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

/** The command line of the standalone program; options that are undefined are left out. */
function standaloneWords(kernel, options) {
  const from = standalone();
  if (!from.available) throw new Error(from.reason);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const words = given.flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, String(value)],
  );
  return [from.from, [kernel, '--json', ...words]];
}

/** What the standalone program says of each run. */
function runs(kernel, options) {
  const [program, words] = standaloneWords(kernel, options);
  return execFileSync(program, words, { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Runs once by the standalone program, in a new process: wall time as C++ measured it, ms; start-up and data not included. */
export function runStandalone(kernel, options, threads) {
  return runs(kernel, { ...options, threads })[0].elapsedNs / 1e6;
}

const sumMs = (printed, key) => printed.reduce((sum, run) => sum + run[key], 0) / 1e6;

/** Starts the standalone program for a case, to take turns: wall and processor time as C++ measured them, repeated runs
 * summed. Its arrays lie in the file `memory`, of pages.mjs. */
export function startStandalone(kernel, { standalone: options, warm, repeat = 1 }, threads, memory) {
  const words = standaloneWords(kernel, { ...options, warm, repeat, threads, memory, turns: true });
  const program = startProgram(...words, repeat);
  return {
    ...program,
    async turn() {
      const printed = await program.turn();
      return { elapsedMs: sumMs(printed, 'elapsedNs'), cpuMs: sumMs(printed, 'cpuNs') };
    },
  };
}

/** Starts a new process of Node that times a case by the addon, to take turns, as the standalone program is one. */
export function startAddon(kernel, scale, threads, memory) {
  const words = [path.join(here, 'fresh.mjs'), kernel, String(threads), String(scale), memory];
  const program = startProgram(process.execPath, words);
  return { ...program, turn: async () => (await program.turn())[0] };
}

/** A plain loop (`chain` or `count`) of `steps` on raw std::threads, a new process each turn: wall and processor time as C++
 * measured them. */
export function startCeiling(program, loop, threads, steps) {
  const words = [loop, String(threads), String(steps)];
  return {
    turn() {
      const [elapsedMs, cpuMs] = execFileSync(program, words, { encoding: 'utf8' }).split(' ').map(Number);
      return { elapsedMs, cpuMs };
    },
    end() {},
  };
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
