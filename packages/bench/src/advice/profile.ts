import { deserialize, serialize } from 'node:v8';
import type { TaskFunction } from '@counterpoint/core';
import { digestOf } from './digest.ts';
import { LoopWatch } from './loop-watch.ts';
import type { Answer, CallFacts } from './probe-message.ts';

/** Calls after which growth of memory is told from warm-up. */
const GROWTH_CALLS = 12;

/** Calls a function one after another in this thread, and tells of each call. */
export async function profile(
  fn: TaskFunction,
  samples: readonly (readonly unknown[])[],
  { calls, limitMs }: { readonly calls: number; readonly limitMs: number },
  tell: (answer: Answer) => void,
): Promise<void> {
  const endMs = performance.now() + limitMs;
  const watch = new LoopWatch();
  const memory: number[] = [];
  let last: unknown;
  for (let call = 0; call < calls && (call < 3 || performance.now() < endMs); call++) {
    const { facts, value } = await once(fn, samples[call % samples.length] ?? [], watch);
    last = value;
    tell({ type: 'call', call: facts });
    memory.push(usedBytes());
  }
  tell({ type: 'profile', ...weigh(samples[0] ?? [], last), growthBytes: growth(memory) });
}

async function once(
  fn: TaskFunction,
  args: readonly unknown[],
  watch: LoopWatch,
): Promise<{ facts: CallFacts; value: unknown }> {
  await watch.begin();
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  let heldMs = 0;
  let outcome: PromiseSettledResult<unknown>;
  try {
    const returned = fn(...args);
    heldMs = performance.now() - startMs;
    outcome = { status: 'fulfilled', value: await returned };
  } catch (reason) {
    outcome = { status: 'rejected', reason };
  }
  const wallMs = performance.now() - startMs;
  if (heldMs === 0) heldMs = wallMs;
  const used = process.cpuUsage(cpu);
  const delayMs = await watch.end();
  // Below that it is the timer's own lateness.
  const blockMs = Math.min(wallMs, Math.max(heldMs, delayMs > 2 ? delayMs : 0));
  const facts = {
    wallMs,
    cpuMs: (used.user + used.system) / 1000,
    heldMs,
    blockMs,
    digest: digestOf(outcome),
  };
  return { facts, value: outcome.status === 'fulfilled' ? outcome.value : undefined };
}

/** Copies what would cross to a lane and back. */
function weigh(
  args: readonly unknown[],
  result: unknown,
): { argumentBytes: number; resultBytes: number; carryMs: number; obstacle?: string } {
  const sizes = [0, 0];
  const startMs = performance.now();
  for (const [index, value] of [args, result].entries()) {
    try {
      const bytes = serialize(value);
      sizes[index] = bytes.length;
      deserialize(bytes);
    } catch (error) {
      const what = index === 0 ? 'its arguments' : 'its result';
      const why = error instanceof Error ? error.message : String(error);
      return {
        argumentBytes: sizes[0] ?? 0,
        resultBytes: sizes[1] ?? 0,
        carryMs: 0,
        obstacle: `${what} cannot cross (${why})`,
      };
    }
  }
  return { argumentBytes: sizes[0] ?? 0, resultBytes: sizes[1] ?? 0, carryMs: performance.now() - startMs };
}

function usedBytes(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Median growth from call to call in the second half, where warm-up is over. */
function growth(memory: readonly number[]): number | null {
  if (memory.length < GROWTH_CALLS) return null;
  const half = memory.slice(memory.length >> 1);
  const steps = half.slice(1).map((bytes, index) => bytes - (half[index] as number));
  return Math.max(0, steps.toSorted((a, b) => a - b)[steps.length >> 1] as number);
}
