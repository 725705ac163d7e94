import { AsyncLocalStorage } from 'node:async_hooks';
import { provideContext } from '../../task/context.ts';
import type { Context } from '../../task/context.ts';
import { taskIdentity } from '../../task/task-identity.ts';
import type { Initializer } from '../../executor/options.ts';
import { isThenable, runBulk } from '../../lane/bulk.ts';
import { ItemContext, type Cursor } from '../../lane/item-context.ts';
import type { Job } from '../../scheduler/job.ts';
import { soon } from '../../scheduler/soon.ts';
import type { LaneHost, LaneLink, Transport } from '../../scheduler/transport.ts';
import type { TaskFunction } from '../../task/task.ts';
import { localFunction } from '../../task/local-function.ts';
import { jobId, ownOrigin } from '../../wire/job-id.ts';
import type { BulkResult } from '../../wire/messages.ts';

const running = new AsyncLocalStorage<LocalJob>();
provideContext(() => running.getStore()?.context);

/** Jobs in a row may hold the event loop this long; then timers and sockets get their turn. */
const TURN_MS = 5;

/** Runs functions soon, as microtasks while the turn is short, else after the event loop has gone round. */
class Turn {
  private readonly limitMs: number;
  private startMs: number | undefined;

  constructor(limitMs: number) {
    this.limitMs = limitMs;
  }

  /** @param alone - it is to have a turn for itself: timers get theirs before it and after it */
  soon(run: () => void, alone = false): void {
    if (alone) {
      // The first round may follow what was run in this one without timers in between.
      setImmediate(() => setImmediate(() => this.resume(run)));
      return;
    }
    this.begin();
    if (performance.now() - (this.startMs as number) < this.limitMs) soon(run);
    else setImmediate(() => this.resume(run));
  }

  private resume(run: () => void): void {
    this.begin();
    run();
  }

  private begin(): void {
    if (this.startMs !== undefined) return;
    this.startMs = performance.now();
    setImmediate(() => {
      this.startMs = undefined;
    });
  }
}

const sharedTurn = new Turn(TURN_MS);

/** Told how long jobs hold this event loop. */
export interface LoopMeter {
  /** A function has returned, after `heldMs`; `pending` where it returned a promise. */
  returned(job: Job, heldMs: number, pending: boolean): void;
  /** The promise of a function has settled, or is no longer waited for. */
  settled(job: Job, heldMs: number, runMs: number): void;
  /** The job is to have a turn of the loop for itself. */
  alone(job: Job): boolean;
}

/** Turns a job into what its slot runs; what it throws refuses the job before anything runs. */
export type Prepare = (job: Job) => Body | Promise<Body>;

/** What a slot runs. */
type Body = (local: LocalJob) => unknown;

const callHere: Prepare = (job) => {
  const call =
    (fn: TaskFunction): Body =>
    (local) =>
      job.bulk ? runBulk(fn, job.args, (local.cursor = { item: 0 })) : fn(...job.args);
  const fn = localFunction(job.fn);
  if (typeof fn === 'function') return call(fn);
  const body = fn.then(call);
  // It is awaited in a later turn; until then its failure must not count as unheard.
  body.catch(() => undefined);
  return body;
};

/** Runs jobs from this thread: a lane is one slot, in which one job at a time may be waiting for its promise. */
export class LocalTransport implements Transport {
  readonly batching = false;
  readonly instant: boolean;
  private readonly initialize: Initializer | undefined;
  private readonly prepare: Prepare;
  private readonly turn: Turn;
  private readonly meter: LoopMeter | undefined;

  /** @param turnMs - jobs in a row may hold the event loop this long */
  constructor(
    initialize: Initializer | undefined,
    prepare: Prepare = callHere,
    turnMs?: number,
    meter?: LoopMeter,
  ) {
    this.initialize = initialize;
    this.instant = initialize === undefined;
    this.prepare = prepare;
    this.turn = turnMs === undefined || turnMs === TURN_MS ? sharedTurn : new Turn(turnMs);
    this.meter = meter;
  }

  open(id: number, host: LaneHost): LaneLink {
    return new LocalLane(id, host, this.initialize, this.prepare, this.turn, this.meter);
  }
}

/** The context of a job in this thread. */
class LocalJob implements Context {
  readonly lane: number;
  readonly job: Job;
  readonly attempt: number;
  /** Only of a bulk job. */
  cursor: Cursor | undefined;
  private readonly host: LaneHost;
  private controller: AbortController | undefined;

