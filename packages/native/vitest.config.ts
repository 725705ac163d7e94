import { defineConfig } from 'vitest/config';

/** What compares times has the machine for itself; all other files go before, three at a time: they wait for threads that end. */
const MEASURING = 'test/counter-is-not-deleted.test.ts';
/** Begins first, so that it is not left alone at the end. */
const LONG = 'test/life-cycle.test.ts';

const common = { globalSetup: 'test/needs-addon.ts', testTimeout: 60_000 };
/** Files share what they load: it takes longer than most of them. */
const beside = { ...common, maxWorkers: 3, isolate: false, sequence: { groupOrder: 0 } };

export default defineConfig({
  test: {
    projects: [
      // Projects of one group begin in the order of their names.
      { test: { ...beside, name: 'long', include: [LONG] } },
      { test: { ...beside, name: 'plain', include: ['test/**/*.test.ts'], exclude: [LONG, MEASURING] } },
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
