import { EXIT } from './exit-codes.ts';
import { Interrupted } from './io.ts';

/** The end that this process was asked for, if any. */
export interface Signals {
  /** Aborts at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** The exit code of an interrupted run; undefined if nobody interrupted it. */
  exitCode(): number | undefined;
}

/** Turns the first SIGINT or SIGTERM into an abort, and the second one into `exit` at once. */
export function listenForSignals(exit: (code: number) => void): Signals {
  const controller = new AbortController();
  let code: number | undefined;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      const next = name === 'SIGINT' ? EXIT.sigint : EXIT.sigterm;
      if (code !== undefined) exit(next);
      code = next;
      controller.abort(new Interrupted(name));
    });
  }
  return { signal: controller.signal, exitCode: () => code };
}
