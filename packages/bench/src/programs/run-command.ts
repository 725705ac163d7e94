import { spawn } from 'node:child_process';
import { killAtExit } from './kill-at-exit.ts';

/** How a command ended. */
export interface CommandOutcome {
  /** null if it was ended by a signal or could not be started. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
  /** The command was not found. */
  readonly missing: boolean;
}

/** Options of a command. */
export interface CommandOptions {
  readonly signal?: AbortSignal;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** ms after which it is killed; default two minutes. */
  readonly timeoutMs?: number;
}

/**
 * Runs a command to its end, in a process group of its own: an abort or a timeout kills it and all its children.
 *
 * A failing or missing command is an outcome, not an error.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandOutcome> {
  const { signal, timeoutMs = 120_000 } = options;
  return new Promise((resolve) => {
    const started = performance.now();
    let stdout = '';
    let stderr = '';
    let missing = false;
    const finish = (exitCode: number | null): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', kill);
      settled();
      resolve({ exitCode, stdout, stderr, elapsedMs: performance.now() - started, missing });
    };
    const child = spawn(command, args, {
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.env === undefined ? {} : { env: options.env }),
    });
    const kill = (): void => {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      } catch {
        // it ended by itself in the meantime
      }
    };
    const timer = setTimeout(() => {
      stderr += `\nkilled after ${timeoutMs} ms`;
      kill();
    }, timeoutMs);
    signal?.addEventListener('abort', kill);
    const settled = killAtExit(kill);
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', (error: NodeJS.ErrnoException) => {
      missing = error.code === 'ENOENT';
      stderr += error.message;
      finish(null);
    });
    child.on('close', (code) => finish(code));
    if (signal?.aborted === true) kill();
  });
}
