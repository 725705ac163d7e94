import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Reads a text file; undefined if it is not there. */
export type ReadText = (path: string) => string | undefined;

const readText: ReadText = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/**
 * Counts the cores that this process may use: the affinity mask, bounded by the CPU quota of its cgroup (v1 or v2).
 *
 * A quota of 2.5 cores counts as 3, one of 0.5 as 1. Node's own `availableParallelism` does not see quotas.
 * @returns a whole number, at least 1
 */
export function effectiveCores(
  read: ReadText = readText,
  available: number = availableParallelism(),
): number {
  return Math.max(1, Math.min(available, Math.ceil(cpuQuota(read) ?? Infinity)));
}

/**
 * Reads the CPU quota in cores; undefined without one.
 *
 * The smallest quota on the way from this process's cgroup to the root holds.
 * Source: the Linux kernel's cgroup-v2.rst (cpu.max) and sched-bwc.rst (cpu.cfs_quota_us).
 */
export function cpuQuota(read: ReadText = readText): number | undefined {
  let smallest: number | undefined;
  for (const line of (read('/proc/self/cgroup') ?? '0::/').split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (path === undefined || controllers === undefined) continue;
    const version2 = controllers === '';
    if (!version2 && !controllers.split(',').includes('cpu')) continue;
    const root = version2 ? '/sys/fs/cgroup' : '/sys/fs/cgroup/cpu';
    for (const folder of upwards(path)) {
      const quota = version2 ? quotaV2(read(`${root}${folder}/cpu.max`)) : quotaV1(read, `${root}${folder}`);
      if (quota !== undefined && (smallest === undefined || quota < smallest)) smallest = quota;
    }
  }
  return smallest;
}

/** Lists a cgroup path and its parents; the root is the empty string. */
function upwards(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return Array.from({ length: parts.length + 1 }, (_, up) =>
    parts
      .slice(0, parts.length - up)
      .map((part) => `/${part}`)
      .join(''),
  );
}

/** `"50000 100000"` is half a core; `"max 100000"` is no quota. */
function quotaV2(text: string | undefined): number | undefined {
  const [quota, period] = (text ?? 'max').trim().split(/\s+/);
  return share(Number(quota), Number(period));
}

/** A quota of -1 is none. */
function quotaV1(read: ReadText, folder: string): number | undefined {
  return share(Number(read(`${folder}/cpu.cfs_quota_us`)), Number(read(`${folder}/cpu.cfs_period_us`)));
}

function share(quota: number, period: number): number | undefined {
  return quota > 0 && period > 0 ? quota / period : undefined;
}
