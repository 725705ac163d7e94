import { describe, expect, it } from 'vitest';
import { cpuQuota, effectiveCores } from '../../src/executor/effective-cores.ts';

/** A machine with these files alone. */
const files =
  (content: Record<string, string>) =>
  (path: string): string | undefined =>
    content[path];

describe('effective cores', () => {
  it('are those of the affinity mask where there is no quota', () => {
    expect(effectiveCores(files({}), 8)).toBe(8);
    const unlimited = files({ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': 'max 100000\n' });
    expect([cpuQuota(unlimited), effectiveCores(unlimited, 4)]).toEqual([undefined, 4]);
  });

  it('are bounded by a quota of cgroup v2, rounded up, never less than one', () => {
    const quota = (max: string): number =>
      effectiveCores(files({ '/proc/self/cgroup': '0::/\n', '/sys/fs/cgroup/cpu.max': max }), 8);
    expect(quota('200000 100000')).toBe(2);
    expect(quota('250000 100000')).toBe(3);
    expect(quota('50000 100000')).toBe(1);
    expect(quota('1600000 100000')).toBe(8);
  });

  it('are bounded by the smallest quota between the process and the root', () => {
    const nested = files({
      '/proc/self/cgroup': '0::/pod/container\n',
      '/sys/fs/cgroup/pod/container/cpu.max': 'max 100000',
      '/sys/fs/cgroup/pod/cpu.max': '150000 100000',
      '/sys/fs/cgroup/cpu.max': '400000 100000',
    });
    expect([cpuQuota(nested), effectiveCores(nested, 16)]).toEqual([1.5, 2]);
  });

  it('are bounded by a quota of cgroup v1, where -1 is none', () => {
    const v1 = (quota: string): number | undefined =>
      cpuQuota(
        files({
          '/proc/self/cgroup': '5:memory:/other\n3:cpu,cpuacct:/box\n',
          '/sys/fs/cgroup/cpu/box/cpu.cfs_quota_us': quota,
          '/sys/fs/cgroup/cpu/box/cpu.cfs_period_us': '100000',
        }),
      );
    expect([v1('300000'), v1('-1')]).toEqual([3, undefined]);
  });

  it('are not confused by files that hold nonsense', () => {
    expect(
      cpuQuota(files({ '/proc/self/cgroup': 'nonsense', '/sys/fs/cgroup/cpu.max': 'x' })),
    ).toBeUndefined();
    expect(
      cpuQuota(files({ '/proc/self/cgroup': '0::/', '/sys/fs/cgroup/cpu.max': '0 100000' })),
    ).toBeUndefined();
  });
});
