/** The peers with threads, in the order of the tables. */
export const THREAD_POOLS = [
  'piscina/threads',
  'tinypool/threads',
  'workerpool/threads',
  'poolifier/threads',
  'jest-worker/threads',
  'comlink/threads',
  'nanolith/threads',
  'multithreading/threads',
];

/** The peers with processes. */
export const PROCESS_POOLS = [
  'tinypool/processes',
  'workerpool/processes',
  'poolifier/processes',
  'jest-worker/processes',
  'python/pool',
  'python/executor',
];
