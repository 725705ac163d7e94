import { hostEntry } from '../hosts/entry.ts';
import { LineHost } from '../hosts/line-host.ts';
import { programPath } from '../programs/paths.ts';
import { runCommand } from '../programs/run-command.ts';
import { compile } from '../programs/toolchain.ts';
import type { OverheadRow, OverheadStudy } from '../result/overhead.ts';
import { shuffled } from '../engine/random.ts';
import { signInterval } from '../statistics/sign-interval.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { Lab } from './lab.ts';

/** What one fresh process measures. */
interface Reading {
  readonly spawnMs: number;
  readonly roundTripMs: number | null;
  readonly throughputMs: number | null;
  readonly pssBytesPerLane: number | null;
  readonly pssBytesTotal: number | null;
}

interface Subject {
  readonly id: string;
  readonly language: string;
  readonly model: string;
  readonly lanes: number;
  readonly read: ((signal: AbortSignal) => Promise<Reading>) | { readonly missing: string };
}

/** As many as the article starts. */
const LANES = 4;
/** Waits in flight; one alone is too small to be seen in pages of memory. */
const WAITS = 2000;

/** Measures what lanes cost: to start, to send a job to, and in memory; each reading in a fresh process. */
export async function runOverhead(lab: Lab, rounds: number): Promise<OverheadStudy> {
  const { signal, onProgress } = lab.options;
  const subjects = [...javascript(), ...python(lab), ...(await cpp(lab))];
  const readings = new Map<string, Reading[]>();
  const failed = new Map<string, string>();
  for (let round = 0; round < rounds && !signal.aborted; round++) {
    for (const { id, read } of shuffled(subjects, lab.random)) {
      if (signal.aborted || typeof read !== 'function' || failed.has(id)) continue;
      onProgress(`overhead: ${id} ${round + 1}/${rounds}`);
      try {
        readings.set(id, [...(readings.get(id) ?? []), await read(signal)]);
      } catch (error) {
        if (!signal.aborted) failed.set(id, error instanceof Error ? error.message : String(error));
      }
    }
  }
  return {
    type: 'overhead',
    rows: subjects.map(({ id, language, model, lanes, read }): OverheadRow => {
      const common = { id, language, model, lanes };
      const own = readings.get(id) ?? [];
      const none = { spawnMs: [], roundTripMs: [], pssBytesPerLane: [] };
      if (typeof read !== 'function')
        return { ...common, state: 'missing', reason: read.missing, samples: none };
      const reason = failed.get(id);
      if (reason !== undefined || own.length === 0)
        return { ...common, state: 'failed', reason: reason ?? 'not reached', samples: none };
      const of = (key: keyof Reading): number[] =>
        own.map((one) => one[key]).filter((value) => value !== null);
      return {
        ...common,
        state: 'measured',
        spawnMs: signInterval(of('spawnMs')),
        roundTripMs: estimate(of('roundTripMs')),
        throughputMs: estimate(of('throughputMs')),
        pssBytesPerLane: estimate(of('pssBytesPerLane')),
        pssBytesTotal: of('pssBytesTotal').at(-1) ?? null,
        samples: {
          spawnMs: of('spawnMs'),
          roundTripMs: of('roundTripMs'),
          pssBytesPerLane: of('pssBytesPerLane'),
        },
      };
    }),
  };
}

function estimate(values: readonly number[]): Estimate | null {
  return values.length === 0 ? null : signInterval(values);
}

function javascript(): Subject[] {
  return (['threads', 'processes', 'async'] as const).map((model) => {
    const lanes = model === 'async' ? WAITS : LANES;
    return {
      id: `js-${model}`,
      language: 'JavaScript',
      model,
      lanes,
      read: async (signal) => {
        const host = new LineHost(process.execPath, [hostEntry('overhead-host')]);
        try {
          return (await host.request({ model, lanes }, signal)) as Reading;
        } finally {
          await host.close();
        }
      },
    };
  });
}

function python(lab: Lab): Subject[] {
  const { tool } = lab.python;
  return (['threading', 'multiprocessing', 'asyncio'] as const).map((model) => {
    const lanes = model === 'asyncio' ? WAITS : LANES;
    return {
      id: `py-${model}`,
      language: 'Python',
      model: { threading: 'threads', multiprocessing: 'processes', asyncio: 'async' }[model],
      lanes,
      read:
        tool.state === 'missing'
          ? { missing: tool.reason }
          : (signal) =>
              program(tool.command, [programPath('python', 'overhead.py'), model, String(lanes)], signal),
    };
  });
}

async function cpp(lab: Lab): Promise<Subject[]> {
  const { compiler, options } = lab;
  const built =
    compiler.state === 'missing'
      ? { missing: compiler.reason }
      : await compile(compiler, 'overhead.cpp', ['-std=c++20', '-O2'], options.signal).catch(
          (error: Error) => ({
            missing: error.message,
          }),
        );
  return (['threads', 'processes'] as const).map((model) => ({
    id: `cpp-${model}`,
    language: 'C++',
    model,
    lanes: LANES,
    read: typeof built === 'string' ? (signal) => program(built, [model, String(LANES)], signal) : built,
  }));
}

async function program(command: string, args: readonly string[], signal: AbortSignal): Promise<Reading> {
  const { exitCode, stdout, stderr } = await runCommand(command, args, { signal });
  signal.throwIfAborted();
  if (exitCode !== 0)
    throw new Error(`${command} ended with ${exitCode ?? 'a signal'}: ${stderr.trim().slice(-300)}`);
  return JSON.parse(stdout) as Reading;
}
