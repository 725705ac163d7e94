import { availableParallelism, cpus, loadavg, release, type } from 'node:os';
import { readFileSync } from 'node:fs';
import { cpuQuota, effectiveCores } from '@counterpoint/core';
import { available } from '@counterpoint/native';
import type { Tool } from '../programs/toolchain.ts';

/** Describes the machine and what runs on it; what cannot be told is null. */
export function environment(python: Tool, compiler: Tool): Record<string, string | number | null> {
  const addon = available();
  return {
    cpu: cpus()[0]?.model ?? null,
    availableParallelism: availableParallelism(),
    cpuQuota: cpuQuota() ?? null,
    effectiveCores: effectiveCores(),
    load1m: loadavg()[0] ?? null,
    stealTicks: stealTicks(),
    governor: read('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    nodeFlags: process.execArgv.join(' '),
    python: python.state === 'found' ? python.version : null,
    compiler: compiler.state === 'found' ? `${compiler.command} ${compiler.version}` : null,
    addon: addon.available ? 'loaded' : null,
  };
}

function stealTicks(): number | null {
  const ticks = read('/proc/stat')?.split('\n')[0]?.trim().split(/\s+/)[8];
  return ticks === undefined ? null : Number(ticks);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
