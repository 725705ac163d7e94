// Tasks of the cluster's tests.
import { appendFileSync, readFileSync } from 'node:fs';

/** Notes that it runs, waits, and gives the id back. */
export async function record({ file, id, ms }) {
  appendFileSync(file, `${id}\n`);
  await new Promise((resolve) => setTimeout(resolve, ms));
  return id;
}

/** Notes that it runs; waits for ever the first time, and not at all later. */
export async function hangOnce({ file, id }) {
  const before = readFileSync(file, 'utf8');
  appendFileSync(file, `${id}\n`);
  if (before === '') await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1));
  return id;
}

/** Holds its lane without looking at anything. */
export function block({ file, id, ms }) {
  appendFileSync(file, `${id}\n`);
  const end = performance.now() + ms;
  while (performance.now() < end);
  return id;
}

export const square = (n) => n * n;

export const echo = (value) => value;

export const sizeOf = (bytes) => bytes.length;

export const bytesOf = (length) => new Uint8Array(length).fill(7);

/** Kills the whole node, as a crash in native code does to one on threads. */
export function killNode() {
  process.kill(process.pid, 'SIGKILL');
}
