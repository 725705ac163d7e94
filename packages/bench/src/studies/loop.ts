import { available } from '@counterpoint/native';
import { hostEntry } from '../hosts/entry.ts';
import { LineHost } from '../hosts/line-host.ts';
import type { LoopRow, LoopStudy } from '../result/loop.ts';
import type { Lab } from './lab.ts';

const MODELS = ['idle', 'inline', 'async', 'threads', 'processes', 'native'] as const;
const JOBS = 8;

/** Measures what each model does to the event loop of its caller: delays of a timer of 1 ms while jobs run. */
export async function runLoop(lab: Lab, size = 5_000_000): Promise<LoopStudy> {
  const { signal, onProgress } = lab.options;
  const rows: LoopRow[] = [];
  const addon = available();
  for (const model of MODELS) {
    if (signal.aborted) break;
    if (model === 'native' && !addon.available) {
      rows.push({ model, state: 'missing', reason: addon.reason, ticks: [] });
      continue;
    }
    onProgress(`loop: ${model}`);
    const host = new LineHost(process.execPath, [hostEntry('loop-host')]);
    try {
      const lanes = model === 'async' ? JOBS : lab.cores;
      const answer = await host.request({ model, lanes, size, jobs: JOBS }, signal);
      rows.push({ model, state: 'measured', ...(answer as Omit<LoopRow, 'model' | 'state'>) });
    } catch (error) {
      if (signal.aborted) break;
      rows.push({
        model,
        state: 'failed',
        reason: error instanceof Error ? error.message : String(error),
        ticks: [],
      });
    } finally {
      await host.close();
    }
  }
  const inline = rows.find(({ model }) => model === 'inline')?.wallMs;
  return { type: 'loop', workload: 'counter', jobMs: (inline ?? 0) / JOBS, jobs: JOBS, rows };
}
