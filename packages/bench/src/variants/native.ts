import { available, counter, sum } from '@counterpoint/native';
import type { Session, Workload } from '../workloads/workload.ts';
import type { Variant } from './variant.ts';

const KERNELS = { counter, sum };

/** Makes the rows of the addon: sequential, and on C++ threads. */
export function nativeVariants(workload: Workload, session: Session, lanes: number): Variant[] {
  const { kernel } = workload;
  if (kernel === undefined || workload.cold === true) return [];
  const found = available();
  return [1, lanes].map((threads, row): Variant => {
    const id = row === 0 ? 'native-sequential' : 'native-threads';
    const n = session.items[0] as number;
    const run = async (): Promise<{ wallMs: number; cpuMs: null; startMs: null; value: unknown }> => {
      const startMs = performance.now();
      const value = await KERNELS[kernel]({ n, tasks: session.items.length, threads });
      return { wallMs: performance.now() - startMs, cpuMs: null, startMs: null, value };
    };
    return {
      id,
      language: 'native',
      model: row === 0 ? 'sequential' : 'threads',
      lanes: threads,
      build: 'addon -O2',
      base: 'native-sequential',
      contender: found.available ? { id, run } : { missing: found.reason },
      close: () => Promise.resolve(),
    };
  });
}
