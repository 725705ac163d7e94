import { createRequire } from 'node:module';
import { MessageChannel, receiveMessageOnPort, type MessagePort, type Worker } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import type { ExecutorOptions } from '../../executor/options.ts';
import type { Job } from '../../scheduler/job.ts';
import type { LaneHost, LaneLink, Transport } from '../../scheduler/transport.ts';
import { BatchPacker, laneSetup } from '../../wire/batch-packer.ts';
import { decodeError, encodeError } from '../../wire/error-codec.ts';
import { Journal } from '../../wire/journal.ts';
import type { BulkMessage, RunMessage, ToLane } from '../../wire/messages.ts';
import { Outcome, simpleValue } from '../../wire/outcome.ts';
import { movable, ownCopy, ownCopyOfArgs } from '../../wire/own-copy.ts';
import { deserializeValue } from '../../wire/serialize.ts';
import { notTransportable } from '../../wire/transportable.ts';
import { laneEntry, needLaneEntry } from '../lane-entry.ts';
import { Turn } from '../turn.ts';
import type { LaneMessage, PostedOutcome, ThreadStart } from './lane-message.ts';
import { heapLimits } from './heap-limits.ts';

const ENTRY = laneEntry('thread-lane');

const turn = new Turn();
const require = createRequire(import.meta.url);

/** Opens lanes on worker threads; piscina starts, limits and ends the threads. */
export class ThreadTransport implements Transport {
  readonly batching = true;
  private readonly options: ExecutorOptions;
  /** Journals of threads that have ended, for the next ones: their memory lies outside the heap, so it would wait long for the collector. */
  private readonly spare: Journal[] = [];

  constructor(options: ExecutorOptions) {
    this.options = options;
  }

  open(id: number, host: LaneHost): LaneLink {
    const journal = this.spare.pop() ?? new Journal();
    const giveBack = (): void => {
      journal.clear();
      this.spare.push(journal);
    };
    return new ThreadLane(id, host, this.options, journal, giveBack);
  }
}

/**
 * One worker thread.
 *
 *     host thread                                  worker thread
 *     ---------------------------------------------------------------
 *     piscina.run(port, journal)  ------------->   start(): Runner
 *     port.postMessage(batch)     ------------->   jobs, one by one
 *     drain(): outcomes in order  <- journal ---   small results
 *                                 <- messages --   large results, errors, reports, doorbells
 *
 * See docs/decisions/0003-how-batches-travel.md.
 */
class ThreadLane implements LaneLink {
  private readonly host: LaneHost;
  private readonly journal: Journal;
  /** Called when nobody uses the journal any more. */
  private readonly giveBack: () => void;
  private readonly packer = new BatchPacker();
  private readonly port: MessagePort;
  private readonly pool: Piscina;
  private readonly posted = new Map<number, PostedOutcome>();
  private worker: Worker | undefined;
  private isLoaded: () => void = () => undefined;
  /** Fulfils when the thread has linked its own modules, or will not. */
  private readonly loaded = new Promise<void>((resolve) => (this.isLoaded = resolve));
  private cause: unknown;
  private ended = false;
  private deferred = false;
  /** Sequence number of the first job without an outcome, and of the next one to be sent. */
  private head = 0;
  private next = 0;

  constructor(id: number, host: LaneHost, options: ExecutorOptions, journal: Journal, giveBack: () => void) {
    this.host = host;
    this.journal = journal;
    this.giveBack = giveBack;
    needLaneEntry(ENTRY);
    const setup = laneSetup(id, options.initialize);
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.on('message', (message: LaneMessage) => this.receive(message));
    const { env, execArgv } = options;
    // Loaded when the first thread opens: a lane that imports this package for its tasks starts without it.
    const { Piscina: Pool } = require('piscina') as typeof import('piscina');
    this.pool = new Pool({
      filename: ENTRY,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: Infinity,
      // Histograms lie outside the heap: hundreds of dead lanes would be kept, as the collector sees no reason to run.
      recordTiming: false,
      atomics: 'disabled',
      ...(env === undefined ? {} : { env: env as Record<string, string> }),
      ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
      resourceLimits: heapLimits(options),
    });
    this.pool.on('error', (error: unknown) => this.noteCause(error));
    const start: ThreadStart = {
      port: port2,
      setup,
      journal: this.journal.buffer,
    };
    this.pool.run(start, { transferList: [port2] }).then(
      () => this.host.ready(),
      (error: unknown) => this.startFailed(error),
    );
    this.worker = this.pool.threads[0];
    this.worker?.ref();
    this.worker?.once('exit', (code) => this.exited(code));
  }

  send(jobs: readonly Job[]): void {
    const message = this.packer.pack(jobs);
    try {
      this.carry(message, jobs);
    } catch (error) {
      this.packer.retract(message);
      throw error;
    }
    this.next += jobs.length;
  }

  refusal(job: Job, reason: unknown): unknown {
    return notTransportable('args', job.args, structuredClone, reason);
  }

  take(sequence: number): boolean {
    return this.journal.take(sequence);
  }

  abort(sequence: number, reason: unknown): void {
    this.journal.requestAbort(sequence);
    this.post({ type: 'abort', sequence, reason: encodeError(reason) });
  }

  recall(): void {
    this.post({ type: 'recall' });
  }

