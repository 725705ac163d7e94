import type { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { EngineUnavailable } from '../../errors/executor-error.ts';

/** The engine's own classes, loaded when a cluster is first used. */
export interface Engine {
  readonly Queue: typeof Queue;
  readonly Worker: typeof Worker;
  readonly Redis: typeof Redis;
}

/** Bundlers take an import that is caught for one that may be missing. */
function rethrow(error: unknown): never {
  throw error;
}

/**
 * Loads BullMQ and ioredis, which are optional peers.
 * @throws {EngineUnavailable} if one of them is not installed
 */
export async function loadEngine(): Promise<Engine> {
  try {
    const [bullmq, ioredis] = await Promise.all([
      import('bullmq').catch(rethrow),
      import('ioredis').catch(rethrow),
    ]);
    return { Queue: bullmq.Queue, Worker: bullmq.Worker, Redis: ioredis.Redis };
  } catch (cause) {
    throw new EngineUnavailable(
      'the model cluster rides on the packages bullmq and ioredis, of which one cannot be loaded: npm install bullmq@6 ioredis@5',
      { cause },
    );
  }
}
