import { createExecutor, type Executor, type LocalModel } from '@counterpoint/core';
import type { Run } from '../engine/contender.ts';
import type { Session, Workload } from '../workloads/workload.ts';
import type { Variant } from './variant.ts';

const MODELS: readonly LocalModel[] = ['inline', 'async', 'threads', 'processes'];

/** Makes the rows of core's models; lanes are opened before the clock starts, except for a cold workload. */
export function javascriptVariants(workload: Workload, session: Session, lanes: number): Variant[] {
  return MODELS.map((model): Variant => {
    const concurrency = model === 'inline' ? 1 : model === 'async' ? session.items.length : lanes;
    const open = (): Executor => createExecutor(model, { concurrency });
    let warm: Executor | undefined;
    const run = async (): Promise<Run> => {
      const executor = workload.cold === true ? undefined : (warm ??= open());
      if (executor !== undefined && warm !== undefined) await executor.ready();
      const cpu = process.cpuUsage();
      const startMs = performance.now();
      const used = executor ?? open();
      const value = await used.map(session.task as never, session.items as never[]);
      const wallMs = performance.now() - startMs;
      const { user, system } = process.cpuUsage(cpu);
      if (executor === undefined) await used.close();
      // CPU time of child processes is not in this process's account.
      return { wallMs, cpuMs: model === 'processes' ? null : (user + system) / 1000, startMs: null, value };
    };
    return {
      id: `js-${model}`,
      language: 'JavaScript',
      model,
      lanes: concurrency,
      build: `Node ${process.versions.node}`,
      base: 'js-inline',
      contender: { id: `js-${model}`, run },
      close: async () => {
        await warm?.close();
      },
    };
  });
}
