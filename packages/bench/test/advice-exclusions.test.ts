import { describe, expect, it } from 'vitest';
import { ask, TIMEOUT } from './ask-advice.ts';

// What breaks is found out without comparing times: these run beside other files.
describe('advice never names a model that breaks the function', () => {
  it('finds out a function that ends its process, without ending this one', TIMEOUT, async () => {
    const { choice, excluded } = await ask('crashing', { jobs: 10 });
    expect(['inline', 'async']).not.toContain(choice?.model);
    expect(excluded.find(({ setup }) => setup.model === 'inline')?.reason).toMatch(/exit code 7/);
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
