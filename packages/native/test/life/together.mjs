/** Loads the addon in the main thread and 32 workers at once; each computes, and all must agree. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const source = `
  import { parentPort } from 'node:worker_threads';
  const { primes, sum } = await import(${JSON.stringify(import.meta.resolve('@counterpoint/native'))});
  parentPort.postMessage([await primes({ n: 1e6, threads: 2 }), await sum({ n: 1e6, threads: 3, threading: 'spawn' })]);
`;
const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
const answers = Array.from({ length: 32 }, () =>
  once(new Worker(url), 'message').then(([answer]) => String(answer)),
);
const { primes, sum } = await import('@counterpoint/native');
answers.push(String([await primes({ n: 1e6 }), await sum({ n: 1e6 })]));
console.log(JSON.stringify({ loaded: answers.length, answers: [...new Set(await Promise.all(answers))] }));
