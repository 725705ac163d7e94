import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A running server. */
export interface RunningServer {
  /** Its address, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the loopback server in a process of its own, so that its work is not that of the caller. */
export async function startServer(signal: AbortSignal): Promise<RunningServer> {
  signal.throwIfAborted();
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const child = fork(fileURLToPath(new URL(`./main.${extension}`, import.meta.url)), { execArgv: [] });
  const exited = once(child, 'exit');
  const [port] = (await Promise.race([
    once(child, 'message', { signal }),
    exited.then(() => Promise.reject(new Error('the loopback server ended before it listened'))),
  ]).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  })) as [number];
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
