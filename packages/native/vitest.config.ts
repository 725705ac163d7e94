import { defineConfig } from 'vitest/config';

/** What compares times has the machine for itself; all other files go before, three at a time: they wait for threads that end. */
const MEASURING = 'test/counter-is-not-deleted.test.ts';
const common = { globalSetup: 'test/needs-addon.ts', testTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'plain',
          include: ['test/**/*.test.ts'],
          exclude: [MEASURING],
          maxWorkers: 3,
          isolate: false, // a process for each would take longer to load than most of them take
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'measuring',
          include: [MEASURING],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
