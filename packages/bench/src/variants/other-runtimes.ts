import type { Run } from '../engine/contender.ts';
import { LineHost } from '../hosts/line-host.ts';
import { programPath } from '../programs/paths.ts';
import type { Tool } from '../programs/toolchain.ts';
import type { Session, Workload } from '../workloads/workload.ts';
import type { Variant } from './variant.ts';

/** Another runtime of JavaScript, under a prefix of row ids. */
export interface OtherRuntime {
  readonly prefix: string;
  readonly name: string;
  readonly tool: Tool;
  /** Arguments before the program. */
  readonly flags: readonly string[];
}

const WORKLOADS_OF_PLAIN = new Set(['counter', 'sum']);

/** Makes the rows of another runtime: a plain program on worker threads, without any package. */
export function otherRuntimeVariants(
  workload: Workload,
  session: Session,
  lanes: number,
  { prefix, name, tool, flags }: OtherRuntime,
): Variant[] {
  if (!WORKLOADS_OF_PLAIN.has(workload.id)) return [];
  return (['sequential', 'threads'] as const).map((model): Variant => {
    const id = `${prefix}-${model}`;
    const used = model === 'sequential' ? 1 : lanes;
    let host: LineHost | undefined;
    return {
      id,
      language: 'JavaScript',
      runtime: tool.state === 'found' ? `${name} ${tool.version}` : name,
      model,
      calls: model === 'sequential' ? 'a loop' : 'node:worker_threads',
      lanes: used,
      build: tool.state === 'found' ? tool.version : '',
      base: `${prefix}-sequential`,
      contender:
        tool.state === 'missing'
          ? { missing: tool.reason }
          : {
              id,
              warmUps: 12,
              run: async (signal): Promise<Run> => {
                host ??= new LineHost(tool.command, [
                  ...flags,
                  programPath('javascript', 'plain.mjs'),
                  workload.id,
                  String(used),
                ]);
                const { wallMs, results } = (await host.request(session.items, signal)) as {
                  wallMs: number;
                  results: unknown[];
                };
                return { wallMs, cpuMs: null, startMs: null, value: results };
              },
              close: async () => {
                await host?.close();
                host = undefined;
              },
            },
    };
  });
}
