import type { Contender, Run } from '../engine/contender.ts';
import { hostEntry } from '../hosts/entry.ts';
import { LineHost } from '../hosts/line-host.ts';
import { runCommand } from '../programs/run-command.ts';

/** One side of a comparison. */
export type Target =
  | { readonly type: 'command'; readonly command: string }
  | {
      readonly type: 'function';
      /** Absolute URL of the module. */
      readonly url: string;
      readonly exportName: string;
      readonly args: readonly unknown[];
      readonly label: string;
    };

/** Names a target for people. */
export function targetLabel(target: Target): string {
  return target.type === 'command' ? target.command : target.label;
}

/** A function is called so often in a row that a sample takes at least this long. */
const SAMPLE_MS = 5;

/** Makes the contenders of a comparison; functions of both sides are called equally often in each sample. */
export async function targetContenders(
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<Contender[]> {
  const functions = targets.filter((target) => target.type === 'function');
  const perCall = await Promise.all(functions.map((target) => callMs(target, signal)));
  const calls = Math.max(1, Math.ceil(SAMPLE_MS / Math.max(1e-6, Math.min(...perCall))));
  return targets.map((target, side) => {
    const id = side === 0 ? 'A' : 'B';
    return target.type === 'command'
      ? commandContender(id, target.command)
      : functionContender(id, target, calls);
  });
}

function commandContender(id: string, command: string): Contender {
  const shell = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const [name = '', ...flags] = shell;
  return {
    id,
    run: async (signal): Promise<Run> => {
      const outcome = await runCommand(name, [...flags, command], { signal, timeoutMs: 3_600_000 });
      signal.throwIfAborted();
      if (outcome.exitCode !== 0)
        throw new Error(
          `"${command}" ended with ${outcome.exitCode === null ? 'a signal' : `exit code ${outcome.exitCode}`}: ${outcome.stderr.trim().slice(-300)}`,
        );
      return { wallMs: outcome.elapsedMs, cpuMs: null, startMs: null, value: undefined };
    },
  };
}

type FunctionTarget = Extract<Target, { type: 'function' }>;

function openHost({ url, exportName, args }: FunctionTarget): LineHost {
  return new LineHost(process.execPath, [
    ...process.execArgv,
    hostEntry('function-host'),
    url,
    exportName,
    JSON.stringify(args),
  ]);
}

function functionContender(id: string, target: FunctionTarget, calls: number): Contender {
  let host: LineHost | undefined;
  return {
    id,
    warmUps: 30,
    run: async (signal): Promise<Run> => {
      host ??= openHost(target);
      const answer = await host.request({ calls }, signal);
      const { wallMs, cpuMs } = answer as { wallMs: number; cpuMs: number };
      return { wallMs, cpuMs, startMs: null, value: undefined };
    },
    close: async () => {
      await host?.close();
      host = undefined;
    },
  };
}

/** Measures one call, warm: calls are doubled until they take a sample's time. */
async function callMs(target: FunctionTarget, signal: AbortSignal): Promise<number> {
  const host = openHost(target);
  try {
    for (let calls = 1; ; calls *= 2) {
      const { wallMs } = (await host.request({ calls }, signal)) as { wallMs: number };
      if (wallMs >= SAMPLE_MS || calls >= 2 ** 24) return wallMs / calls;
    }
  } finally {
    await host.close();
  }
}