  constructor(lane: number, job: Job, host: LaneHost) {
    this.lane = lane;
    this.job = job;
    this.attempt = job.attempt;
    this.host = host;
  }

  get id(): string {
    return jobId(this.job.origin ?? ownOrigin(), this.job.number + (this.cursor?.item ?? 0));
  }

  /** What the function that is running sees. */
  get context(): Context {
    return this.cursor === undefined ? this : new ItemContext(this, this.id);
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    return this.controller.signal;
  }

  report(value: unknown): void {
    this.host.report(this.job.sequence, value);
  }

  abort(reason: unknown): void {
    this.controller ??= new AbortController();
    this.controller.abort(reason);
  }
}

/** A slot of this thread's event loop. */
class LocalLane implements LaneLink {
  private readonly id: number;
  private readonly host: LaneHost;
  private readonly prepare: Prepare;
  private readonly turn: Turn;
  private readonly meter: LoopMeter | undefined;
  private current: LocalJob | undefined;
  private dead = false;

  constructor(
    id: number,
    host: LaneHost,
    initialize: Initializer | undefined,
    prepare: Prepare,
    turn: Turn,
    meter: LoopMeter | undefined,
  ) {
    this.id = id;
    this.host = host;
    this.prepare = prepare;
    this.turn = turn;
    this.meter = meter;
    if (initialize === undefined) queueMicrotask(() => this.dead || host.ready());
    else queueMicrotask(() => void this.start(initialize));
  }

  send(jobs: readonly Job[]): void {
    const [job] = jobs as readonly [Job];
    const run = this.prepare(job);
    const local = new LocalJob(this.id, job, this.host);
    this.current = local;
    // The scheduler counts the job as sent only after this returns, so its end must not be told before.
    this.turn.soon(() => void this.run(local, run), this.meter?.alone(job));
  }

  refusal(_job: Job, reason: unknown): unknown {
    return reason;
  }

  take(): boolean {
    return false;
  }

  abort(_sequence: number, reason: unknown): void {
    this.current?.abort(reason);
  }

  recall(): void {
    // A slot has at most one job, and that has begun.
  }

  /** Nothing can end a function in its own thread: the slot is given up, and what the function still does is not heeded. */
  kill(): void {
    if (this.dead) return;
    this.dead = true;
    this.host.died({ exitCode: null, signal: null }, true);
  }

  close(): Promise<void> {
    this.dead = true;
    return Promise.resolve();
  }

  hold(): void {
    // What a job waits for keeps this process alive, as it would without an executor.
  }

  private async start(initialize: Initializer): Promise<void> {
    try {
      if (typeof initialize === 'function') await initialize();
      else await initialize.task(...initialize.args);
      if (!this.dead) this.host.ready();
    } catch (cause) {
      this.dead = true;
      this.host.died({ exitCode: null, signal: null, cause }, false);
    }
  }

  private async run(local: LocalJob, prepared: Body | Promise<Body>): Promise<void> {
    const { job } = local;
    if (this.dead) return;
    if (job.state === 'settled') {
      this.host.skipped();
      return;
    }
    let startMs = performance.now();
    let heldMs: number | undefined;
    const ended = (): number => {
      const runMs = performance.now() - startMs;
      if (heldMs === undefined) this.meter?.returned(job, runMs, false);
      else this.meter?.settled(job, heldMs, runMs);
      return runMs;
    };
    try {
      const body = typeof prepared === 'function' ? prepared : await prepared;
      startMs = performance.now();
      let value = running.run(local, body, local);
      if (isThenable(value)) {
        heldMs = performance.now() - startMs;
        this.meter?.returned(job, heldMs, true);
        value = await value;
      }
      const runMs = ended();
      if (this.dead) return;
      const epochMs = performance.timeOrigin + startMs;
      if (job.bulk) this.host.bulk(value as BulkResult, epochMs, runMs);
      else this.host.fulfilled(value, epochMs, runMs);
    } catch (error) {
      const runMs = ended();
      if (!this.dead) this.host.rejected(error, performance.timeOrigin + startMs, runMs);
    }
  }
}

/** Checks an initializer where it is given, not where it first runs. */
export function checkInitializer(initialize: Initializer | undefined): void {
  if (initialize !== undefined) taskIdentity(typeof initialize === 'function' ? initialize : initialize.task);
}
