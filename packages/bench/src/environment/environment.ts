import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { cpuQuota, effectiveCores, type ReadText } from '@counterpoint/core';
import { available, buildInfo } from '@counterpoint/native';
import type { EnvironmentResult, Pressure } from '../result/environment.ts';

const readText: ReadText = (path) => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
};

/** A kernel tick of /proc, in ms. Source: proc(5); 100 Hz on every common architecture. */
const TICK_MS = 10;

/** What the caller knows of the machine's tools. */
export interface Tools {
  readonly python: string | null;
  readonly compiler: string | null;
}

/** Describes the machine and what runs on it; what cannot be told is null. */
export function environment(tools: Tools, read: ReadText = readText): EnvironmentResult {
  const cpuinfo = read('/proc/cpuinfo') ?? '';
  const siblings = Number(/^siblings\s*:\s*(\d+)/m.exec(cpuinfo)?.[1] ?? Number.NaN);
  const cores = Number(/^cpu cores\s*:\s*(\d+)/m.exec(cpuinfo)?.[1] ?? Number.NaN);
  const noTurbo = read('/sys/devices/system/cpu/intel_pstate/no_turbo');
  const boost = read('/sys/devices/system/cpu/cpufreq/boost');
  const addon = available();
  return {
    cpu: cpus()[0]?.model ?? null,
    logicalCpus: cpus().length,
    affinity: /^Cpus_allowed_list:\s*(\S+)/m.exec(read('/proc/self/status') ?? '')?.[1] ?? null,
    availableParallelism: availableParallelism(),
    cpuQuota: cpuQuota() ?? null,
    effectiveCores: effectiveCores(),
    smt: siblings >= cores ? siblings / cores : null,
    governor: read('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor') ?? null,
    turbo: noTurbo === undefined ? (boost === undefined ? null : boost === '1') : noTurbo === '0',
    hypervisor: hypervisor(cpuinfo, read),
    memoryBytes: totalmem(),
    memoryLimitBytes: memoryLimit(read),
    system: `${type()} ${release()}${distribution(read)}`,
    node: process.versions.node,
    v8: process.versions.v8,
    libuv: process.versions.uv,
    nodeFlags: process.execArgv.join(' '),
    uvThreadpoolSize: process.env['UV_THREADPOOL_SIZE'] ?? null,
    python: tools.python,
    compiler: tools.compiler,
    addon: addon.available ? `${buildInfo().compiler} ${buildInfo().flags}`.trim() : null,
    commit: commit(read),
    before: pressure(read),
    after: null,
  };
}

/** Reads how loaded the machine is now. */
export function pressure(read: ReadText = readText): Pressure {
  const steal = /^cpu\s+(.*)$/m
    .exec(read('/proc/stat') ?? '')?.[1]
    ?.trim()
    .split(/\s+/)[7];
  const psi = /^some avg10=(\S+)/m.exec(read('/proc/pressure/cpu') ?? '')?.[1];
  const throttled = /^nr_throttled (\d+)/m.exec(read('/sys/fs/cgroup/cpu.stat') ?? '')?.[1];
  return {
    load1m: loadavg()[0] ?? null,
    stealMs: steal === undefined ? null : Number(steal) * TICK_MS,
    psiCpuSome10: psi === undefined ? null : Number(psi),
    throttledPeriods: throttled === undefined ? null : Number(throttled),
    involuntarySwitches: process.resourceUsage().involuntaryContextSwitches,
  };
}

/** Tells in what two environments differ, so that nobody compares them unawares; empty if they are alike. */
export function environmentDifferences(one: EnvironmentResult, other: EnvironmentResult): string[] {
  const kept = Object.keys(one).filter((key) => !['before', 'after', 'commit'].includes(key));
  return kept.flatMap((key) => {
    const [a, b] = [one, other].map((side) => JSON.stringify(side[key as keyof EnvironmentResult]));
    return a === b ? [] : [`${key}: ${a} against ${b}`];
  });
}

function hypervisor(cpuinfo: string, read: ReadText): string | null {
  if (cpuinfo === '') return null;
  if (!/^flags\s*:.*\bhypervisor\b/m.test(cpuinfo)) return 'none';
  return read('/sys/class/dmi/id/sys_vendor') ?? read('/sys/hypervisor/type') ?? 'unknown';
}

function memoryLimit(read: ReadText): number | null {
  const text = read('/sys/fs/cgroup/memory.max') ?? read('/sys/fs/cgroup/memory/memory.limit_in_bytes');
  const bytes = Number(text);
  return text !== undefined && bytes > 0 && bytes < totalmem() ? bytes : null;
}

function distribution(read: ReadText): string {
  const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(read('/etc/os-release') ?? '')?.[1];
  return name === undefined ? '' : ` (${name})`;
}

/** The commit of the checkout that this file lies in. */
function commit(read: ReadText): string | null {
  const root = new URL('../../../../.git/', import.meta.url).pathname;
  const head = read(`${root}HEAD`);
  const ref = head?.startsWith('ref: ') === true ? head.slice(5) : undefined;
  if (ref === undefined) return head ?? null;
  return (
    read(`${root}${ref}`) ??
    new RegExp(`^([0-9a-f]{40}) ${ref}$`, 'm').exec(read(`${root}packed-refs`) ?? '')?.[1] ??
    null
  );
}
