import { serialize } from 'node:v8';
import type { Redis } from 'ioredis';
import { NotTransportable } from '../../../errors/executor-error.ts';
import { encodeError } from '../../../wire/error-codec.ts';
import { notTransportable } from '../../../wire/transportable.ts';
import type { BlobStore } from '../blob-store.ts';
import {
  pack,
  packedBytes,
  type EngineData,
  type Packed,
  type RemoteOutcome,
  type Reply,
} from '../messages.ts';

/** What a server refuses for a while only: it has no memory or disk left, or is starting, or no longer the first. */
const PASSING = /^(?:OOM|MISCONF|BUSY|LOADING|READONLY|NOREPLICAS|CLUSTERDOWN|MASTERDOWN|TRYAGAIN)\b/;
const PASSING_PAUSE_MS = 500;

/** Writes replies to the streams of their callers. */
export class ReplySender {
  private readonly redis: Redis;
  private readonly maxValueBytes: number;
  private readonly blobs: BlobStore | undefined;

  /** When a stream's time is prolonged next: a tenth of it later, as every reply would cost a command. */
  private readonly prolong = new Map<string, number>();

  constructor(redis: Redis, maxValueBytes: number, blobs: BlobStore | undefined) {
    this.redis = redis;
    this.maxValueBytes = maxValueBytes;
    this.blobs = blobs;
  }

  /**
   * Sends a reply; what of it cannot travel becomes the error of its job. Waits while the connection is lost or the server
   * can take nothing.
   */
  async send(id: string, data: EngineData, message: Reply): Promise<void> {
    const fields = await this.fields(message);
    for (;;) {
      try {
        return await this.add(id, data, fields);
      } catch (error) {
        if (!PASSING.test((error as Error).message)) throw error;
        await new Promise((resolve) => setTimeout(resolve, PASSING_PAUSE_MS));
      }
    }
  }

  private async add(
    id: string,
    { reply, keep }: EngineData,
    fields: readonly [string, Packed],
  ): Promise<void> {
    const added = this.redis.xadd(reply, '*', 'j', id, ...fields);
    const now = performance.now();
    if (now <= (this.prolong.get(reply) ?? 0)) {
      await added;
      return;
    }
    // Together: a reply that is refused while the other is awaited would end this process.
    await Promise.all([added, this.redis.expire(reply, keep)]);
    for (const [stream, due] of this.prolong) if (due < now) this.prolong.delete(stream);
    // Not before: a stream that a refused reply did not make has no time either.
    this.prolong.set(reply, now + keep * 100);
  }

  private async fields(message: Reply): Promise<readonly [string, Packed]> {
    const packed = this.pack(message);
    const most = this.maxValueBytes * values(message);
    if (Buffer.byteLength(packed) <= most) return ['d', packed];
    if (this.blobs !== undefined) return ['b', await this.blobs.put(packedBytes(packed))];
    return ['d', pack(each(message, (outcome) => this.bounded(outcome)))];
  }

  private pack(message: Reply): Packed {
    try {
      return pack(message);
    } catch {
      return pack(each(message, carried));
    }
  }

  private bounded(outcome: RemoteOutcome): RemoteOutcome {
    const { length } = serialize(outcome);
    if (length <= this.maxValueBytes) return outcome;
    const error = new NotTransportable(
      `result takes ${length} bytes, more than the worker's maxValueBytes (${this.maxValueBytes}): return less, raise the limit, or give a blob store`,
      'result',
    );
    return { error: encodeError(error) };
  }
}

/** How many values share the limit. */
function values(message: Reply): number {
  if (message.type === 'outcomes') return message.outcomes.length;
  return message.type === 'bulk' ? Math.max(1, message.result.values.length) : 1;
}

/** A value that V8 cannot write becomes an error that names it. */
function carried(outcome: RemoteOutcome): RemoteOutcome {
  if (!('value' in outcome)) return outcome;
  try {
    serialize(outcome.value);
    return outcome;
  } catch (reason) {
    return { error: encodeError(notTransportable('result', outcome.value, serialize, reason)) };
  }
}

/** Changes every outcome of a reply; a bulk result ends at its first error. */
function each(message: Reply, change: (outcome: RemoteOutcome) => RemoteOutcome): Reply {
  if (message.type === 'outcomes') {
    const list: readonly (RemoteOutcome | number)[] = [...message.outcomes];
    const outcomes = list.map((outcome) =>
      change(typeof outcome === 'number' ? { value: outcome } : outcome),
    );
    return { ...message, outcomes };
  }
  if (message.type !== 'bulk') return message;
  const good: unknown[] = [];
  for (const value of message.result.values) {
    const outcome = change({ value });
    if ('error' in outcome) return { ...message, result: { values: good, error: outcome.error } };
    good.push(value);
  }
  return { ...message, result: { ...message.result, values: good } };
}
