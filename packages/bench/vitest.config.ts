import { defineConfig } from 'vitest/config';

/** What judges by measured times has the machine for itself; all other files go before, three at a time. */
const MEASURING = ['test/advice.test.ts', 'test/compare.test.ts'];
/** These begin first, so that none of them is left alone at the end. */
const LONG = ['test/advice-exclusions.test.ts', 'test/bench.test.ts', 'test/interrupt.test.ts'];

const beside = {
  maxWorkers: 3,
  isolate: false, // a process for each would take longer to load than most of them take
  sequence: { groupOrder: 0 },
};

export default defineConfig({
  test: {
    projects: [
      // Projects of one group begin in the order of their names.
      { test: { ...beside, name: 'long', include: LONG } },
      {
        test: { ...beside, name: 'plain', include: ['test/**/*.test.ts'], exclude: [...LONG, ...MEASURING] },
      },
      { test: { name: 'measuring', include: MEASURING, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
