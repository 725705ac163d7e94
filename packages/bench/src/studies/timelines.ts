import { available } from '@counterpoint/native';
import { WorkloadHost } from '../hosts/workload-question.ts';
import type { TimelineResult } from '../result/timeline.ts';
import { workloadById } from '../workloads/catalogue.ts';
import type { Lab } from './lab.ts';

/** Draws which job ran where in one run of a mixed workload, by model; native threads run the counter alone. */
export async function runTimelines(lab: Lab): Promise<TimelineResult[]> {
  const { signal, preset } = lab.options;
  const host = new WorkloadHost();
  const found: TimelineResult[] = [];
  try {
    for (const model of ['inline', 'async', 'threads', 'processes', 'native'] as const) {
      if (signal.aborted || (model === 'native' && !available().available)) continue;
      const workload = model === 'native' ? 'counter' : 'mixed';
      const size = workloadById(workload).sizes[preset];
      const lanes = model === 'inline' ? 1 : model === 'async' ? 8 : lab.cores;
      const question = {
        source: { workload, size },
        model,
        lanes,
        cold: false,
        repeat: model === 'native' ? 2 : 1,
        trace: true,
      };
      try {
        await host.run(question, signal);
        const { wallMs, trace = [] } = await host.run(question, signal);
        found.push({ model, workload, lanes, wallMs, jobs: trace });
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  } finally {
    await host.close();
  }
  return found;
}
