import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LaneCrashed, TimedOut } from '../../src/errors/executor-error.ts';
import { runDry, setUp, task, turn } from './fake-executor.ts';

const tell = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    (value) => value,
    (error: unknown) => (error instanceof Error ? error.constructor : error),
  );

describe('cancellation, at every point of a job’s way', () => {
  it('rejects the job with its reason, leaves all others alone, and never begins it afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 25 }),
        fc.nat(24),
        fc.nat(60),
        fc.integer({ min: 1, max: 3 }),
        async (jobs, chosen, steps, concurrency) => {
          const victim = chosen % jobs;
          const { transport, executor } = setUp({ concurrency });
          const controller = new AbortController();
          const outcomes = Array.from({ length: jobs }, (_, n) =>
            tell((n === victim ? executor.with({ signal: controller.signal }) : executor).submit(task, n)),
          );
          const pace = steps % 5;
          for (let step = 0; step < steps; step++) {
            transport.openLanes[step % concurrency]?.step();
            if (step % (pace + 1) === 0) await turn();
          }
          const begun = transport.lanes.some(
            (lane) => lane.ran.includes(victim) || (lane.begun && lane.jobs[0]?.args[0] === victim),
          );
          // A job that is cancelled on its lane has no arguments left: what runs there later has none.
          const ranBefore = transport.lanes.some((lane) => lane.ran.includes(victim));
          controller.abort('reason');
          await runDry(transport);
          for (const [n, outcome] of (await Promise.all(outcomes)).entries())
            expect(outcome).toBe(n === victim && !ranBefore ? 'reason' : n);
          if (!begun) for (const lane of transport.lanes) expect(lane.ran).not.toContain(victim);
          expect(executor.stats()).toMatchObject({ queued: 0, running: 0 });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stops a map: it pulls no more, and its consumer is told the reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.boolean(), async (steps, ordered) => {
        const { transport, executor } = setUp();
        const controller = new AbortController();
        let pulled = 0;
        function* endless(): Generator<number> {
          for (;;) yield pulled++;
        }
        const run = executor.with({ signal: controller.signal }).map(task, endless(), { window: 6, ordered });
        const seen: unknown[] = [];
        const consumed = tell(
          (async () => {
            for await (const value of run) seen.push(value);
          })(),
        );
        for (let step = 0; step < steps; step++) {
          for (const lane of transport.openLanes) lane.step();
          await turn();
        }
        controller.abort('reason');
        await turn();
        const before = pulled;
        await runDry(transport);
        expect(await consumed).toBe('reason');
        expect(pulled).toBe(before);
        expect(new Set(seen).size).toBe(seen.length);
        if (ordered) expect(seen).toEqual(seen.map((_, n) => n));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a stream in order, where items fail', () => {
  it('gives the results of all items before the first of them, then its error, and pulls no more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: fc.nat(9) }, fc.constant('fail')), { maxLength: 30 }),
        fc.infiniteStream(fc.boolean()),
        async (items, lanes) => {
          const { transport, executor } = setUp();
          let pulled = 0;
          function* input(): Generator {
            for (const item of items) {
              pulled++;
              yield item;
            }
          }
          const run = executor.with({ batch: 1 }).map(task, input(), { window: 5 });
          const seen: unknown[] = [];
          const consumed = tell(
            (async () => {
              for await (const value of run) seen.push(value);
            })(),
          );
          for (let step = 0; step < 20; step++) {
            transport.openLanes[lanes.next().value === true ? 1 : 0]?.step();
            await turn();
          }
          await runDry(transport);
          const failed = items.indexOf('fail');
          const outcome = await consumed;
          if (failed < 0) {
            expect(outcome).toBe(undefined);
            expect(seen).toEqual(items);
          } else {
            expect(outcome).toBe(RangeError);
            expect(seen).toEqual(items.slice(0, failed));
            expect(pulled).toBeLessThanOrEqual(failed + 5);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a map whose lanes die at random', () => {
  it('gives each item one outcome, in its place, where it settles', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.nat(30), { maxLength: 6 }),
        async (items, deaths) => {
          const { transport, executor } = setUp();
          const list = Array.from({ length: items }, (_, n) => n);
          const run = executor.map(task, list, { settle: true });
          const victims = new Set<unknown>();
          for (const steps of deaths) {
            for (let step = 0; step < steps; step++) transport.openLanes[step % 2]?.step();
            await turn();
            const lane = transport.openLanes[0];
            if (lane?.begun) victims.add(lane.jobs[0]?.args[0]);
            lane?.die();
          }
          const all = Promise.resolve(run as PromiseLike<readonly unknown[]>);
          await runDry(transport);
          for (const [n, outcome] of (await all).entries()) {
            if (victims.has(n))
              expect(outcome).toMatchObject({ state: 'rejected', reason: expect.any(LaneCrashed) });
            else expect(outcome).toEqual({ state: 'fulfilled', value: n });
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('with a clock that the test moves', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('a timeout counts from the start of the job, whatever it waited before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 1000 }),
        fc.integer({ min: 0, max: 10_000 }),
        async (timeout, waited) => {
          const { transport, executor } = setUp({ concurrency: 1 });
          const first = tell(executor.submit(task, 'first'));
          const second = tell(executor.with({ timeout, grace: 5 }).submit(task, 'second'));
          await turn();
          vi.advanceTimersByTime(waited);
          // The first ends, the second begins.
          for (let step = 0; step < 2; step++) transport.openLanes[0]?.step();
          await turn();
          transport.openLanes[0]?.step();
          vi.advanceTimersByTime(timeout - 1);
          await turn();
          expect(executor.stats()).toMatchObject({ done: 1, failed: 0, running: 1 });
          vi.advanceTimersByTime(1);
          expect([await first, await second]).toEqual(['first', TimedOut]);
          expect(transport.openLanes).toHaveLength(1);
          vi.advanceTimersByTime(5);
          await turn();
          expect(transport.lanes[0]?.open).toBe(false);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('a job that ends within its grace keeps its lane', async () => {
    const { transport, executor } = setUp({ concurrency: 1 });
    const job = tell(executor.with({ timeout: 10, grace: 20 }).submit(task, 1));
    await turn();
    transport.openLanes[0]?.step();
    vi.advanceTimersByTime(10);
    expect(await job).toBe(TimedOut);
    vi.advanceTimersByTime(19);
    transport.openLanes[0]?.step();
    vi.advanceTimersByTime(1000);
    await turn();
    expect(transport.lanes).toHaveLength(1);
    expect(transport.lanes[0]?.open).toBe(true);
  });

  it('an idle lane ends after idleTimeout, not before, and not while it works', async () => {
    const { transport, executor } = setUp({ concurrency: 1, idleTimeout: 100 });
    const run = async (): Promise<void> => {
      const job = executor.submit(task, 1);
      await turn();
      transport.openLanes[0]?.step();
      vi.advanceTimersByTime(1000);
      transport.openLanes[0]?.step();
      await job;
    };
    await run();
    vi.advanceTimersByTime(99);
    expect(transport.openLanes).toHaveLength(1);
    await run();
    expect(transport.lanes).toHaveLength(1);
    vi.advanceTimersByTime(100);
    await turn();
    expect(transport.openLanes).toHaveLength(0);
  });
});

describe('retries', () => {
  it('run a job again as often as asked, and no oftener', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5), async (retries) => {
        const { transport, executor } = setUp({ concurrency: 1 });
        const job = tell(executor.with({ retries }).submit(task, 'fail'));
        await turn();
        await runDry(transport);
        expect(await job).toBe(RangeError);
        expect(transport.lanes.flatMap((lane) => lane.ran)).toHaveLength(retries + 1);
      }),
    );
  });
});
