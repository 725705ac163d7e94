import type { EnvironmentResult, Pressure } from '../result/environment.ts';
import { formatBytes, formatMs, formatNumber } from '../text/format.ts';

/** The environment as names and texts, in the order in which a reader asks; what cannot be told is left out. */
export function environmentTerms(env: EnvironmentResult): Record<string, string> {
  const terms: Record<string, string | number | boolean | null> = {
    processor: env.cpu,
    'effective cores': env.effectiveCores,
    'logical CPUs': env.logicalCpus,
    affinity: env.affinity,
    'CPU quota': env.cpuQuota === null ? null : `${formatNumber(env.cpuQuota)} cores`,
    'threads a core': env.smt,
    governor: env.governor,
    turbo: env.turbo === null ? null : env.turbo ? 'on' : 'off',
    hypervisor: env.hypervisor,
    memory: formatBytes(env.memoryBytes),
    'memory limit': env.memoryLimitBytes === null ? null : formatBytes(env.memoryLimitBytes),
    system: env.system,
    'Node, V8, libuv': `${env.node}, ${env.v8}, ${env.libuv}`,
    'Node flags': env.nodeFlags,
    UV_THREADPOOL_SIZE: env.uvThreadpoolSize,
    Python: env.python,
    'C++ compiler': env.compiler,
    addon: env.addon,
    commit: env.commit?.slice(0, 12) ?? null,
    'load before, after': beforeAfter(env, ({ load1m }) => load1m, formatNumber),
    'CPU pressure before, after': beforeAfter(
      env,
      ({ psiCpuSome10 }) => psiCpuSome10,
      (share) => `${formatNumber(share)} %`,
    ),
    'steal during the run': growth(env, ({ stealMs }) => stealMs, formatMs),
    'throttled periods': growth(env, ({ throttledPeriods }) => throttledPeriods, formatNumber),
    'involuntary switches': growth(env, ({ involuntarySwitches }) => involuntarySwitches, formatNumber),
  };
  return Object.fromEntries(
    Object.entries(terms).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [[name, String(value)]],
    ),
  );
}

function beforeAfter(
  { before, after }: EnvironmentResult,
  of: (pressure: Pressure) => number | null,
  format: (value: number) => string,
): string | null {
  const [first, last] = [of(before), after === null ? null : of(after)];
  return first === null ? null : `${format(first)}, ${last === null ? '–' : format(last)}`;
}

function growth(
  { before, after }: EnvironmentResult,
  of: (pressure: Pressure) => number | null,
  format: (value: number) => string,
): string | null {
  const [first, last] = [of(before), after === null ? null : of(after)];
  return first === null || last === null ? null : format(last - first);
}
