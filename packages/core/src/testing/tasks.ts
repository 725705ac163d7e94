import { context } from '../task/context.ts';
import { defineTask, type TaskOptions } from '../task/define-task.ts';
import type { Task, TaskFunction } from '../task/task.ts';

const here = <F extends TaskFunction>(name: string, fn: F, options?: TaskOptions): Task<F> =>
  defineTask(import.meta.url, name, fn, options);

/** Adds one. */
export const increment: Task<(n: number) => number> = here('increment', (n: number): number => n + 1);

/** Gives its argument back. */
export const echo: Task<(value: unknown) => unknown> = here('echo', (value: unknown): unknown => value);

/** Counts its arguments. */
export const countArguments: Task<(...values: unknown[]) => number> = here(
  'countArguments',
  (...values: unknown[]): number => values.length,
);

/** Waits `ms`, then gives a value; ends early by the signal's reason when it is aborted. */
export const wait: Task<(ms: number, value?: unknown) => Promise<unknown>> = here(
  'wait',
  (ms: number, value?: unknown): Promise<unknown> => {
    const { signal } = context();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(value), ms);
      const abort = (): void => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort);
    });
  },
);

/** Waits `item.ms`, then gives `item.id`. */
export const waitItem: Task<(item: { id: number; ms: number }) => Promise<number>> = here(
  'waitItem',
  async ({ id, ms }: { id: number; ms: number }): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return id;
  },
);

/** Gives an even number back after a while; throws a RangeError for an odd one. */
export const waitEven: Task<(item: { n: number; ms: number }) => Promise<number>> = here(
  'waitEven',
  async ({ n, ms }: { n: number; ms: number }): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (n % 2 === 1) throw new RangeError(`odd: ${n}`);
    return n;
  },
);

/** Never settles, and heeds nothing. */
export const never: Task<() => Promise<void>> = here(
  'never',
  (): Promise<void> => new Promise(() => setInterval(() => undefined, 1000)),
);

/** Busy for `ms`, without looking at anything. */
export const spin: Task<(ms: number) => number> = here('spin', (ms: number): number => {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return ms;
});

/** An error with everything that an error may carry. */
class DetailedError extends RangeError {
  readonly code = 'E_DETAILED';
  readonly detail: { readonly at: readonly number[] } = { at: [1, 2] };
  override get name(): string {
    return 'DetailedError';
  }
}

/** Fails with an error of the kind that it is asked for. */
export const fail: Task<(kind: string) => unknown> = here('fail', (kind: string): unknown => {
  switch (kind) {
    case 'detailed':
      throw new DetailedError('out of range', { cause: new TypeError('the cause') });
    case 'aggregate':
      throw new AggregateError([new SyntaxError('first'), 'second'], 'both');
    case 'undefined':
      throw undefined;
    case 'symbol':
      throw Symbol.for('thrown');
    case 'frozen':
      throw Object.freeze(new URIError('frozen'));
    case 'getter':
      throw Object.defineProperty(new Error('getter'), 'trap', {
        enumerable: true,
        get: () => {
          throw new Error('the getter threw');
        },
      });
    default:
      throw new Error(kind);
  }
});

/** Fails for odd numbers, doubles even ones. */
export const doubleEven: Task<(n: number) => number> = here('doubleEven', (n: number): number => {
  if (n % 2 === 1) throw new RangeError(`odd: ${n}`);
  return n * 2;
});

/** Ends its thread or process. */
export const exit: Task<(code: number) => never> = here('exit', (code: number): never => process.exit(code));

/** Ends its thread or process for one number, and gives all others back. */
export const exitAt: Task<(item: { n: number; at: number }) => number> = here(
  'exitAt',
  ({ n, at }: { n: number; at: number }): number => {
    if (n === at) process.exit(7);
    return n;
  },
);

/** Reports `n` times, then gives the number of its lane. */
export const reportTimes: Task<(n: number) => number> = here('reportTimes', (n: number): number => {
  const { lane, report } = bound();
  for (let step = 1; step <= n; step++) report(step);
  return lane;
});

