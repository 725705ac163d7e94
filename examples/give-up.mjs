// A job that takes too long is given up: its lane is replaced, and the executor works on.
import { createExecutor } from '@counterpoint/core';
import { countPrimes, spin } from './tasks.mjs';

const pool = createExecutor('threads', { concurrency: 1 });
const slow = pool.with({ timeout: 100, grace: 10 }).submit(spin);
console.log(await slow.catch(({ name, code }) => `${name} ${code}`));

const controller = new AbortController();
const unwanted = pool.with({ signal: controller.signal, grace: 10 }).submit(spin);
controller.abort();
console.log(await unwanted.catch(({ name }) => name));
console.log(await pool.submit(countPrimes, 10_000));
await pool.close();
