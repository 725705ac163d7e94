import { hostEntry } from '../hosts/entry.ts';
import { LineHost } from '../hosts/line-host.ts';
import { programPath } from '../programs/paths.ts';
import { runCommand } from '../programs/run-command.ts';
import { compile } from '../programs/toolchain.ts';
import type { BlockResult, RowResult } from '../result/article.ts';
import { signInterval } from '../statistics/sign-interval.ts';
import type { Lab } from './lab.ts';

/** One program's answer: how long it took and how many updates are missing. */
interface Race {
  readonly wallMs: number;
  readonly lost: number;
}

interface Racer {
  readonly id: string;
  readonly language: string;
  readonly runtime: string;
  readonly calls: string;
  /** With protection no update may be lost. */
  readonly safe: boolean;
  readonly race: ((signal: AbortSignal) => Promise<Race>) | { readonly missing: string };
}

/** Threads and steps of each, as the article's claim was tried. */
const THREADS = 4;

/** Lets four threads add to one counter, without protection and with it: claim C8. A protected counter that loses an update is wrong. */
export async function runLostUpdates(lab: Lab, size: number, rounds: number): Promise<BlockResult> {
  const { signal, onProgress } = lab.options;
  const racers = [...javascript(size), ...(await cpp(lab, size)), ...python(lab, size)];
  const rows: RowResult[] = [];
  for (const { id, language, runtime, calls, safe, race } of racers) {
    const common = {
      id,
      language,
      runtime,
      model: 'threads' as const,
      calls,
      lanes: THREADS,
      build: safe ? 'protected' : 'unprotected',
      base: id,
    };
    if (typeof race !== 'function') {
      rows.push({ ...common, state: 'missing', reason: race.missing, samples: [] });
      continue;
    }
    const races: Race[] = [];
    let failure: string | undefined;
    for (let round = 0; round < rounds && !signal.aborted && failure === undefined; round++) {
      onProgress(`lostUpdates: ${id} ${round + 1}/${rounds}`);
      try {
        races.push(await race(signal));
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
      }
    }
    const lost = races.map((one) => one.lost);
    const samples = races.map(({ wallMs }, round) => ({
      round,
      batch: 0,
      wallMs,
      cpuMs: null,
      startMs: null,
      contended: false,
      kept: true,
    }));
    const told = `lost ${Math.min(...lost)} to ${Math.max(...lost)} of ${THREADS * size} updates`;
    if (races.length === 0)
      rows.push({ ...common, state: 'failed', reason: failure ?? 'not reached', samples });
    else if (safe && lost.some((count) => count !== 0))
      rows.push({ ...common, state: 'wrong', reason: told, samples });
    else
      rows.push({
        ...common,
        state: 'measured',
        reason: told,
        wallMs: signInterval(races.map(({ wallMs }) => wallMs)),
        samples,
      });
  }
  return {
    workload: 'lostUpdates',
    title: 'lostUpdates: 4 threads add to one counter, unprotected and protected',
    kind: 'cpu',
    cold: false,
    size,
    unit: 'updates a thread',
    rounds,
    rows,
    control: null,
    gate: { state: 'passed' },
    orders: [],
  };
}

function javascript(size: number): Racer[] {
  return [
    { mode: 'plain', calls: 'Int32Array[0]++', safe: false },
    { mode: 'atomics', calls: 'Atomics.add', safe: true },
  ].map(({ mode, calls, safe }) => ({
    id: `js-${mode}`,
    language: 'JavaScript',
    runtime: `Node ${process.versions.node}`,
    calls,
    safe,
    race: async (signal) => {
      const host = new LineHost(process.execPath, [hostEntry('race-host')]);
      try {
        return (await host.request({ mode, threads: THREADS, size }, signal)) as Race;
      } finally {
        await host.close();
      }
    },
  }));
}

async function cpp(lab: Lab, size: number): Promise<Racer[]> {
  const { compiler, options } = lab;
  const built =
    compiler.state === 'missing'
      ? { missing: compiler.reason }
      : await compile(compiler, 'race.cpp', ['-std=c++20', '-O2'], options.signal).catch((error: Error) => ({
          missing: error.message,
        }));
  return [
    { mode: 'plain', calls: 'volatile ++', safe: false },
    { mode: 'atomic', calls: 'std::atomic', safe: true },
    { mode: 'mutex', calls: 'std::mutex', safe: true },
  ].map(({ mode, calls, safe }) => ({
    id: `cpp-${mode}`,
    language: 'C++',
    runtime: compiler.state === 'found' ? `${compiler.command} ${compiler.version}` : 'C++',
    calls,
    safe,
    race:
      typeof built === 'string'
        ? (signal) => program(built, [mode, String(THREADS), String(size)], signal)
        : built,
  }));
}

function python(lab: Lab, size: number): Racer[] {
  return [lab.python, ...lab.pythons.filter(({ tool }) => tool.state === 'found')].flatMap(
    ({ prefix, name, tool }) =>
      [
        { mode: 'plain', calls: 'c += 1', safe: false },
        { mode: 'lock', calls: 'threading.Lock', safe: true },
      ].map(({ mode, calls, safe }): Racer => ({
        id: `${prefix}-${mode}`,
        language: 'Python',
        runtime: tool.state === 'found' ? `${name} ${tool.version}` : name,
        calls,
        safe,
        race:
          tool.state === 'missing'
            ? { missing: tool.reason }
            : (signal) =>
                program(
                  tool.command,
                  [programPath('python', 'race.py'), mode, String(THREADS), String(size)],
                  signal,
                ),
      })),
  );
}

async function program(command: string, args: readonly string[], signal: AbortSignal): Promise<Race> {
  const { exitCode, stdout, stderr } = await runCommand(command, args, { signal });
  signal.throwIfAborted();
  if (exitCode !== 0)
    throw new Error(`${command} ended with ${exitCode ?? 'a signal'}: ${stderr.trim().slice(-300)}`);
  return JSON.parse(stdout) as Race;
}
