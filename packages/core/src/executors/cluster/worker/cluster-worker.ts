import type { Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { numberIn, wholeIn } from '../../../scheduler/call.ts';
import { decodeError } from '../../../wire/error-codec.ts';
import { createExecutor } from '../../create-executor.ts';
import type { ScheduledExecutor } from '../../scheduled-executor.ts';
import { fetchCarried } from '../blob-store.ts';
import { clusterAddress, connect, SILENCE_MS, type ClusterAddress } from '../connection.ts';
import { loadEngine, type Engine } from '../load-engine.ts';
import {
  fromBody,
  PROTOCOL,
  unpack,
  type Cancel,
  type EngineData,
  type Parcel,
  type Reply,
} from '../messages.ts';
import { cancelChannel, checkQueue, PREFIX, replyStream } from '../names.ts';
import { HealthServer, type WorkerStats } from './health-server.ts';
import { ReplySender } from './reply-sender.ts';
import { RunningParcel } from './run-parcel.ts';
import { serverWarnings } from './server-warnings.ts';
import { TaskRegistry } from './task-registry.ts';
import type { ClusterWorkerOptions } from './worker-options.ts';

const KEYS = new Set([
  'connection',
  'tls',
  'queue',
  'tasks',
  'on',
  'lanes',
  'lockMs',
  'checkMs',
  'maxLosses',
  'maxValueBytes',
  'blobs',
  'health',
  'onWarning',
]);

interface Parts {
  readonly engine: Engine;
  readonly address: ClusterAddress;
  readonly tasks: TaskRegistry;
  readonly executor: ScheduledExecutor;
  readonly commands: Redis;
  readonly cancels: Redis;
}

/**
 * Starts a node of a cluster: takes parcels from the queue and runs their jobs on lanes of its own.
 *
 * @returns when it takes work
 * @throws {TypeError | RangeError} for wrong options
 * @throws {TaskNotFound} if a task module cannot be loaded
 * @throws {EngineUnavailable} if the engine is not installed or cannot be reached
 */
export async function startClusterWorker(options: ClusterWorkerOptions): Promise<ClusterWorker> {
  checkOptions(options);
  const address = clusterAddress(options.connection, options.tls);
  const engine = await loadEngine();
  const tasks = await TaskRegistry.load(options.tasks);
  const commands = await connect(engine, address);
  const cancels = await connect(engine, address).catch((error: unknown) => {
    commands.disconnect();
    throw error;
  });
  let worker: ClusterWorker | undefined;
  try {
    for (const warning of await serverWarnings(commands)) options.onWarning?.(warning);
    const executor = createExecutor(options.on ?? 'threads', options.lanes) as ScheduledExecutor;
    worker = new ClusterWorker(options, { engine, address, tasks, executor, commands, cancels });
    await worker.begin();
    return worker;
  } catch (error) {
    // Whatever is open would keep the process alive.
    await worker?.close();
    for (const redis of [commands, cancels]) redis.disconnect();
    throw error;
  }
}

/** One node of a cluster. */
export class ClusterWorker {
  /** Port of the health endpoint; undefined without one. */
  healthPort: number | undefined;
  private readonly options: ClusterWorkerOptions;
  private readonly parts: Parts;
  private readonly sender: ReplySender;
  private readonly running = new Map<string, RunningParcel>();
  private worker: Worker | undefined;
  private health: HealthServer | undefined;
  private closing: Promise<void> | undefined;
  private state: WorkerStats['state'] = 'running';
  private readonly counts = { jobsDone: 0, jobsFailed: 0, parcelsDone: 0, parcelsLost: 0 };

  /** Use `startClusterWorker`. */
  constructor(options: ClusterWorkerOptions, parts: Parts) {
    this.options = options;
    this.parts = parts;
    this.sender = new ReplySender(parts.commands, options.maxValueBytes ?? 2 ** 20, options.blobs);
  }

  /** Begins to take work. */
  async begin(): Promise<void> {
    const { engine, commands, cancels, executor } = this.parts;
    const { queue, lockMs = 10_000, checkMs = 5000, maxLosses = 3, health } = this.options;
    if (health !== undefined) {
      this.health = await HealthServer.listen(health.port, health.host ?? '127.0.0.1', () => this.stats());
      this.healthPort = this.health.port;
    }
    await executor.ready();
    cancels.on('messageBuffer', (_channel: Buffer, message: Buffer) => this.cancel(message));
    await cancels.subscribe(cancelChannel(queue));
    this.worker = new engine.Worker(queue, (job) => this.process(job), {
      connection: commands,
      prefix: PREFIX,
      concurrency: executor.concurrency,
      lockDuration: lockMs,
      stalledInterval: checkMs,
      maxStalledCount: maxLosses,
      // The blocking read must end before its connection counts as silent.
      drainDelay: SILENCE_MS / 2000,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    this.worker.on('failed', (job, error) => void this.failed(job, error));
    this.worker.on('stalled', () => this.counts.parcelsLost++);
    this.worker.on('error', () => undefined);
    await this.worker.waitUntilReady();
    executor.stay();
  }

  /** Takes a snapshot of what was done so far. */
  stats(): WorkerStats {
    return {
      state: this.state,
      connected: this.parts.commands.status === 'ready',
      ...this.counts,
      parcelsActive: this.running.size,
      lanes: this.parts.executor.concurrency,
    };
  }

  /** Takes no more work, finishes what runs here and ends the lanes; may be called again. */
  close(): Promise<void> {
    this.closing ??= this.drain();
    return this.closing;
  }

  private async process(job: Job<EngineData>): Promise<void> {
    const id = job.id as string;
    const { body, blob } = job.data;
    if (!this.isOurs(job.data)) throw new Error('it names no stream of replies of this queue');
    const packed =
      blob === undefined ? fromBody(body ?? '') : await fetchCarried({ blob }, this.options.blobs);
    const parcel = unpack(packed) as Parcel;
    if (parcel.protocol !== PROTOCOL) {
      throw new Error(
        `the caller speaks protocol ${parcel.protocol}, this worker ${PROTOCOL}: use the same release`,
      );
    }
    const { executor, tasks } = this.parts;
    const send = (reply: Reply): Promise<void> => this.reply(id, job.data, reply);
    const running = new RunningParcel(parcel, executor, tasks, send, job.stalledCounter);
    this.running.set(id, running);
    try {
      const { done, failed } = await running.run();
      this.counts.jobsDone += done;
      this.counts.jobsFailed += failed;
      this.counts.parcelsDone++;
    } finally {
      this.running.delete(id);
    }
  }

  /** The engine gave a parcel up: whoever learns of it tells the caller. */
  private async failed(job: Job<EngineData> | undefined, error: Error): Promise<void> {
    if (job === undefined) return;
    const { maxLosses = 3 } = this.options;
    if (!this.isOurs(job.data)) {
      this.warn(`a job of the queue that no caller of this release sent was dropped: ${error.message}`);
      return;
    }
    const lost = error.message.includes('stalled');
    await this.reply(
      job.id as string,
      job.data,
      lost ? { type: 'lost', losses: maxLosses + 1 } : { type: 'refused', message: error.message },
    );
  }

  /** Never rejects: what the server refuses for good can be told to the operator alone. */
  private async reply(id: string, data: EngineData, reply: Reply): Promise<void> {
    try {
      await this.sender.send(id, data, reply);
    } catch (error) {
      const { message } = error as Error;
      this.warn(
        reply.type === 'report'
          ? `a report of a job could not be sent (${message})`
          : `a reply could not be sent (${message}): its caller waits in vain`,
      );
    }
  }

  /** Anybody who can write to the queue says where the reply goes: nowhere but to a stream of this queue. */
  private isOurs({ reply, keep }: EngineData): boolean {
    return typeof reply === 'string' && reply.startsWith(replyStream(this.options.queue, '')) && keep > 0;
  }

  private warn(message: string): void {
    this.options.onWarning?.(message);
  }

  private cancel(message: Uint8Array): void {
    try {
      const { id, indexes, reason } = unpack(message) as Cancel;
      this.running.get(id)?.cancel(indexes, decodeError(reason));
    } catch (error) {
      this.warn(`a message that ends jobs could not be read: ${(error as Error).message}`);
    }
  }

  private async drain(): Promise<void> {
    this.state = 'draining';
    await this.worker?.close();
    await this.parts.executor.close();
    this.parts.cancels.disconnect();
    this.parts.commands.disconnect();
    this.state = 'closed';
    await this.health?.close();
  }
}

/** @throws {TypeError | RangeError} */
function checkOptions(options: ClusterWorkerOptions): void {
  for (const key of Object.keys(options)) {
    if (!KEYS.has(key))
      throw new TypeError(`unknown worker option "${key}": expected one of ${[...KEYS].join(', ')}`);
  }
  checkQueue(options.queue);
  if (!Array.isArray(options.tasks) || options.tasks.length === 0) {
    throw new TypeError('tasks: expected a list of paths of task modules, with at least one');
  }
  if (options.on !== undefined && options.on !== 'threads' && options.on !== 'processes') {
    throw new TypeError(
      `on: expected threads or processes, got ${String(options.on)}; a job on the event loop would hold up the locks`,
    );
  }
  wholeIn('lockMs', options.lockMs, 100, 3_600_000);
  wholeIn('checkMs', options.checkMs, 100, 3_600_000);
  wholeIn('maxLosses', options.maxLosses, 0, 100);
  numberIn('maxValueBytes', options.maxValueBytes, 1, 2 ** 26);
  if (options.health !== undefined) wholeIn('health.port', options.health.port, 0, 65_535);
}
