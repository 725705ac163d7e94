import type { Contender, Run } from '../engine/contender.ts';
import { hostEntry } from '../hosts/entry.ts';
import { LineHost } from '../hosts/line-host.ts';
import { programPath } from '../programs/paths.ts';
import { runCommand } from '../programs/run-command.ts';
import { compile } from '../programs/toolchain.ts';
import type { IoPoint, IoStudy, IoSweep } from '../result/io.ts';
import { startServer, type RunningServer } from '../server/start-server.ts';
import { median } from '../statistics/median.ts';
import { signInterval } from '../statistics/sign-interval.ts';
import type { Extent } from './extent.ts';
import type { Lab } from './lab.ts';

const LATENCY_MS = 50;
/** A doubling that gives less than this is past the knee. */
const GAIN = 1.1;

interface Sweep extends Pick<IoSweep, 'id' | 'language' | 'model' | 'workload'> {
  readonly counts: readonly number[];
  /** Why it ends before the others do. */
  readonly note?: string;
  /** Does one wave of waits. */
  readonly open: ((count: number, server: RunningServer) => Contender) | { readonly missing: string };
}

interface Counts {
  readonly sleeps: readonly number[];
  readonly downloads: readonly number[];
  /** Worker threads of Node, which weigh megabytes each. */
  readonly workers: readonly number[];
  /** Most threads of Python and C++, which weigh less. */
  readonly threads: number;
}

const COUNTS: Readonly<Record<Extent, Counts>> = {
  short: { sleeps: [10, 1000], downloads: [10, 100], workers: [10], threads: 1000 },
  whole: {
    sleeps: [10, 100, 1000, 10_000],
    downloads: [10, 100, 1000, 10_000],
    workers: [10, 50],
    threads: 1000,
  },
};

/** Sweeps the number of waits in flight: the event loop against threads. */
export async function runIo(lab: Lab, rounds: number, extent: Extent = 'whole'): Promise<IoStudy> {
  const { signal } = lab.options;
  const server = await startServer(signal);
  try {
    const all = COUNTS[extent];
    // A quick look is half a minute in all: of downloads it shows one number.
    const few = extent === 'short' && lab.options.preset === 'quick';
    const sweeps = await sweepsOf(lab, few ? { ...all, downloads: all.downloads.slice(0, 1) } : all);
    const contenders = sweeps.flatMap(({ id, workload, counts, open }) =>
      typeof open === 'function'
        ? counts.map((count) => ({ ...open(count, server), id: `${id} ${workload} ${count}` }))
        : [],
    );
    const { series } = await lab.measure('io', contenders, {
      rounds,
      needed: 1,
      batches: extent === 'short' ? 1 : 2,
    });
    return {
      type: 'io',
      sweeps: sweeps.map(({ open, counts, ...sweep }): IoSweep => {
        const common = { ...sweep, latencyMs: LATENCY_MS };
        if (typeof open !== 'function')
          return { ...common, state: 'missing', reason: open.missing, points: [], knee: null };
        const points = counts.flatMap((count): IoPoint[] => {
          const own = series.get(`${sweep.id} ${sweep.workload} ${count}`);
          const kept = own?.state === 'measured' ? own.samples.filter((sample) => sample.kept) : [];
          if (kept.length === 0) return [];
          const wallMs = signInterval(kept.map((sample) => sample.wallMs));
          const cpu = kept.flatMap(({ cpuMs }) => (cpuMs === null ? [] : [cpuMs]));
          return [
            {
              concurrency: count,
              count,
              wallMs,
              cpuMs: cpu.length === 0 ? null : median(cpu),
              ratePerS: (1000 * count) / wallMs.value,
              limitPerS: (1000 * count) / LATENCY_MS,
              samplesMs: kept.map((sample) => sample.wallMs),
            },
          ];
        });
        if (points.length > 0) return { ...common, state: 'measured', points, knee: knee(points) };
        const lost = series.get(`${sweep.id} ${sweep.workload} ${counts[0]}`);
        const reason = lost !== undefined && lost.state !== 'measured' ? lost.reason : 'not reached';
        return { ...common, state: 'failed', reason, points, knee: null };
      }),
    };
  } finally {
    await server.close();
  }
}

