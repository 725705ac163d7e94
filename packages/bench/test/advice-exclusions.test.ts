import { describe, expect, it } from 'vitest';
import { ask, TIMEOUT } from './ask-advice.ts';

// What breaks is found out without comparing times: these run beside other files.
describe('advice never names a model that breaks the function', () => {
  it('finds out a function that ends its process, without ending this one', TIMEOUT, async () => {
    const { choice, excluded } = await ask('crashing', { jobs: 10 });
    expect(['inline', 'async']).not.toContain(choice?.model);
    expect(excluded.find(({ setup }) => setup.model === 'inline')?.reason).toMatch(/exit code 7/);
  });

  it(
    'says that jobs which end their process fail, and never that one model is left where two are',
    TIMEOUT,
    async () => {
      const { answer, candidates, warnings } = await ask('crashing', { jobs: 10 });
      if (candidates.length > 1) expect(answer).not.toContain('only');
      expect(warnings.join('\n')).toContain('such a job fails alone, with LaneCrashed');
    },
  );

  it('tells how many calls failed where some did', TIMEOUT, async () => {
    const url = new URL('fixtures/fails-on-even.mjs', import.meta.url).href;
    const { profile, warnings } = await ask('default', { url, samples: [[1], [2]] });
    expect(profile?.failures).toBeGreaterThan(0);
    expect(warnings.join('\n')).toMatch(
      /\d+ of \d+ calls alone failed, the first with RangeError: 2 is even/,
    );
  });

  it('finds out a function that counts its calls in its module', TIMEOUT, async () => {
    const { choice, why } = await ask('countingState', { budgetMs: 5000 });
    expect(choice?.model).toBe('inline');
    expect(why.join('\n')).toMatch(/keeps state/);
  });

  it(
    'finds out a function that only the main thread runs, and one whose result cannot cross',
    TIMEOUT,
    async () => {
      expect((await ask('mainThreadOnly')).choice?.model).not.toBe('threads');
      expect((await ask('closureResult')).choice?.model).toBe('inline');
    },
  );

  it('says why a function that fails cannot be measured', TIMEOUT, async () => {
    await expect(ask('mainThreadOnly', { exportName: 'nothing' })).rejects.toThrow(/not a function/);
  });
});
