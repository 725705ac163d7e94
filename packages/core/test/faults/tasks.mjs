// Tasks that fail. Plain JavaScript: a lane on Node 20 loads this file as it is.
import { existsSync, writeFileSync } from 'node:fs';
import { defineTask } from '@counterpoint/core';

const here = (name, fn) => defineTask(import.meta.url, name, fn);

export const increment = here('increment', (n) => n + 1);
export const waitFor = here('waitFor', (ms) => new Promise((resolve) => setTimeout(resolve, ms, ms)));
export const processId = here('processId', () => process.pid);
export const exit = here('exit', (code) => process.exit(code));
export const never = here('never', () => new Promise(() => setInterval(() => undefined, 1000)));
export const spin = here('spin', () => {
  for (;;);
});
export const fillMemory = here('fillMemory', () => {
  const all = [];
  for (;;) all.push(Array.from({ length: 1000 }, () => Math.random()));
});
export const give = here('give', (value) => value);
export const giveFunction = here('giveFunction', () => ({ rows: [{ format: () => '' }] }));

function thrown() {
  return 1;
}

export const throws = here('throws', (what) => {
  if (what === 'undefined') throw undefined;
  if (what === 'symbol') throw Symbol.for('thrown');
  if (what === 'frozen') throw Object.freeze(new RangeError('frozen'));
  if (what === 'function') throw thrown;
  const error = new RangeError('with a getter');
  Object.defineProperty(error, 'trap', {
    enumerable: true,
    get() {
      throw new Error('the getter threw');
    },
  });
  throw error;
});

/** What goes wrong comes `ms` after the job has ended well. */
export const failLater = here('failLater', (how, ms = 5) => {
  setTimeout(() => {
    if (how === 'throw') throw new Error('late');
    if (how === 'reject') void Promise.reject(new Error('late'));
    if (how === 'exit') process.exit(9);
  }, ms);
  return 'ended';
});

/** Fails the first time that it is called with this marker file. */
export const failOnce = here('failOnce', (marker, how) => {
  if (existsSync(marker)) return;
  writeFileSync(marker, '');
  if (how === 'exit') process.exit(9);
  throw new Error('the first start fails');
});

/** Slow the first time, so that it can be killed while it starts. */
export const slowOnce = here('slowOnce', async (marker) => {
  if (existsSync(marker)) return;
  writeFileSync(marker, String(process.pid));
  await new Promise((resolve) => setTimeout(resolve, 10_000));
});

const note = (file) => writeFileSync(file, `${performance.timeOrigin + performance.now()} ${process.pid}`);

/** These write down when they fail, and in which process. */
export const exitNoted = here('exitNoted', (file) => {
  note(file);
  process.exit(1);
});
export const throwNoted = here('throwNoted', (file) => {
  setTimeout(() => {
    note(file);
    throw new Error('nobody catches this');
  }, 1);
  return new Promise(() => setInterval(() => undefined, 1000));
});
export const spinNoted = here('spinNoted', (file) => {
  note(file);
  for (;;);
});
