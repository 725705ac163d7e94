import { createExecutor } from '@counterpoint/core';
import { describe, expect, it } from 'vitest';
import { exit, give, increment, throws } from '../faults/tasks.mjs';

/** Runs something and gives the stack of what it throws. */
async function stackOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    return (error as Error).stack ?? '';
  }
  throw new Error('expected a rejection');
}

describe.each(['threads', 'processes'] as const)('the stack of an error that comes from %s', (model) => {
  it('shows where the task threw, then who awaited the call', async () => {
    await using pool = createExecutor(model, { concurrency: 1 });
    const resizeAll = async (): Promise<void> => void (await pool.submit(throws, 'getter'));
    const all = async (): Promise<void> =>
      void (await Promise.all([pool.submit(increment, 1), pool.submit(throws, 'getter')]));
    const mapped = async (): Promise<void> => void (await pool.map(throws, ['getter']));
    const streamed = async (): Promise<void> => {
      for await (const one of pool.map(throws, ['getter'])) void one;
    };
    for (const [run, name] of [
      [resizeAll, 'resizeAll'],
      [all, 'all'],
      [mapped, 'mapped'],
      [streamed, 'streamed'],
    ] as const) {
      const [remote, caller] = (await stackOf(run)).split('-- called from --');
      expect(remote).toMatch(/tasks\.mjs/);
      expect(caller).toMatch(new RegExp(`at (async )?${name}\\b`));
      expect(caller).not.toContain('map-run');
    }
  });

  it('shows the caller also where the executor itself made the error', async () => {
    await using pool = createExecutor(model, { concurrency: 1 });
    const careless = async (): Promise<void> => void (await pool.submit(exit, 1));
    expect(await stackOf(careless)).toMatch(/LaneCrashed[\s\S]*-- called from --[\s\S]*at (async )?careless/);
    const late = async (): Promise<void> => void (await pool.submit(give, () => 1));
    expect(await stackOf(late)).toMatch(/NotTransportable[\s\S]*-- called from --[\s\S]*at (async )?late/);
  });

  it("leaves an abort's reason as it is", async () => {
    await using pool = createExecutor(model, { concurrency: 1 });
    const reason = new Error('mine');
    const before = reason.stack;
    const signal = AbortSignal.abort(reason);
    const stopped = async (): Promise<void> => void (await pool.with({ signal }).submit(increment, 1));
    expect(await stackOf(stopped)).toBe(before);
  });
});