/** Reports that it runs, then waits some ms. */
export const reportAndWait: Task<(ms: number) => Promise<string>> = here(
  'reportAndWait',
  async (ms: number): Promise<string> => {
    context().report('running');
    await new Promise((resolve) => setTimeout(resolve, ms));
    return 'done';
  },
);

function bound(): { lane: number; report: (value: unknown) => void } {
  const running = context();
  return { lane: running.lane, report: (value) => running.report(value) };
}

let initialized = 'not initialized';

/** Sets what `wasInitialized` gives on this lane. */
export const initialize: Task<(value: string) => void> = here('initialize', (value: string): void => {
  initialized = value;
});

/** Gives what `initialize` was called with on this lane. */
export const wasInitialized: Task<() => string> = here('wasInitialized', (): string => initialized);

/** Fails as an initializer. */
export const refuseToStart: Task<() => never> = here('refuseToStart', (): never => {
  throw new Error('no start');
});

/** Gives a function, which cannot cross. */
export const giveFunction: Task<() => unknown> = here('giveFunction', (): unknown => ({
  list: [1, () => 2],
}));

const calls = new Map<string, number>();

/** Counts its calls by key on this lane, and fails in the first `failures` of them. */
export const failFirst: Task<(key: string, failures: number) => number> = here(
  'failFirst',
  (key: string, failures: number): number => {
    const count = (calls.get(key) ?? 0) + 1;
    calls.set(key, count);
    if (count <= failures) throw new Error(`failure ${count}`);
    return count;
  },
);

/** Counts to n, one step at a time. */
export const count: Task<(n: number) => number> = here('count', countUp, { kernel: 'counter' });

/** Counts to `n`, on that many threads where a kernel does it. */
export const countTo: Task<(options: { n: number; threads?: number }) => number> = here(
  'countTo',
  ({ n }: { n: number; threads?: number }): number => countUp(n),
  { kernel: 'counter' },
);

function countUp(n: number): number {
  let counted = 0;
  while (counted < n) counted++;
  return counted;
}

/** Sorts in place. */
export const sortInPlace: Task<(options: { values: Float64Array }) => Float64Array> = here(
  'sortInPlace',
  // oxlint-disable-next-line unicorn/no-array-sort -- in place is the point
  ({ values }: { values: Float64Array }): Float64Array => values.sort(),
  { kernel: 'sort' },
);

/** Names a kernel that no registry has. */
export const kernelThatIsNot: Task<(n: number) => number> = here(
  'kernelThatIsNot',
  (n: number): number => n,
  {
    kernel: 'noSuchKernel',
  },
);

/** Gives an even number back; for an odd one a function, which cannot cross. */
export const giveEven: Task<(n: number) => unknown> = here('giveEven', (n: number): unknown =>
  n % 2 === 1 ? () => n : n,
);

/** Never settles, but throws in a timer, where nobody catches it. */
export const throwLater: Task<() => Promise<void>> = here(
  'throwLater',
  (): Promise<void> =>
    new Promise(() => {
      setTimeout(() => {
        throw new RangeError('thrown in a timer');
      }, 5);
    }),
);

/** Gives the id of its job. */
export const ownId: Task<(item?: number) => string> = here('ownId', (): string => context().id);

/** Gives the number at the end of its job's id. */
export const ownNumber: Task<(item?: number) => number> = here('ownNumber', (): number =>
  Number(context().id.split('-').at(-1)),
);

/** Reports id and attempt of its job, and fails in the first `failures` attempts. */
export const reportAttempt: Task<(failures: number) => string> = here(
  'reportAttempt',
  (failures: number): string => {
    const running = context();
    running.report([running.id, running.attempt]);
    if (running.attempt <= failures) throw new Error(`attempt ${running.attempt}`);
    return running.id;
  },
);

/** Ends its thread or process in the first attempt; then gives the number of the attempt. */
export const exitFirst: Task<() => number> = here('exitFirst', (): number => {
  const { attempt } = context();
  if (attempt === 1) process.exit(7);
  return attempt;
});
