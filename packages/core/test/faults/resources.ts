import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** What a process holds; counts that the platform does not tell are 0. */
export interface Resources {
  readonly threads: number;
  readonly children: number;
  readonly descriptors: number;
  /** Handles that keep the process alive. */
  readonly handles: number;
  readonly temporaryFiles: number;
}

/** Counts what this process holds now. */
export function resources(): Resources {
  return {
    threads: entries('/proc/self/task').length,
    children: childrenOf().length,
    descriptors: entries('/proc/self/fd').length,
    // A timer or an immediate of the test itself comes and goes; lanes are none.
    handles: process.getActiveResourcesInfo().filter((kind) => !/Timeout|Immediate/.test(kind)).length,
    temporaryFiles: entries(tmpdir()).length,
  };
}

/** Lists the process ids of this process's children. */
export function childrenOf(): number[] {
  return entries('/proc/self/task').flatMap((thread) => {
    const file = `/proc/self/task/${thread}/children`;
    return existsSync(file) ? readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number) : [];
  });
}

/** Waits until no more is held than before, at most 10 s, and gives what is held too much. */
export async function leftOver(before: Resources): Promise<Partial<Resources>> {
  for (let round = 0; ; round++) {
    const now = resources();
    const left = Object.entries(now).filter(([key, count]) => count > before[key as keyof Resources]);
    if (left.length === 0 || round === 400) return Object.fromEntries(left);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
