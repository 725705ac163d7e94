import { LaneCrashed, TimedOut, type Executor } from '@counterpoint/core';
import type { Halt } from './halt.ts';
import type { DoneLines } from './job-log.ts';
import { cutLines, type Block, type LineReader } from './line-reader.ts';
import { BLOCK_TASK } from './block-task.ts';
import type { BlockResult, BlockRules, LineError } from './block.ts';

/** Estimated run time of a block, in ms: long against the cost of a message, short for who reads the output. */
const LEAST_BLOCK_MS = 10;
const MOST_BLOCK_MS = 50;
/** Between these, a block takes this share of the run so far: at the end of the input, a lane is idle for one block at most. */
const BLOCK_SHARE = 0.02;
const MAX_BLOCK_LINES = 65_536;
/** Blocks that have ended and wait for an earlier one; what they hold together is bounded too. */
const MAX_WAITING = 4096;
const MAX_WAITING_BYTES = 64 * 2 ** 20;

/** What a run is made of. */
export interface MapPlan {
  readonly executor: Executor;
  readonly reader: LineReader;
  readonly rules: BlockRules;
  readonly ordered: boolean;
  readonly retries: number;
  readonly timeoutMs: number | undefined;
  readonly halt: Halt;
  /** Lines of a block; undefined: chosen from measured run times. */
  readonly batch: number | undefined;
  readonly done: DoneLines;
  readonly signal: AbortSignal;
}

/** A block that has ended, as the output needs it. */
export interface EndedBlock {
  readonly block: Block;
  readonly result: BlockResult;
}

interface Entry {
  readonly block: Block;
  readonly skip: readonly number[];
  attempts: number;
  result: BlockResult | undefined;
}

/**
 * Runs a function over all lines and gives the ended blocks to one consumer.
 *
 *     reader -> blocks -> executor -> entries, in order or as they end -> for await
 *
 * It reads no further ahead than the lanes need, and no further ahead of its consumer than a bounded window.
 */
export class MapRun {
  /** Lines that were under way when the run was given up. */
  givenUp = 0;
  /** True once failures have ended the run. */
  halted = false;
  private readonly plan: MapPlan;
  private readonly executor: Executor;
  private readonly controller = new AbortController();
  private entries: Entry[] = [];
  private readonly waiters: (() => void)[] = [];
  private running = 0;
  private waitingBytes = 0;
  private failures = 0;
  private lineMs: number | undefined;
  private startMs = 0;
  private stopped = false;
  private readEnded = false;
  private readError: { readonly error: unknown } | undefined;

  constructor(plan: MapPlan) {
    this.plan = plan;
    this.executor = plan.executor.with({
      signal: this.controller.signal,
      ...(plan.timeoutMs === undefined ? {} : { timeout: plan.timeoutMs }),
    });
  }

  /**
   * Yields blocks as they end; stops at the end of the input, at an abort, or when failures halt it.
   * @throws what the input threw, after the blocks before it
   */
  async *blocks(): AsyncGenerator<readonly EndedBlock[]> {
    const giveUp = (): void => this.giveUp(this.plan.signal.reason);
    if (this.plan.signal.aborted) giveUp();
    this.plan.signal.addEventListener('abort', giveUp, { once: true });
    this.startMs = performance.now();
    const reading = this.read();
    try {
      for (;;) {
        const ended = this.takeEnded();
        if (ended.length > 0) {
          yield ended;
          this.wake();
        } else if (this.readEnded && this.running === 0) break;
        else await this.change();
      }
      if (this.readError !== undefined) throw this.readError.error;
    } finally {
      this.plan.signal.removeEventListener('abort', giveUp);
      this.giveUp(new DOMException('the run has ended', 'AbortError'));
      await reading;
    }
  }

  /** Pulls blocks while there is room, until the end. */
  private async read(): Promise<void> {
    const { reader, done } = this.plan;
    try {
      while (!this.stopped) {
        if (!this.hasRoom()) {
          await this.change();
          continue;
        }
        const block = await reader.take(this.blockLines());
        if (block === undefined || this.stopped) break;
        const skip: number[] = [];
        if (done.size > 0) {
          for (let index = 0; index < block.lines; index++)
            if (done.has(block.sequence + index)) skip.push(index);
          if (skip.length === block.lines) continue;
        }
        const entry: Entry = { block, skip, attempts: 0, result: undefined };
        this.entries.push(entry);
        this.start(entry);
      }
    } catch (error) {
      this.readError = { error };
    }
    this.readEnded = true;
    this.wake();
  }

  /** Two blocks a lane keep it busy, and a few more hide what this thread does; where a failure halts, nothing waits to run. */
  private hasRoom(): boolean {
    const { concurrency } = this.executor;
    const most = this.plan.halt.when === 'never' ? concurrency * 2 + 2 : concurrency;
    return (
      this.running < most &&
      this.entries.length - this.running < MAX_WAITING &&
      this.waitingBytes < MAX_WAITING_BYTES
    );
  }