  /** A thread takes a while to end, so the jobs behind are taken back first: none may begin on it now. */
  kill(): void {
    for (let behind = this.head + 1; behind < this.next; behind++) {
      // One has begun already, so the job that was to be ended has ended by itself.
      if (!this.journal.take(behind) && this.journal.state(behind) !== Outcome.taken) return;
    }
    this.hold(true);
    void this.end();
  }

  async close(): Promise<void> {
    this.ended = true;
    // Nothing else may keep this process alive until the thread has ended, and then nobody would hear of it.
    this.hold(true);
    await this.end();
    this.port.close();
  }

  hold(alive: boolean): void {
    // The port closes with its thread: only the thread itself keeps this process alive until its end is told.
    const act = alive ? 'ref' : 'unref';
    this.port[act]();
    this.worker?.[act]();
  }

  /** Large arrays go as copies that move, unless the caller says himself what moves. */
  private carry(message: RunMessage | BulkMessage, jobs: readonly Job[]): void {
    const [first] = jobs as readonly [Job];
    if (message.type === 'bulk') {
      const copy = message.items === first.args ? ownCopy(message.items) : movable(message.items);
      if (copy === undefined) this.post(message);
      else this.post({ ...message, items: copy.value as Float64Array }, [copy.buffer]);
      return;
    }
    const move = transferOf(jobs);
    const copy =
      jobs.length === 1 && move === undefined ? ownCopyOfArgs(message.args as readonly unknown[]) : undefined;
    if (copy === undefined) this.post(message, move);
    else this.post({ ...message, args: copy.value as readonly unknown[] }, [copy.buffer]);
  }

  private post(message: ToLane, move?: readonly unknown[]): void {
    this.port.postMessage(message, move as ArrayBuffer[] | undefined);
  }

  /** Node 20 aborts this whole process where a thread is ended while it links modules (v8::Module::IsGraphAsync). */
  private async end(): Promise<void> {
    await this.loaded;
    await this.pool.destroy();
  }

  private receive(message: LaneMessage): void {
    if (message === 'loaded') return this.isLoaded();
    if (this.ended) return;
    if (typeof message === 'object') {
      if (message.type === 'report') this.host.report(message.sequence, message.value);
      else this.posted.set(message.sequence, message);
    }
    this.drain();
  }

  /** Tells all outcomes that are there, in the order of the jobs; soon, where results have held the event loop for long. */
  private drain(): void {
    if (this.deferred) return;
    const { head } = this;
    this.tellAll();
    if (!turn.isOver(this.head - head)) return;
    this.deferred = true;
    setImmediate(() => {
      this.deferred = false;
      if (!this.ended) this.drain();
    });
  }

  private tellAll(): void {
    while (this.head < this.next && this.tellHead());
  }

  private tellHead(): boolean {
    const { head, host, journal } = this;
    const message = this.posted.size > 0 ? this.posted.get(head) : undefined;
    const kind = journal.state(head);
    if (message === undefined && kind <= Outcome.taken) return false;
    this.head++;
    if (message !== undefined) {
      this.posted.delete(head);
      journal.free(head);
      this.tellPosted(message);
      return true;
    }
    const startMs = journal.startMs(head);
    const runMs = journal.runMs(head);
    let value: unknown;
    if (kind === Outcome.string) value = journal.takeText(head);
    else if (kind === Outcome.bytes) value = deserializeValue(journal.takeBytes(head));
    else value = simpleValue(kind, journal.number(head));
    journal.free(head);
    if (kind === Outcome.skipped) host.skipped();
    else host.fulfilled(value, startMs, runMs);
    return true;
  }

  private tellPosted(message: PostedOutcome): void {
    const { startMs, runMs } = message;
    if (message.type === 'value') this.host.fulfilled(message.value, startMs, runMs);
    else if (message.type === 'bulk') this.host.bulk(message.value, startMs, runMs);
    else this.host.rejected(decodeError(message.value), startMs, runMs);
  }

  private noteCause(error: unknown): void {
    this.cause ??= error;
  }

  /** The initializer threw, or the entry did not load: the thread itself may still be alive. */
  private startFailed(error: unknown): void {
    this.isLoaded();
    if (!(error instanceof Error && /^(worker exited|Terminating worker)/.test(error.message)))
      this.noteCause(error);
    void this.pool.destroy();
  }

  private exited(exitCode: number): void {
    this.isLoaded();
    if (!this.ended) this.die(exitCode);
    this.giveBack();
  }

  /** The thread ended by itself: tells what it still did, then its end. */
  private die(exitCode: number): void {
    for (
      let got = receiveMessageOnPort(this.port);
      got !== undefined;
      got = receiveMessageOnPort(this.port)
    ) {
      this.receive(got.message as LaneMessage);
    }
    this.tellAll();
    this.ended = true;
    this.port.close();
    const begun = this.head < this.next && this.journal.state(this.head) === Outcome.running;
    const { cause } = this;
    this.host.died({ exitCode, signal: null, ...(cause === undefined ? {} : { cause }) }, begun);
  }
}

/** What moves with a batch; undefined if nothing. */
function transferOf(jobs: readonly Job[]): unknown[] | undefined {
  let move: unknown[] | undefined;
  for (const { call } of jobs) if (call.transfer !== undefined) (move ??= []).push(...call.transfer);
  return move;
}
