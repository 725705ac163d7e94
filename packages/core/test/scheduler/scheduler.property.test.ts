import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExecutorClosed, LaneCrashed } from '../../src/errors/executor-error.ts';
import { runDry, setUp, task, turn } from './fake-executor.ts';

type Action =
  | { do: 'submit'; what: string | number; priority: number; retries: number }
  | { do: 'abort'; which: number }
  | { do: 'step' | 'die' | 'giveBack'; lane: number }
  | { do: 'turn' };

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      what: fc.oneof(fc.nat(999), fc.constantFrom('fail', 'unclonable')),
      priority: fc.integer({ min: -1, max: 1 }),
      retries: fc.constantFrom(0, 0, 0, 2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('abort' as const), which: fc.nat(50) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('step' as const), lane: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('die' as const, 'giveBack' as const), lane: fc.nat(3) }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'turn' as const }) },
);

describe('the scheduler, whatever happens in whatever order', () => {
  it('settles every job exactly once, with its own value, its own error or the one that was asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 120 }),
        fc.integer({ min: 1, max: 3 }),
        async (actions, concurrency) => {
          const { transport, executor } = setUp({ concurrency });
          const settled: number[] = [];
          const outcomes: { what: unknown; controller: AbortController; outcome: Promise<unknown> }[] = [];
          for (const act of actions) {
            if (act.do === 'submit') {
              const controller = new AbortController();
              const index = outcomes.length;
              const view = executor.with({
                signal: controller.signal,
                priority: act.priority,
                retries: act.retries,
              });
              const outcome = view.submit(task, act.what).then(
                (value) => ({ value }),
                (error: unknown) => ({ error }),
              );
              void outcome.then(() => settled.push(index));
              outcomes.push({ what: act.what, controller, outcome });
            } else if (act.do === 'abort') outcomes[act.which]?.controller.abort('aborted');
            else if (act.do === 'turn') await turn();
            else transport.openLanes[act.lane]?.[act.do]();
          }
          await runDry(transport);
          await Promise.all(outcomes.map(({ outcome }) => outcome));
          expect(settled.toSorted((a, b) => a - b)).toEqual(outcomes.map((_, index) => index));
          for (const { what, controller, outcome } of outcomes) {
            const { value, error } = (await outcome) as { value?: unknown; error?: unknown };
            if (error === undefined) expect(value).toBe(what);
            else if (error === 'aborted') expect(controller.signal.aborted).toBe(true);
            else if (error instanceof RangeError) expect(what).toBe('fail');
            else if (error instanceof LaneCrashed) expect(error.exitCode).toBe(9);
            else expect([(error as Error).message, what]).toEqual(['could not be cloned', 'unclonable']);
          }
          const { queued, running, done, failed } = executor.stats();
          expect({ queued, running, settled: done + failed }).toEqual({
            queued: 0,
            running: 0,
            settled: outcomes.length,
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('charges a dead lane to the one job that had begun on it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(60), async (jobs, steps) => {
        const { transport, executor } = setUp({ concurrency: 1 });
        for (let warm = 0; warm < 3; warm++) {
          const first = executor.submit(task, -1);
          await turn();
          await runDry(transport);
          await first;
        }
        const promises = Array.from({ length: jobs }, (_, n) => executor.submit(task, n));
        await turn();
        const lane = transport.openLanes[0];
        for (let step = 0; step < steps; step++) {
          lane?.step();
          if (step % 7 === 0) await turn();
        }
        const victim = lane?.begun ? lane.jobs[0]?.args[0] : undefined;
        lane?.die();
        const all = Promise.allSettled(promises);
        await runDry(transport);
        for (const [n, outcome] of (await all).entries()) {
          if (n === victim)
            expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(LaneCrashed) });
          else expect(outcome).toEqual({ status: 'fulfilled', value: n });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('runs jobs of one priority in the order of their submission, and higher ones before lower', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 }),
        async (priorities) => {
          const { transport, executor } = setUp({ concurrency: 1 });
          const block = executor.submit(task, 'block');
          await turn();
          const order: number[] = [];
          const jobs = priorities.map((priority, index) =>
            executor
              .with({ priority })
              .submit(task, index)
              .then(() => order.push(index)),
          );
          await runDry(transport);
          await Promise.all([block, ...jobs]);
          const expected = priorities
            .map((priority, index) => ({ priority, index }))
            .toSorted((a, b) => b.priority - a.priority || a.index - b.index)
            .map(({ index }) => index);
          expect(order).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('pulls no item of a map further ahead than the window, and gives all results in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.nat(80),
        fc.boolean(),
        async (window, count, settle) => {
          const { transport, executor } = setUp();
          let pulled = 0;
          let consumed = 0;
          function* items(): Generator<number> {
            while (pulled < count) {
              pulled++;
              expect(pulled - consumed).toBeLessThanOrEqual(window);
              yield pulled;
            }
          }
          const seen: unknown[] = [];
          const consume = (async () => {
            const run = settle
              ? executor.map(task, items(), { window, settle: true })
              : executor.map(task, items(), { window });
            for await (const value of run) {
              consumed++;
              seen.push(settle ? (value as { value: unknown }).value : value);
            }
          })();
          while (consumed < count) {
            for (const lane of transport.openLanes) lane.step();
            await turn();
          }
          await consume;
          expect(seen).toEqual(Array.from({ length: count }, (_, n) => n + 1));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('settles everything at close, at whatever point it comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), fc.nat(40), async (jobs, steps) => {
        const { transport, executor } = setUp();
        const promises = Array.from({ length: jobs }, (_, n) => executor.submit(task, n));
        for (let step = 0; step < steps; step++) {
          transport.openLanes[step % 2]?.step();
          if (step % 5 === 0) await turn();
        }
        const closed = executor.close();
        const all = Promise.allSettled(promises);
        await runDry(transport);
        await closed;
        for (const [n, outcome] of (await all).entries()) {
          if (outcome.status === 'fulfilled') expect(outcome.value).toBe(n);
          else expect(outcome.reason).toBeInstanceOf(ExecutorClosed);
        }
        expect(transport.openLanes).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('gives a lane no more jobs than maxJobsPerLane', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (maxJobsPerLane, jobs) => {
          const { transport, executor } = setUp({ maxJobsPerLane });
          const all = Promise.all(Array.from({ length: jobs }, (_, n) => executor.submit(task, n)));
          await runDry(transport);
          expect(await all).toEqual(Array.from({ length: jobs }, (_, n) => n));
          for (const lane of transport.lanes) expect(lane.ran.length).toBeLessThanOrEqual(maxJobsPerLane);
        },
      ),
      { numRuns: 60 },
    );
  });
});
