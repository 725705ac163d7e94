import type { Context } from '../task/context.ts';
import { jobId, type JobIdentity } from '../wire/job-id.ts';
import type { Outlet } from './outlet.ts';

// oxlint-disable-next-line typescript/unbound-method -- called with its signal below
const nativeAborted = Object.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted')?.get;

/** The job that a lane is running: its context, made only if the task asks for it. */
export class RunningJob implements Context {
  readonly sequence: number;
  readonly lane: number;
  readonly attempt: number;
  private readonly identity: JobIdentity;
  private readonly outlet: Outlet;
  private controller: AbortController | undefined;
  private abortReason: { readonly reason: unknown } | undefined;

  constructor(sequence: number, lane: number, outlet: Outlet, identity: JobIdentity) {
    this.sequence = sequence;
    this.lane = lane;
    this.outlet = outlet;
    this.attempt = identity.attempt;
    this.identity = identity;
  }

  get id(): string {
    return this.idOf(0);
  }

  get signal(): AbortSignal {
    if (this.controller === undefined) {
      this.controller = new AbortController();
      this.makeVisibleToLoops(this.controller);
      if (this.abortReason !== undefined) this.controller.abort(this.abortReason.reason);
    }
    return this.controller.signal;
  }

  report(value: unknown): void {
    this.outlet.report(this.sequence, value);
  }

  /** Gives the id of an item, by its position in a bulk job. */
  idOf(item: number): string {
    return jobId(this.identity.origin, this.identity.number + item);
  }

  /** Aborts the job's signal. */
  abort(reason: unknown): void {
    this.abortReason ??= { reason };
    this.controller?.abort(reason);
  }

  /** A loop that never yields gets no message; reading `aborted` looks into shared memory instead. */
  private makeVisibleToLoops(controller: AbortController): void {
    const { signal } = controller;
    const { outlet, sequence } = this;
    Object.defineProperty(signal, 'aborted', {
      configurable: true,
      get: (): boolean => {
        const aborted = nativeAborted?.call(signal) === true;
        if (!aborted && outlet.abortRequested(sequence)) {
          this.abort(new DOMException('This operation was aborted', 'AbortError'));
          return true;
        }
        return aborted;
      },
    });
  }
}
