import { rows as batches } from './batches.mjs';
import { rows as coldStart } from './cold-start.mjs';
import { rows as idle } from './idle.mjs';
import { rows as latency } from './latency.mjs';
import { rows as manyAtOnce } from './many-at-once.mjs';
import { rows as map } from './map.mjs';
import { rows as mixedLengths } from './mixed-lengths.mjs';
import { rows as noopProcesses } from './noop-processes.mjs';
import { rows as noopThreads } from './noop-threads.mjs';
import { rows as payload } from './payload.mjs';

/** Every row of the table, in its order. */
export const ROWS = [
  ...noopThreads,
  ...noopProcesses,
  ...latency,
  ...map,
  ...mixedLengths,
  ...payload,
  ...manyAtOnce,
  ...coldStart,
  ...idle,
  ...batches,
];

/** @throws {RangeError} for an unknown row */
export function rowOf(id) {
  const row = ROWS.find((candidate) => candidate.id === id);
  if (row === undefined)
    throw new RangeError(`unknown row "${id}": expected one of ${ROWS.map((known) => known.id).join(', ')}`);
  return row;
}
