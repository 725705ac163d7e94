import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

/** What one would write with BullMQ alone: adds jobs, and reads the replies from a stream. */
export class PlainCaller {
  constructor(connection, queue) {
    this.redis = new Redis({ ...connection, maxRetriesPerRequest: null });
    this.reader = this.redis.duplicate();
    this.queue = new Queue(queue, { connection: this.redis });
    this.reply = `replies:${queue}`;
    this.cursor = '$';
    this.ids = 0;
    this.waiting = new Map();
    void this.read();
  }

  /** Sends `n`, a number or an array of them; fulfils with the reply. */
  submit(n) {
    const jobId = `j${this.ids++}`;
    return new Promise((resolve, reject) => {
      this.waiting.set(jobId, resolve);
      this.queue
        .add('j', { n, reply: this.reply }, { jobId, removeOnComplete: true, removeOnFail: true })
        .catch(reject);
    });
  }

  async read() {
    this.cursor = '0-0';
    while (!this.closed) {
      const found = await this.reader
        .xread('COUNT', 256, 'BLOCK', 0, 'STREAMS', this.reply, this.cursor)
        .catch(() => null);
      for (const [entry, [, id, , value]] of found?.[0][1] ?? []) {
        this.cursor = entry;
        this.waiting.get(id)?.(JSON.parse(value));
        this.waiting.delete(id);
      }
    }
  }

  async close() {
    this.closed = true;
    this.reader.disconnect();
    await this.queue.close();
    this.redis.disconnect();
  }
}
