import { oneInFlight } from '../measurements/one-in-flight.mjs';

const MIB = 2 ** 20;
const POOLS = ['piscina/threads', 'workerpool/threads', 'comlink/threads'];
const COPYING = [
  ...POOLS,
  'tinypool/threads',
  'poolifier/threads',
  'jest-worker/threads',
  'nanolith/threads',
];
const metrics = { roundTripUs: 'us' };

const bytes = new Uint8Array(MIB).fill(7);
const object = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`key${index}`, index]));

const echo =
  (value) =>
  (pool, { quick, warm }) =>
    oneInFlight(pool, { durationMs: quick ? 20 : 120, warm, name: 'echo', make: () => value });

/** Longer, as most of the time goes to making the arrays, and the code must be compiled as in the other rows. */
const echoMoved = (pool, { quick, warm }) =>
  oneInFlight(pool, {
    durationMs: quick ? 20 : 240,
    warm,
    name: 'echoMoved',
    make: () => new Uint8Array(MIB),
    transfer: (value) => [value.buffer],
  });

export const rows = [
  {
    id: 'copied-threads',
    work: '1 MiB there and back, copied, threads',
    contenders: ['core/threads', ...COPYING, 'raw/threads'],
    metrics,
    targets: [{ metric: 'roundTripUs', against: 'best', atMost: 1 }],
    rounds: 12,
    measure: echo(bytes),
  },
  {
    id: 'moved-threads',
    work: '1 MiB there and back, moved, threads',
    contenders: ['core/threads', ...POOLS, 'raw/threads'],
    metrics,
    targets: [{ metric: 'roundTripUs', against: 'best', atMost: 1 }],
    rounds: 12,
    measure: echoMoved,
  },
  {
    id: 'object-threads',
    work: 'object of 1000 keys there and back, threads',
    contenders: ['core/threads', ...COPYING, 'raw/threads'],
    metrics,
    targets: [{ metric: 'roundTripUs', against: 'raw/threads', atMost: 1.1 }],
    rounds: 12,
    measure: echo(object),
  },
  {
    id: 'copied-processes',
    work: '1 MiB there and back, copied, processes',
    contenders: [
      'core/processes',
      'workerpool/processes',
      'poolifier/processes',
      'jest-worker/processes',
      'python/pool',
      'raw/processes',
    ],
    metrics,
    targets: [{ metric: 'roundTripUs', against: 'best', atMost: 1 }],
    rounds: 12,
    measure: echo(bytes),
  },
];
