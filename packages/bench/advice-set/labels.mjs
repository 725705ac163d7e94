const LOCAL = ['inline', 'async'];
const LANES = ['threads', 'processes'];

/**
 * What is known of each function: the models that it breaks (`breaks`), its argument, the number of jobs, the budget that a slow
 * one needs at least, and the goal where that is not throughput. The best model is not written down: it is measured anew each
 * time. Only where `wants` names the models that reach the goal does the answer have to be one of them: the three cases
 * (`clinic`) in which a profiler of the event loop gives wrong advice.
 */
export const SET = [
  { name: 'cpu5us', jobs: 10_000 },
  { name: 'cpu50us', jobs: 5000 },
  { name: 'cpu500us', jobs: 1000 },
  { name: 'cpu5ms', jobs: 200 },
  { name: 'cpu50ms', jobs: 40 },
  { name: 'cpu500ms', jobs: 8, budgetMs: 30_000 },
  { name: 'cpuAsync', jobs: 200 },
  { name: 'hash', jobs: 2000 },
  { name: 'gzip', jobs: 500 },
  { name: 'sortNumbers', jobs: 500 },
  { name: 'timer5ms', jobs: 500 },
  { name: 'timer50ms', jobs: 200, clinic: '50 ms timers', wants: ['async'] },
  { name: 'readAsync', jobs: 1000 },
  { name: 'readSync', jobs: 1000 },
  { name: 'statMany', jobs: 1000 },
  { name: 'commandSync', jobs: 60 },
  { name: 'blockingSleep', jobs: 200 },
  { name: 'serverRequest', jobs: 100, goal: 'loop', clinic: 'CPU-bound server function', wants: LANES },
  { name: 'batchScript', jobs: 1000, clinic: 'blocking batch script', wants: ['threads'] },
  { name: 'mixedEven', jobs: 200 },
  { name: 'mixedMostlyWaiting', jobs: 400 },
  { name: 'memoryBound', jobs: 200 },
  { name: 'hugeArgument', jobs: 100, argument: () => new Uint8Array(8_000_000) },
  { name: 'hugeResult', jobs: 100 },
  { name: 'libuvCrypto', jobs: 200 },
  { name: 'libuvZlib', jobs: 300 },
  { name: 'leaky', jobs: 500 },
  { name: 'randomResult', jobs: 500 },
  { name: 'crashing', jobs: 20, breaks: LOCAL },
  { name: 'countingState', jobs: 500, breaks: LANES },
  { name: 'mainThreadOnly', jobs: 500, breaks: ['threads'] },
  { name: 'closureResult', jobs: 500, breaks: LANES },
];