  private blockLines(): number {
    const { batch, timeoutMs } = this.plan;
    if (batch !== undefined) return batch;
    if (timeoutMs !== undefined || this.lineMs === undefined) return 1;
    const share = (performance.now() - this.startMs) * BLOCK_SHARE;
    const blockMs = Math.max(LEAST_BLOCK_MS, Math.min(MOST_BLOCK_MS, share));
    return Math.max(1, Math.min(MAX_BLOCK_LINES, Math.floor(blockMs / this.lineMs)));
  }

  private start(entry: Entry): void {
    const { block, skip } = entry;
    const { bytes, lines, header } = block;
    this.running++;
    this.executor.submit(BLOCK_TASK, { bytes, lines, skip, header }, this.plan.rules).then(
      (result) => this.ended(entry, result),
      (error: unknown) => this.broken(entry, error),
    );
  }

  private ended(entry: Entry, result: BlockResult): void {
    this.running--;
    entry.result = result;
    this.waitingBytes += result.output.length;
    if (result.ran > 0) {
      const lineMs = result.durationMs / result.ran;
      // Slower counts at once, faster step by step: a block too long hurts more than one too short.
      this.lineMs = Math.max(lineMs, (this.lineMs ?? lineMs) / 4);
    }
    this.failures += result.failures.length;
    const { halt } = this.plan;
    if (this.failures >= halt.failures && !this.stopped) {
      this.halted = true;
      if (halt.when === 'now') this.giveUp(new DOMException('halted by a failure', 'AbortError'));
      else this.stopReading();
    }
    this.wake();
  }

  /** A block whose lane died, or that took too long, or whose module does not load. */
  private broken(entry: Entry, error: unknown): void {
    const { block } = entry;
    if (this.controller.signal.aborted) {
      this.running--;
      this.givenUp += block.lines;
      this.entries = this.entries.filter((other) => other !== entry);
      this.wake();
    } else if (error instanceof LaneCrashed && block.lines > 1) {
      // Nobody knows which of its lines it was: each one travels alone, and the culprit is found.
      this.running--;
      const lines = single(entry);
      this.entries.splice(this.entries.indexOf(entry), 1, ...lines);
      for (const line of lines) this.start(line);
    } else if (
      (error instanceof LaneCrashed || error instanceof TimedOut) &&
      entry.attempts < this.plan.retries
    ) {
      this.running--;
      entry.attempts++;
      this.start(entry);
    } else this.ended(entry, failed(block, entry.skip, error));
  }

  private takeEnded(): readonly EndedBlock[] {
    const { entries, plan } = this;
    if (!plan.ordered) {
      const ended = entries.filter(({ result }) => result !== undefined);
      if (ended.length > 0) this.entries = entries.filter(({ result }) => result === undefined);
      return this.taken(ended);
    }
    let count = 0;
    while (count < entries.length && entries[count]?.result !== undefined) count++;
    return this.taken(count === 0 ? [] : entries.splice(0, count));
  }

  private taken(entries: readonly Entry[]): readonly EndedBlock[] {
    for (const { result } of entries) this.waitingBytes -= result?.output.length ?? 0;
    return entries as readonly EndedBlock[];
  }

  private stopReading(): void {
    this.stopped = true;
    this.plan.reader.close();
    this.wake();
  }

  private giveUp(reason: unknown): void {
    if (!this.stopped) this.stopReading();
    if (!this.controller.signal.aborted) this.controller.abort(reason);
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  private wake(): void {
    for (const waiter of this.waiters.splice(0)) waiter();
  }
}

/** Cuts a block into entries of one line each; lines to skip are left out. */
function single({ block, skip }: Entry): Entry[] {
  return cutLines(block)
    .map((bytes, index): Entry => ({
      block: {
        ...block,
        line: block.line + index,
        sequence: block.sequence + index,
        lines: 1,
        bytes: bytes.slice(),
      },
      skip: [],
      attempts: 0,
      result: undefined,
    }))
    .filter((_, index) => !skip.includes(index));
}

/** The result of a block that never ran to its end. */
function failed(block: Block, skip: readonly number[], reason: unknown): BlockResult {
  const { name, message, code, stack } = reason as NodeJS.ErrnoException;
  const error: LineError = {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(stack === undefined ? {} : { stack }),
  };
  const indexes = Array.from({ length: block.lines }, (_, index) => index).filter(
    (index) => !skip.includes(index),
  );
  return {
    output: new Uint8Array(),
    failures: indexes.map((index) => ({ index, error })),
    ran: indexes.length,
    durationMs: 0,
    rows: undefined,
  };
}
