import { serialize } from 'node:v8';
import { EngineUnavailable, ExecutorError } from '../../errors/executor-error.ts';
import type { Job } from '../../scheduler/job.ts';
import type { LaneHost, LaneLink } from '../../scheduler/transport.ts';
import { decodeError } from '../../wire/error-codec.ts';
import { notTransportable } from '../../wire/transportable.ts';
import type { Courier, Shipment } from './courier.ts';
import type { RemoteOutcome, Reply } from './messages.ts';
import { packParcel } from './pack-parcel.ts';

/** An outcome that has arrived but waits for those before it. */
interface Arrived {
  readonly outcome: RemoteOutcome | { readonly thrown: unknown };
  readonly startMs: number;
  readonly runMs: number;
}

/** One parcel at a time, from its sending to the outcome of its last job; replies that come twice count once. */
export class ClusterLane implements LaneLink {
  private readonly host: LaneHost;
  private readonly opening: Promise<Courier>;
  private readonly release: () => Promise<void>;
  private courier: Courier | undefined;
  private shipment: Shipment | undefined;
  private jobs: readonly Job[] = [];
  private arrived: (Arrived | undefined)[] = [];
  /** Jobs of the parcel whose outcomes the host knows. */
  private told = 0;
  private held = true;
  private ended = false;

  constructor(host: LaneHost, opening: Promise<Courier>, release: () => Promise<void>) {
    this.host = host;
    this.opening = opening;
    this.release = release;
    opening.then(
      (courier) => {
        this.courier = courier;
        if (this.ended) return;
        if (this.held) courier.hold(1);
        host.ready();
      },
      (cause: unknown) => this.die({ cause }, false),
    );
  }

  send(jobs: readonly Job[]): void {
    const courier = this.courier as Courier;
    const { options } = courier;
    const { body, tooLarge } = packParcel(jobs, options.maxValueBytes, options.blobs !== undefined);
    const [first] = jobs as readonly [Job];
    this.jobs = jobs;
    this.arrived = [];
    this.told = 0;
    this.shipment = {
      id: courier.nextId(),
      body,
      tooLarge,
      priority: first.call.priority,
      note: options.runId === undefined ? undefined : ledgerNote(jobs),
      replied: (reply) => this.replied(reply),
      failed: (error) => this.failed(error),
    };
    courier.send(this.shipment);
  }

  refusal(job: Job, reason: unknown): unknown {
    return reason instanceof ExecutorError ? reason : notTransportable('args', job.args, serialize, reason);
  }

  take(): boolean {
    return false;
  }

  abort(sequence: number, reason: unknown): void {
    const { shipment, jobs } = this;
    const index = sequence - (jobs[0]?.sequence ?? 0);
    if (shipment === undefined || this.arrived[index] !== undefined) return;
    this.arrived[index] = { outcome: { thrown: reason }, startMs: nowMs(), runMs: 0 };
    void this.cancel(shipment.id, jobs.length === 1 ? undefined : [index], reason);
    // The host is in the middle of giving the job up.
    queueMicrotask(() => this.tell());
  }

  recall(): void {
    const { shipment } = this;
    if (shipment === undefined) return;
    void this.courier?.withdraw(shipment.id).then((withdrawn) => {
      if (!withdrawn || this.shipment !== shipment) return;
      for (let left = this.finish(); left > 0; left--) this.host.skipped();
    });
  }

  kill(): void {
    const { shipment } = this;
    if (shipment !== undefined) this.courier?.cancel(shipment.id, undefined, new Error('the lane was ended'));
    this.die({ signal: 'SIGKILL' }, true);
  }

  async close(): Promise<void> {
    this.ended = true;
    await this.opening.catch(() => undefined);
    this.hold(false);
    await this.release();
  }

  hold(alive: boolean): void {
    if (this.held === alive) return;
    this.held = alive;
    this.courier?.hold(alive ? 1 : -1);
  }

  private async cancel(id: string, indexes: readonly number[] | undefined, reason: unknown): Promise<void> {
    if (indexes === undefined && (await this.courier?.withdraw(id)) === true) return;
    this.courier?.cancel(id, indexes, reason);
  }

  private replied(reply: Reply): void {
    if (reply.type === 'report') {
      this.host.report((this.jobs[0] as Job).sequence + reply.index, reply.value);
    } else if (reply.type === 'lost') {
      this.lost(reply.losses);
    } else if (reply.type === 'refused') {
      this.failed(new EngineUnavailable(`a worker could not read the jobs: ${reply.message}`));
    } else if (reply.type === 'bulk') {
      if (this.arrived[0] !== undefined) return;
      this.finish();
      this.host.bulk(reply.result, reply.startMs, reply.runMs);
    } else {
      const { from, outcomes, startMs, losses = 0 } = reply;
      const runMs = reply.runMs / Math.max(1, outcomes.length);
      for (const [at, outcome] of outcomes.entries()) {
        if (this.arrived[from + at] !== undefined) continue;
        this.countLosses(from + at, losses);
        this.arrived[from + at] = {
          outcome: typeof outcome === 'number' ? { value: outcome } : outcome,
          startMs,
          runMs,
        };
      }
      this.tell();
    }
  }

  /** Tells the outcomes that have no gap before them. */
  private tell(): void {
    const { jobs } = this;
    for (;;) {
      const next = this.arrived[this.told];
      if (next === undefined || this.jobs !== jobs) return;
      // The last outcome makes room for another parcel, which may be sent before the host returns.
      if (++this.told === jobs.length) this.finish();
      const { outcome, startMs, runMs } = next;
      if ('value' in outcome) this.host.fulfilled(outcome.value, startMs, runMs);
      else
        this.host.rejected('thrown' in outcome ? outcome.thrown : decodeError(outcome.error), startMs, runMs);
    }
  }

  private countLosses(at: number, losses: number): void {
    const job = this.jobs[at];
    if (job !== undefined) job.earlierRuns += losses;
  }

  /** The engine could not take the parcel. */
  private failed(error: unknown): void {
    for (let left = this.finish(); left > 0; left--) this.host.rejected(error, nowMs(), 0);
  }

  private lost(losses: number): void {
    for (let at = this.told; at < this.jobs.length; at++) this.countLosses(at, losses);
    // The last loss counts as a failed attempt of the job that had begun.
    this.countLosses(this.told, -1);
    const cause = new Error(`${losses} workers in a row were lost while they had the job`);
    this.die({ cause }, true);
  }

  /** Is done with the parcel; gives the number of its jobs that had no outcome. */
  private finish(): number {
    if (this.shipment !== undefined) this.courier?.forget(this.shipment.id);
    this.shipment = undefined;
    const left = this.jobs.length - this.told;
    this.jobs = [];
    this.arrived = [];
    this.told = 0;
    return Math.max(0, left);
  }

  private die(exit: { readonly cause?: unknown; readonly signal?: NodeJS.Signals }, begun: boolean): void {
    if (this.ended) return;
    this.ended = true;
    this.finish();
    this.hold(false);
    this.host.died({ exitCode: null, signal: null, ...exit }, begun);
    void this.release();
  }
}

/** What the ledger of a run says of a parcel: the task and the position of each result. */
function ledgerNote(jobs: readonly Job[]): string {
  return JSON.stringify(
    jobs.map(({ task, index, bulk, args }) => [task.reference.exportName, index, bulk ? args.length : 1]),
  );
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
