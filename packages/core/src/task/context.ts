/** What a running job knows of itself. */
export interface Context {
  /** Names the submitted job, or the item of a map: the same in every attempt, on whatever lane or machine; no two are alike. */
  readonly id: string;
  /** 1 in the first run; one more for each run before that failed or was lost with its lane or worker. */
  readonly attempt: number;
  /** Aborts when the call's signal does, at its timeout, or when the executor gives up waiting. */
  readonly signal: AbortSignal;
  /** Number of the lane that the job runs on; 0 and up. */
  readonly lane: number;
  /** Hands a value to the caller's `onReport`, while the job runs. */
  report(value: unknown): void;
}

/** Two copies of this module in one process must find the same running job, hence the global. */
const PROVIDERS = Symbol.for('counterpoint.context.providers');
type Provider = () => Context | undefined;

/** The list is shared by all copies of this module. */
function providers(): Provider[] {
  const shared = globalThis as { [PROVIDERS]?: Provider[] };
  return (shared[PROVIDERS] ??= []);
}

/** Adds a way to find the running job in this process or thread. */
export function provideContext(provider: Provider): void {
  providers().unshift(provider);
}

/**
 * Gives the context of the job that is running.
 * @example if (context().signal.aborted) throw context().signal.reason;
 * @throws {Error} outside of a job
 */
export function context(): Context {
  for (const provider of providers()) {
    const found = provider();
    if (found !== undefined) return found;
  }
  throw new Error('context() was called outside of a job: call it inside a task, while its job runs');
}
