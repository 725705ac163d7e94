/** Functions of every kind, on which advice is scored. Each takes one number. */
import { execFileSync } from 'node:child_process';
import { createHash, pbkdf2, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { deflate, gzipSync } from 'node:zlib';

const self = fileURLToPath(import.meta.url);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** One chain of dependent integer steps, 1 to 1.4 ns each. */
const spin = (steps) => {
  let sum = 0;
  for (let step = 0; step < steps; step++) sum = (Math.imul(sum, 31) + step) | 0;
  return sum;
};

// CPU
export const cpu5us = (n) => spin(4_000) + n;
export const cpu50us = (n) => spin(40_000) + n;
export const cpu500us = (n) => spin(400_000) + n;
export const cpu5ms = (n) => spin(4_000_000) + n;
export const cpu50ms = (n) => spin(40_000_000) + n;
export const cpu500ms = (n) => spin(400_000_000) + n;
export const cpuAsync = async (n) => spin(4_000_000) + n;
export const hash = (n) => createHash('sha256').update(String(n).repeat(20_000)).digest('hex');
export const gzip = (n) => gzipSync(JSON.stringify(Array.from({ length: 5000 }, (_, k) => k * n))).length;
export const sortNumbers = (n) =>
  Array.from({ length: 20_000 }, (_, k) => (k * 7919 + n) % 10_007).toSorted((a, b) => a - b)[5];

// waiting
export const timer5ms = async (n) => (await pause(5), n);
export const timer50ms = async (n) => (await pause(50), n);
export const readAsync = async () => (await readFile(self)).length;
export const readSync = () => readFileSync(self).length;
export const statMany = () => {
  let size = 0;
  for (let k = 0; k < 50; k++) size += statSync(self).size;
  return size;
};
export const commandSync = () => execFileSync('sleep', ['0.02']).length;
export const blockingSleep = (n) => (Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10), n);

// where a profiler of the event loop sees an I/O problem, or a problem where there is none
export const serverRequest = async (n) => ({ status: 200, body: String(spin(20_000_000) + n) });
export const batchScript = (n) => {
  // A file, and a device that answers late: the loop is blocked, and nobody waits for the loop.
  const { length } = readFileSync(self);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  return length + n;
};

// mixed
export const mixedEven = async (n) => (await pause(5), spin(4_000_000) + n);
export const mixedMostlyWaiting = async (n) => (await pause(20), spin(500_000) + n);

// memory and size
export const memoryBound = (n) => {
  const a = new Float64Array(1_000_000).fill(n);
  let sum = 0;
  for (let k = 0; k < a.length; k += 8) sum += a[k];
  return sum;
};
export const hugeArgument = (bytes) => bytes[0] + bytes.length;
export const hugeResult = (n) => new Uint8Array(8_000_000).fill(n);

// parallel by themselves
export const libuvCrypto = async (n) =>
  (await promisify(pbkdf2)('password', `salt ${n}`, 20_000, 32, 'sha256')).toString('hex');
export const libuvZlib = async (n) =>
  (await promisify(deflate)(Buffer.alloc(500_000, `${n} some text`))).length;

// those that something breaks
let calls = 0;
export const leaky = (n) => {
  (globalThis.kept ??= []).push(Array.from({ length: 4000 }, () => n));
  return spin(500_000);
};
export const crashing = () => process.exit(7);
export const countingState = () => (spin(2_000_000), ++calls);
export const mainThreadOnly = (n) => {
  if (!isMainThread) throw new Error('only in the main thread');
  return spin(2_000_000) + n;
};
export const closureResult = (n) => (spin(2_000_000), () => n);
export const randomResult = (n) => (spin(2_000_000), randomBytes(4).readUInt32LE() + n);
