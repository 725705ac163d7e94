import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { existsSync, readFileSync } from 'node:fs';
import { cpuQuota, effectiveCores } from '@counterpoint/core';
import { available } from '@counterpoint/native';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { noiseNow, type Noise } from './noise.ts';

/** A program of the toolchain. */
export interface FoundTool {
  readonly name: string;
  /** Its version line; null where it is not there. */
  readonly version: string | null;
}

/** What this machine offers, and what to do about it. */
export interface Diagnosis {
  readonly cpu: string | null;
  readonly effectiveCores: number;
  /** What bounds the cores. */
  readonly boundBy: string;
  readonly onlineCores: number;
  /** Cores of the affinity mask. */
  readonly affinity: number;
  /** Cores of the cgroup quota; null without one. */
  readonly quota: number | null;
  readonly memoryMb: number;
  readonly load1m: number;
  readonly node: string;
  readonly nodePath: string;
  readonly libuvThreads: number;
  readonly addon: { readonly loaded: boolean; readonly path: string | null; readonly reason: string | null };
  readonly compilers: readonly FoundTool[];
  readonly pythons: readonly FoundTool[];
  readonly noise: Noise;
  readonly advice: readonly string[];
}

const run = promisify(execFile);

/** Looks at the machine; measures its noise for about a second. */
export async function diagnose(): Promise<Diagnosis> {
  const affinity = availableParallelism();
  const quota = cpuQuota() ?? null;
  const online = cpus().length;
  const cores = effectiveCores();
  const [compilers, pythons] = await Promise.all([
    Promise.all(['c++', 'g++', 'clang++', 'cmake'].map(findTool)),
    Promise.all(['python3', 'python3.14t', 'python3.13t', 'pypy3'].map(findTool)),
  ]);
  const noise = await noiseNow(cores);
  const addon = addonState();
  const facts = {
    cpu: cpus()[0]?.model ?? null,
    effectiveCores: cores,
    boundBy:
      quota !== null && Math.ceil(quota) < affinity
        ? `the CPU quota of its cgroup (${quota} cores)`
        : affinity < online
          ? `the affinity mask (${affinity} of ${online} cores)`
          : 'the number of cores',
    onlineCores: online,
    affinity,
    quota,
    memoryMb: Math.round(totalmem() / 1e6),
    load1m: loadavg()[0] ?? 0,
    node: process.versions.node,
    nodePath: process.execPath,
    libuvThreads: Number(process.env['UV_THREADPOOL_SIZE'] ?? 4),
    addon,
    compilers,
    pythons,
    noise,
  };
  return { ...facts, advice: whatToFix(facts) };
}

function addonState(): Diagnosis['addon'] {
  const found = available();
  if (found.available) {
    return { loaded: true, path: addonPath(), reason: null };
  }
  return { loaded: false, path: null, reason: found.reason };
}

/** Where the addon was loaded from: the one shared object of ours that is mapped into this process. */
function addonPath(): string | null {
  const maps = existsSync('/proc/self/maps') ? readFileSync('/proc/self/maps', 'utf8') : '';
  const mapped = /\S*counterpoint\S*\.node$/m.exec(maps);
  return mapped?.[0] ?? null;
}

async function findTool(name: string): Promise<FoundTool> {
  try {
    const { stdout, stderr } = await run(name, ['--version'], { timeout: 5000 });
    return { name, version: (stdout || stderr).split('\n')[0]?.trim() ?? '' };
  } catch {
    return { name, version: null };
  }
}

function whatToFix(facts: Omit<Diagnosis, 'advice'>): string[] {
  const { quota, affinity, addon, compilers, noise, load1m, effectiveCores: cores } = facts;
  const fix: string[] = [];
  if (quota !== null && quota < affinity)
    fix.push(
      `Node itself counts ${affinity} cores and does not see the quota of ${quota}: give other pools their size yourself.`,
    );
  if (cores === 1)
    fix.push(
      'there is one core: threads and processes cannot make work faster here, only keep the event loop free.',
    );
  if (!addon.loaded)
    fix.push(
      `the native addon is not there (${addon.reason}): run npx counterpoint-native-build, with a C++ compiler and CMake.`,
    );
  if (!compilers.some(({ name, version }) => name !== 'cmake' && version !== null))
    fix.push(
      'no C++ compiler was found: kernels of your own and the C++ programs of the bench need one (Debian: apt-get install g++ cmake make).',
    );
  if (noise.capacity < 0.9)
    fix.push(
      `other work takes ${Math.round((1 - noise.capacity) * 100)} % of the cores now: comparisons will be inconclusive until it ends.`,
    );
  else if (noise.spread > 0.1)
    fix.push(
      `the same work takes ${Math.round(noise.spread * 100)} % more or less from run to run: use more rounds.`,
    );
  if (load1m > cores) fix.push(`the load is ${load1m.toFixed(1)} on ${cores} cores: see what else runs.`);
  return fix;
}
