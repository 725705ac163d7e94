import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { encodeError } from '../../wire/error-codec.ts';
import { fetchCarried, type BlobStore, type Carried } from './blob-store.ts';
import { connect, holdConnection, type ClusterAddress } from './connection.ts';
import { loadEngine } from './load-engine.ts';
import {
  pack,
  packedBytes,
  toBody,
  unpack,
  type Cancel,
  type EngineData,
  type Packed,
  type Reply,
} from './messages.ts';
import { cancelChannel, PREFIX, replyStream, runLedger } from './names.ts';
import { ReplyReader } from './reply-reader.ts';

/** What a courier is made with; all checked. */
export interface CourierOptions {
  readonly address: ClusterAddress;
  readonly queue: string;
  readonly runId: string | undefined;
  readonly keepSeconds: number;
  readonly maxValueBytes: number;
  readonly blobs: BlobStore | undefined;
}

/** One engine job, as its sender sees it. */
export interface Shipment {
  readonly id: string;
  readonly body: Packed;
  readonly tooLarge: boolean;
  readonly priority: number;
  /** What the run's ledger says of it; only where there is a run. */
  readonly note: string | undefined;
  replied(reply: Reply): void;
  failed(error: unknown): void;
}

/** BullMQ's priorities go from 1, the first, to 2^21; 0 means none, and leaves before all of them. */
const MIDDLE_PRIORITY = 2 ** 20;

/**
 * Brings parcels to the queue and replies back to their senders.
 *
 *     lanes -> courier -> BullMQ queue -> any worker
 *     lanes <- courier <- reply stream <- that worker
 *
 * It remembers every parcel until its last reply. After a lost connection it reads what came meanwhile and adds the rest
 * again under the same ids, which the engine ignores where it still has them.
 */
export class Courier {
  readonly options: CourierOptions;
  private readonly commands: Redis;
  private readonly queue: Queue;
  private readonly reader: ReplyReader;
  private readonly stream: string;
  private readonly name = process.getBuiltinModule('node:crypto').randomBytes(8).toString('hex');
  private readonly shipments = new Map<string, Shipment>();
  private readonly data = new Map<string, EngineData>();
  private outbox: Shipment[] = [];
  private sent = 0;
  private held = 0;
  /** What the sockets were told last; undefined before the first time. */
  private alive: boolean | undefined;
  private holding = false;
  private readonly applyHold: () => void;

  private constructor(options: CourierOptions, commands: Redis, reading: Redis, queue: Queue) {
    this.options = options;
    this.commands = commands;
    this.queue = queue;
    this.stream = replyStream(options.queue, options.runId ?? this.name);
    this.applyHold = holdConnection(commands, () => this.held > 0);
    this.reader = new ReplyReader(
      reading,
      this.stream,
      options.runId === undefined,
      () => this.shipments.size > 0,
      () => this.held > 0,
      (id, reply) => void this.deliver(id, reply),
    );
    commands.on('ready', () => void this.heal());
    queue.on('error', () => undefined);
  }

  /** @throws {EngineUnavailable} */
  static async open(options: CourierOptions): Promise<Courier> {
    const engine = await loadEngine();
    const commands = await connect(engine, options.address);
    let reading: Redis;
    try {
      reading = await connect(engine, options.address);
    } catch (error) {
      commands.disconnect();
      throw error;
    }
    const queue = new engine.Queue(options.queue, {
      connection: commands,
      prefix: PREFIX,
      skipMetasUpdate: true,
    });
    return new Courier(options, commands, reading, queue);
  }

  /** Gives a new id for a parcel. */
  nextId(): string {
    return `${this.name}-${this.sent++}`;
  }

  /** Sends a parcel; all that are sent in one turn travel in one message. */
  send(shipment: Shipment): void {
    this.shipments.set(shipment.id, shipment);
    if (this.outbox.length === 0) {
      queueMicrotask(() => void this.flush());
      // To ask for replies takes a message too; the parcels leave before it.
      setImmediate(() => this.reader.wake());
    }
    this.outbox.push(shipment);
  }

  /** Forgets a parcel: whatever is still said of it goes unheard. */
  forget(id: string): void {
    this.shipments.delete(id);
    this.data.delete(id);
  }

