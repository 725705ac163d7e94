import { available, buildInfo } from '@counterpoint/native';
import type { Run } from '../engine/contender.ts';
import { WorkloadHost } from '../hosts/workload-question.ts';
import type { RowModel } from '../result/article.ts';
import type { MeasuredModel, Workload } from '../workloads/workload.ts';
import { SHORTEST_RUN_MS, type Variant } from './variant.ts';

const ROWS: Readonly<Record<MeasuredModel, { model: RowModel; calls: string }>> = {
  inline: { model: 'sequential', calls: 'inline' },
  async: { model: 'async', calls: 'promises' },
  threads: { model: 'threads', calls: 'worker threads' },
  processes: { model: 'processes', calls: 'child processes' },
  native: { model: 'native', calls: 'std::thread' },
};

/** Runs of new code go on for a while until it is compiled. */
const WARM_UPS = 12;

/**
 * Makes the rows of core's models. All models of a workload share one process a batch; it checks what comes out.
 * @param items - jobs of one run
 * @param shared - a host that other workloads use, too, and that is not warmed up; its owner closes it
 */
export function javascriptVariants(
  workload: Workload,
  size: number,
  items: number,
  lanes: number,
  shared?: WorkloadHost,
): Variant[] {
  const host = shared ?? new WorkloadHost();
  // Lanes that start in the measured time are new in every run.
  const once = shared !== undefined || workload.kind === 'io' || workload.cold === true;
  const models = [...(workload.models ?? (['inline', 'async', 'threads', 'processes'] as const))];
  if (workload.kernel === true && workload.cold !== true) models.push('native');
  return models.map((model): Variant => {
    const id = model === 'native' ? 'native-threads' : `js-${model}`;
    const used = model === 'inline' ? 1 : model === 'async' ? Math.min(items, 64) : lanes;
    const run = (signal: AbortSignal): Promise<Run> =>
      host.run(
        {
          source: { workload: workload.id, size },
          model,
          lanes: used,
          cold: workload.cold === true,
          atLeastMs: once ? 0 : SHORTEST_RUN_MS,
        },
        signal,
      );
    const addon = model === 'native' ? available() : undefined;
    return {
      id,
      language: model === 'native' ? 'native' : 'JavaScript',
      runtime: `Node ${process.versions.node}${model === 'native' ? ' + addon' : ''}`,
      ...ROWS[model],
      lanes: used,
      build:
        addon?.available === true ? shortFlags(buildInfo().flags) : `V8 ${process.versions.v8.split('-')[0]}`,
      base: 'js-inline',
      contender:
        addon?.available === false
          ? { missing: addon.reason }
          : {
              id,
              warmUps: once ? 1 : WARM_UPS,
              run,
              ...(shared === undefined ? { close: () => host.close() } : {}),
            },
    };
  });
}

function shortFlags(flags: string): string {
  return `addon ${/-O\w+/.exec(flags)?.[0] ?? ''}`.trim();
}
