import type { LocalModel, TraceEvent } from '@counterpoint/core';
import { WrongResult } from '../engine/measure-rounds.ts';
import type { Run } from '../engine/contender.ts';
import { hostEntry } from './entry.ts';
import { LineHost } from './line-host.ts';

/** Work that a host can do: a workload of the catalogue at a size, or four calls of a function of the user's. */
export type WorkSource =
  | { readonly workload: string; readonly size: number }
  | { readonly url: string; readonly exportName: string; readonly arg: unknown };

/** One run that a workload host is asked for. */
export interface WorkloadQuestion {
  readonly source: WorkSource;
  readonly model: LocalModel;
  readonly lanes: number;
  /** Lanes are started within the measured time. */
  readonly cold: boolean;
  /** How often the jobs are done; default 1. */
  readonly repeat?: number;
  /** The whole is done again until so much time has gone by, and times are means; not by what opens a pool. Default 0. */
  readonly atLeastMs?: number;
  /** Also give the timeline. */
  readonly trace?: boolean;
}

/** A process of this Node that runs workloads on any model; opened by the first question, again after `close`. */
export class WorkloadHost {
  private host: LineHost | undefined;

  /**
   * Runs once.
   * @throws {WrongResult} if something wrong came out
   * @throws {Error} if the work fails
   */
  async run(
    question: WorkloadQuestion,
    signal: AbortSignal,
  ): Promise<Run & { readonly trace?: TraceEvent[] }> {
    this.host ??= new LineHost(process.execPath, [...process.execArgv, hostEntry('workload-host')]);
    const answer = await this.host.request(question, signal);
    const { wrong, ...run } = answer as Omit<Run, 'value'> & { wrong?: string; trace?: TraceEvent[] };
    if (wrong !== undefined) throw new WrongResult(wrong);
    return { ...run, value: undefined };
  }

  /** Ends the process; safe to call twice. */
  async close(): Promise<void> {
    const { host } = this;
    this.host = undefined;
    await host?.close();
  }
}