  /** Takes a parcel off the queue; true if no worker had it. */
  async withdraw(id: string): Promise<boolean> {
    const { queue, runId } = this.options;
    try {
      const withdrawn = (await this.queue.remove(id)) === 1;
      // Nobody will reply, so whoever attaches to the run must not wait for it.
      if (withdrawn && runId !== undefined) await this.commands.hdel(runLedger(queue, runId), id);
      return withdrawn;
    } catch {
      return false;
    }
  }

  /** Asks whichever worker has the parcel to end some of its jobs, or all. */
  cancel(id: string, indexes: readonly number[] | undefined, reason: unknown): void {
    const message: Cancel = {
      id,
      reason: encodeError(reason),
      ...(indexes === undefined ? {} : { indexes }),
    };
    this.commands.publish(cancelChannel(this.options.queue), pack(message)).catch(() => undefined);
  }

  /** Counts who needs this process to live; told to the sockets once a turn, as the next job often follows at once. */
  hold(change: 1 | -1): void {
    this.held += change;
    if (this.holding) return;
    this.holding = true;
    setImmediate(() => {
      this.holding = false;
      const alive = this.held > 0;
      if (alive === this.alive) return;
      this.alive = alive;
      this.applyHold();
      this.reader.applyHold();
    });
  }

  async close(): Promise<void> {
    // Nothing else keeps this process alive until the last answers are there.
    this.held = 1;
    this.applyHold();
    this.reader.close();
    const { options, commands } = this;
    if (options.runId === undefined && commands.status === 'ready')
      await commands.unlink(this.stream).catch(() => 0);
    await this.queue.close().catch(() => undefined);
    commands.disconnect();
  }

  private async deliver(id: string, reply: Carried): Promise<void> {
    const shipment = this.shipments.get(id);
    if (shipment === undefined) return;
    try {
      // Without a wait where there is nothing to wait for, so that replies stay in order.
      const bytes = 'bytes' in reply ? reply.bytes : await fetchCarried(reply, this.options.blobs);
      shipment.replied(unpack(bytes) as Reply);
    } catch (error) {
      shipment.failed(error);
    }
  }

  private async flush(): Promise<void> {
    const shipments = this.outbox;
    this.outbox = [];
    const { runId, keepSeconds, queue, blobs } = this.options;
    for (const shipment of shipments) {
      try {
        const { id, body, tooLarge } = shipment;
        const address = { reply: this.stream, keep: keepSeconds };
        // Without a wait where there is nothing to wait for.
        if (tooLarge && blobs !== undefined)
          this.data.set(id, { ...address, blob: await blobs.put(packedBytes(body)) });
        else this.data.set(id, { ...address, body: toBody(body) });
        if (runId === undefined || shipment.note === undefined) continue;
        const ledger = runLedger(queue, runId);
        await this.commands
          .multi()
          .hset(ledger, shipment.id, shipment.note)
          .expire(ledger, keepSeconds)
          .exec();
      } catch (error) {
        shipment.failed(error);
      }
    }
    await this.add(shipments);
  }

  private async add(shipments: readonly Shipment[]): Promise<void> {
    const known = shipments.filter(({ id }) => this.data.has(id) && this.shipments.has(id));
    if (known.length === 0) return;
    try {
      const jobs = known.map(({ id, priority }) => ({
        name: 'parcel',
        data: this.data.get(id),
        opts: { jobId: id, removeOnComplete: true, removeOnFail: true, ...rank(priority) },
      }));
      const [first] = jobs as [(typeof jobs)[number]];
      await (jobs.length === 1
        ? this.queue.add(first.name, first.data, first.opts)
        : this.queue.addBulk(jobs));
    } catch (error) {
      // A connection that is lost brings the parcel again; anything else is the server's own refusal.
      if (this.commands.status === 'ready') for (const shipment of known) shipment.failed(error);
    }
  }

  /** Reads on where the connection broke, then adds again whatever got no reply. */
  private async heal(): Promise<void> {
    if (this.shipments.size === 0) return;
    const before = [...this.shipments.values()];
    await this.reader.catchUp(this.commands).catch(() => undefined);
    await this.add(before.filter(({ id }) => this.shipments.has(id)));
  }
}

/** A positive priority goes to the head of the queue, a negative one behind everything without. */
function rank(priority: number): { lifo?: boolean; priority?: number } {
  if (priority > 0) return { lifo: true };
  if (priority === 0) return {};
  return { priority: Math.min(2 * MIDDLE_PRIORITY, Math.max(1, Math.round(MIDDLE_PRIORITY - priority))) };
}