async function sweepsOf(lab: Lab, { sleeps, downloads, workers, threads }: Counts): Promise<Sweep[]> {
  const { tool } = lab.python;
  const { compiler, options } = lab;
  /** As many of the counts as threads are tried with. */
  const upTo = (counts: readonly number[]): Pick<Sweep, 'counts' | 'note'> => ({
    counts: counts.filter((count) => count <= threads),
    ...(Math.max(...counts) > threads ? { note: `not beyond ${threads}: a thread each` } : {}),
  });
  const python = (model: 'asyncio' | 'threading', download: boolean): Sweep['open'] =>
    tool.state === 'missing'
      ? { missing: tool.reason }
      : (count, server) =>
          hosted(
            [
              tool.command,
              programPath('python', 'workloads', download ? 'fetch.py' : 'sleep.py'),
              'serve',
              model,
              String(count),
              'cold',
            ],
            () =>
              Array.from({ length: count }, (_, i) =>
                download ? `${server.url}/file${i}.bin?bytes=1024&latency=${LATENCY_MS}` : LATENCY_MS,
              ),
          );
  const built =
    compiler.state === 'missing'
      ? { missing: compiler.reason }
      : await compile(compiler, 'workloads/sleep.cpp', ['-std=c++20', '-O2'], options.signal).catch(
          (error: Error) => ({ missing: error.message }),
        );
  const cpp = (model: string): Sweep['open'] =>
    typeof built === 'string'
      ? (count) => program(built, [model, String(count), ...Array(count).fill(String(LATENCY_MS))])
      : built;
  const sleep = { workload: 'sleep', counts: sleeps } as const;
  const download = { workload: 'download', counts: downloads } as const;
  return [
    { id: 'js-async', language: 'JavaScript', model: 'async', ...sleep, open: js('async', false) },
    {
      id: 'js-threads',
      language: 'JavaScript',
      model: 'threads',
      workload: 'sleep',
      counts: workers,
      note: `not beyond ${Math.max(...workers)}: a worker each`,
      open: js('threads', false),
    },
    { id: 'py-asyncio', language: 'Python', model: 'async', ...sleep, open: python('asyncio', false) },
    {
      id: 'py-threading',
      language: 'Python',
      model: 'threads',
      workload: 'sleep',
      ...upTo(sleeps),
      open: python('threading', false),
    },
    {
      id: 'cpp-async',
      language: 'C++',
      model: 'async',
      ...sleep,
      open: cpp('async'),
    },
    {
      id: 'cpp-threads',
      language: 'C++',
      model: 'threads',
      workload: 'sleep',
      ...upTo(sleeps),
      open: cpp('threads'),
    },
    { id: 'js-async', language: 'JavaScript', model: 'async', ...download, open: js('async', true) },
    { id: 'py-asyncio', language: 'Python', model: 'async', ...download, open: python('asyncio', true) },
    {
      id: 'py-threading',
      language: 'Python',
      model: 'threads',
      workload: 'download',
      ...upTo(downloads),
      open: python('threading', true),
    },
  ];
}

/** Waits of this Node, in a process of their own. */
function js(model: 'async' | 'threads', download: boolean): Sweep['open'] {
  return (count, server) =>
    hosted([process.execPath, hostEntry('io-host')], () => ({
      model,
      lanes: count,
      latencyMs: LATENCY_MS,
      ...(download ? { url: server.url } : {}),
    }));
}

/** A process that is asked for wave after wave. */
function hosted([command = '', ...args]: readonly string[], question: () => object): Contender {
  let host: LineHost | undefined;
  return {
    id: '',
    run: async (signal): Promise<Run> => {
      host ??= new LineHost(command, args);
      const { wallMs, cpuMs } = (await host.request(question(), signal)) as {
        wallMs: number;
        cpuMs: number | null;
      };
      return { wallMs, cpuMs, startMs: null, value: undefined };
    },
    close: async () => {
      await host?.close();
      host = undefined;
    },
  };
}

/** A program that does one wave and ends. */
function program(command: string, args: readonly string[]): Contender {
  return {
    id: '',
    run: async (signal): Promise<Run> => {
      const { exitCode, stdout, stderr } = await runCommand(command, args, { signal });
      signal.throwIfAborted();
      if (exitCode !== 0)
        throw new Error(`ended with ${exitCode ?? 'a signal'}: ${stderr.trim().slice(-200)}`);
      const { wallMs, cpuMs } = JSON.parse(stdout) as { wallMs: number; cpuMs: number };
      return { wallMs, cpuMs, startMs: null, value: undefined };
    },
  };
}

/** Finds the concurrency after which the rate grew by less than 10 % a doubling; null if it grew to the end. */
export function knee(points: readonly IoPoint[]): IoSweep['knee'] {
  for (const [i, point] of points.entries()) {
    const next = points[i + 1];
    if (next === undefined) return null;
    const doublings = Math.log2(next.concurrency / point.concurrency);
    if (next.ratePerS / point.ratePerS < GAIN ** doublings)
      return { concurrency: point.concurrency, ratePerS: point.ratePerS };
  }
  return null;
}
