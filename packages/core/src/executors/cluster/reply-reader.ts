import type { Redis } from 'ioredis';
import { holdConnection } from './connection.ts';
import type { Carried } from './blob-store.ts';

/** How long one read waits for replies; then it asks again, which shows that the connection lives. */
const BLOCK_MS = 2000;
const MOST_ENTRIES = 128;
/** Entries that were read are deleted after so many. */
const TRIM_EVERY = 256;
const FAULT_PAUSE_MS = 100;

type Entry = readonly [id: Buffer, fields: readonly Buffer[]];

/** Reads a stream of replies from its beginning, on a connection of its own: a read that waits blocks all others. */
export class ReplyReader {
  private readonly redis: Redis;
  private readonly stream: string;
  private readonly trims: boolean;
  private readonly wanted: () => boolean;
  private readonly onReply: (id: string, reply: Carried) => void;
  private cursor = '0-0';
  private untrimmed = 0;
  private closed = false;
  private running = false;
  readonly applyHold: () => void;

  /**
   * @param wanted - tells whether anybody waits for a reply
   * @param alive - tells whether this process should live for it
   */
  constructor(
    redis: Redis,
    stream: string,
    trims: boolean,
    wanted: () => boolean,
    alive: () => boolean,
    onReply: (id: string, reply: Carried) => void,
  ) {
    this.redis = redis;
    this.stream = stream;
    this.trims = trims;
    this.wanted = wanted;
    this.onReply = onReply;
    this.applyHold = holdConnection(redis, alive);
  }

  /** Begins to read, if it does not yet. */
  wake(): void {
    if (!this.running && !this.closed) void this.read();
  }

  /** Waits until everything that the stream holds now was read; a stream that was lost is read from its beginning. */
  async catchUp(commands: Redis): Promise<void> {
    const [last] = await commands.xrevrange(this.stream, '+', '-', 'COUNT', 1);
    if (last === undefined || isBefore(last[0], this.cursor)) {
      this.cursor = '0-0';
      return;
    }
    for (let wait = 0; isBefore(this.cursor, last[0]) && !this.closed && wait < 100; wait++) await pause(50);
  }

  close(): void {
    this.closed = true;
    this.redis.disconnect();
  }

  private async read(): Promise<void> {
    this.running = true;
    while (!this.closed && this.wanted()) {
      try {
        const streams = await this.redis.xreadBuffer(
          'COUNT',
          MOST_ENTRIES,
          'BLOCK',
          BLOCK_MS,
          'STREAMS',
          this.stream,
          this.cursor,
        );
        const [found] = (streams ?? []) as unknown as readonly (readonly [Buffer, readonly Entry[]])[];
        if (found !== undefined) this.take(found[1]);
      } catch {
        // The connection is being made again.
        if (!this.closed) await pause(FAULT_PAUSE_MS);
      }
    }
    this.running = false;
  }

  private take(entries: readonly Entry[]): void {
    for (const [id, fields] of entries) {
      this.cursor = id.toString();
      this.onReply(...readEntry(fields));
    }
    this.untrimmed += entries.length;
    if (!this.trims || this.untrimmed < TRIM_EVERY) return;
    this.untrimmed = 0;
    this.redis.xtrim(this.stream, 'MINID', this.cursor).catch(() => undefined);
  }
}

/** An entry's fields: the engine job, then the reply itself (`d`) or where it is kept (`b`). */
export function readEntry(fields: readonly Buffer[]): readonly [id: string, reply: Carried] {
  const [, id, kind, value] = fields as readonly [Buffer, Buffer, Buffer, Buffer];
  return [id.toString(), kind.toString() === 'd' ? { bytes: value } : { blob: value.toString() }];
}

/** Compares ids of a stream: ms, then number. */
function isBefore(a: string, b: string): boolean {
  const [aMs = 0, aNumber = 0] = a.split('-').map(Number);
  const [bMs = 0, bNumber = 0] = b.split('-').map(Number);
  return aMs < bMs || (aMs === bMs && aNumber < bNumber);
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
