import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FAULT_MODELS, type FaultModel } from './fault.ts';

/** A fault of the host itself, which is a process of its own. */
export interface HostFault {
  readonly name: string;
  readonly models: readonly FaultModel[];
  readonly told: string;
  readonly happen: (model: FaultModel) => Promise<string>;
}

const TASKS = new URL('tasks.mjs', import.meta.url).href;

/** Starts a host that runs a program with `pool` and `tasks` in it. */
function host(model: FaultModel, program: string): ReturnType<typeof spawn> {
  const source = `
    import { createExecutor } from '@counterpoint/core';
    import * as tasks from ${JSON.stringify(TASKS)};
    const pool = createExecutor('${model}', { concurrency: 1 });
    ${program}
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', source], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** A process that has ended and that nobody has waited for still has its number. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Faults that take the host with them; without a POSIX shell a spinning child is not ended. */
export const HOST_FAULTS: readonly HostFault[] = [
  {
    name: 'the host is SIGKILLed while its lane spins',
    models: ['threads', 'processes'],
    told: 'no orphan',
    happen: async (model) => {
      const child = host(
        model,
        `console.log(await pool.submit(tasks.processId)); void pool.submit(tasks.spin);`,
      );
      const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
      const lane = Number(chunk.toString());
      await new Promise((resolve) => setTimeout(resolve, 100));
      child.kill('SIGKILL');
      for (let waited = 0; waited < 100 && alive(lane); waited++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      if (!alive(lane)) return 'no orphan';
      process.kill(lane, 'SIGKILL');
      return 'an orphan';
    },
  },
  {
    name: 'the program ends and leaves an idle executor open',
    models: FAULT_MODELS,
    told: 'the process ends',
    happen: async (model) => {
      const child = host(model, `await pool.submit(tasks.increment, 1);`);
      const stop = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const [code] = (await once(child, 'close')) as [number | null];
      clearTimeout(stop);
      return code === 0 ? 'the process ends' : `exit code ${code}`;
    },
  },
];
