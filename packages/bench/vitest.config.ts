import { defineConfig } from 'vitest/config';

/** What judges by measured times has the machine for itself; all other files go before, three at a time. */
const MEASURING = ['test/advice.test.ts', 'test/compare.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'plain',
          include: ['test/**/*.test.ts'],
          exclude: MEASURING,
          maxWorkers: 3,
          isolate: false, // a process for each would take longer to load than most of them take
          sequence: { groupOrder: 0 },
        },
      },
      { test: { name: 'measuring', include: MEASURING, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
