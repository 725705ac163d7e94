import { AsyncLocalStorage } from 'node:async_hooks';
import { provideContext } from '../../task/context.ts';
import type { Context } from '../../task/context.ts';
import { taskIdentity } from '../../task/task-identity.ts';
import type { Initializer } from '../../executor/options.ts';
import { isThenable } from '../../lane/bulk.ts';
import type { Job } from '../../scheduler/job.ts';
import type { LaneHost, LaneLink, Transport } from '../../scheduler/transport.ts';

const running = new AsyncLocalStorage<LocalJob>();
provideContext(() => running.getStore());

/** Jobs in a row may hold the event loop this long; then timers and sockets get their turn. */
const TURN_MS = 5;

/** Runs functions soon, as microtasks while the turn is short, else after the event loop has gone round. */
class Turn {
  private startMs: number | undefined;

  soon(run: () => void): void {
    if (this.startMs === undefined) {
      this.startMs = performance.now();
      setImmediate(() => {
        this.startMs = undefined;
      });
    }
    if (performance.now() - this.startMs < TURN_MS) queueMicrotask(run);
    else setImmediate(run);
  }
}

const turn = new Turn();

/** Turns a job into what its slot runs; what it throws refuses the job before anything runs. */
export type Prepare = (job: Job) => (context: Context) => unknown;

const callHere: Prepare = (job) => () => job.fn(...job.args);

/** Runs jobs from this thread: a lane is one slot, in which one job at a time may be waiting for its promise. */
export class LocalTransport implements Transport {
  readonly batching = false;
  private readonly initialize: Initializer | undefined;
  private readonly prepare: Prepare;

  constructor(initialize: Initializer | undefined, prepare: Prepare = callHere) {
    this.initialize = initialize;
    this.prepare = prepare;
  }

  open(id: number, host: LaneHost): LaneLink {
    return new LocalLane(id, host, this.initialize, this.prepare);
  }
}

/** The context of a job in this thread. */
class LocalJob implements Context {
  readonly lane: number;
  readonly job: Job;
  private controller: AbortController | undefined;

  constructor(lane: number, job: Job) {
    this.lane = lane;
    this.job = job;
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    return this.controller.signal;
  }

  report(value: unknown): void {
    if (this.job.state !== 'settled') this.job.call.onReport?.(value);
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
  private current: LocalJob | undefined;
  private dead = false;

  constructor(id: number, host: LaneHost, initialize: Initializer | undefined, prepare: Prepare) {
    this.id = id;
    this.host = host;
    this.prepare = prepare;
    if (initialize === undefined) queueMicrotask(() => this.dead || host.ready());
    else queueMicrotask(() => void this.start(initialize));
  }

  send(jobs: readonly Job[]): void {
    const [job] = jobs as readonly [Job];
    const run = this.prepare(job);
    const local = new LocalJob(this.id, job);
    this.current = local;
    // The scheduler counts the job as sent only after this returns, so its end must not be told before.
    turn.soon(() => void this.run(local, run));
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

  private async run(local: LocalJob, body: (context: Context) => unknown): Promise<void> {
    const startMs = performance.now();
    const epochMs = performance.timeOrigin + startMs;
    try {
      let value = running.run(local, body, local);
      if (isThenable(value)) value = await value;
      if (!this.dead) this.host.fulfilled(value, epochMs, performance.now() - startMs);
    } catch (error) {
      if (!this.dead) this.host.rejected(error, epochMs, performance.now() - startMs);
    }
  }
}

/** Checks an initializer where it is given, not where it first runs. */
export function checkInitializer(initialize: Initializer | undefined): void {
  if (initialize !== undefined) taskIdentity(typeof initialize === 'function' ? initialize : initialize.task);
}
