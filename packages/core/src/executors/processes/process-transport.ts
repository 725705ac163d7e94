import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { serialize } from 'node:v8';
import type { ExecutorOptions } from '../../executor/options.ts';
import type { Job } from '../../scheduler/job.ts';
import type { LaneHost, LaneLink, Transport } from '../../scheduler/transport.ts';
import { BatchPacker, laneSetup } from '../../wire/batch-packer.ts';
import { decodeError, encodeError, type EncodedError } from '../../wire/error-codec.ts';
import { FrameReader } from '../../wire/frames.ts';
import { messageFrame } from '../../wire/message-frame.ts';
import type { BulkResult, LaneSetup, ToLane } from '../../wire/messages.ts';
import { notTransportable } from '../../wire/transportable.ts';
import { laneEntry, needLaneEntry } from '../lane-entry.ts';
import { readFrame, type FrameListener } from './lane-frame.ts';
import { openLog, readLog } from './lane-log.ts';
import { OrphanGuard } from './orphan-guard.ts';

const ENTRY = laneEntry('process-lane');
/** How long a process may take to end by itself before it is killed. */
const EXIT_GRACE_MS = 500;

/** Opens lanes in child processes. */
export class ProcessTransport implements Transport {
  readonly batching = true;
  private readonly options: ExecutorOptions;
  private readonly guard = new OrphanGuard();

  constructor(options: ExecutorOptions) {
    this.options = options;
  }

  open(id: number, host: LaneHost): LaneLink {
    return new ProcessLane(id, host, this.options, this.guard);
  }
}

/**
 * One child process.
 *
 *     this process                                child process
 *     -------------------------------------------------------------------
 *     fd 3: length + v8 bytes     ------------->  Runner, event loop
 *     fd 4: outcomes, in order    <-------------  blocking writes, many outcomes each
 *     fd 5: read if it dies       <- - - - - - -  a page in memory: the outcomes not yet sent
 *
 * A socket and a file keep what was written to them when their writer dies, so no outcome is lost with a lane.
 */
class ProcessLane implements LaneLink, FrameListener {
  private readonly host: LaneHost;
  private readonly packer = new BatchPacker();
  private readonly child: ChildProcess;
  private readonly input: Writable & { ref?(): void; unref?(): void };
  private readonly output: Readable & { ref?(): void; unref?(): void };
  private readonly guard: OrphanGuard;
  private readonly log: number | undefined;
  private readonly reader = new FrameReader((bytes, at, end) => readFrame(bytes, at, end, this));
  private cause: unknown;
  /** Jobs without an outcome, of each batch on its way. */
  private readonly batches: number[] = [];
  private headBegun = false;
  private closing = false;
  private ended = false;
  private readonly gone: Promise<void>;

  constructor(id: number, host: LaneHost, options: ExecutorOptions, guard: OrphanGuard) {
    this.host = host;
    this.guard = guard;
    needLaneEntry(ENTRY);
    const setup = laneSetup(id, options.initialize);
    this.log = openLog();
    this.child = start(options, this.log);
    const [stdin, stdout, stderr, input, output] = this.child.stdio;
    void stdin;
    this.input = input as Writable;
    this.output = output as unknown as Readable;
    this.gone = new Promise((resolve) => {
      this.child.once('close', (exitCode, signal) => {
        this.exited(exitCode, signal);
        resolve();
      });
      this.child.once('error', (error) => {
        this.cause ??= error;
        if (this.child.pid === undefined) {
          this.exited(null, null);
          resolve();
        }
      });
    });
    if (this.child.pid === undefined) return;
    guard.add(this.child.pid);
    // A child that dies breaks the pipe; its exit tells everything there is to tell.
    this.input.on('error', () => undefined);
    this.output.on('error', () => undefined);
    this.output.on('data', (chunk: Buffer) => this.reader.push(chunk));
    capture(stdout, 'stdout', id, options.stdio);
    capture(stderr, 'stderr', id, options.stdio);
    this.write(setup);
  }

  send(jobs: readonly Job[]): void {
    const message = this.packer.pack(jobs);
    try {
      this.write(message);
    } catch (error) {
      this.packer.retract(message);
      throw error;
    }
    this.batches.push(jobs.length);
  }

  refusal(job: Job, reason: unknown): unknown {
    return notTransportable('args', job.args, serialize, reason);
  }

  take(): boolean {
    return false;
  }

  abort(sequence: number, reason: unknown): void {
    this.write({ type: 'abort', sequence, reason: encodeError(reason) });
  }

  recall(): void {
    this.write({ type: 'recall' });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  async close(): Promise<void> {
    this.closing = true;
    this.hold(true);
    this.input.end();
    const stop = setTimeout(() => this.child.kill('SIGTERM'), EXIT_GRACE_MS);
    const kill = setTimeout(() => this.child.kill('SIGKILL'), 2 * EXIT_GRACE_MS);
    await this.gone;
    clearTimeout(stop);
    clearTimeout(kill);
  }

  hold(alive: boolean): void {
    const act = alive ? 'ref' : 'unref';
    for (const handle of [this.child, ...this.child.stdio])
      (handle as { ref?(): void; unref?(): void } | null)?.[act]?.();
  }

  ready(): void {
    if (!this.closing) this.host.ready();
  }

  begun(): void {
    this.headBegun = true;
  }

  fault(error: EncodedError): void {
    this.cause = decodeError(error);
  }

  report(sequence: number, value: unknown): void {
    this.host.report(sequence, value);
  }

  skipped(): void {
    this.countOutcome();
    this.headBegun = false;
    this.host.skipped();
  }

  fulfilled(value: unknown, startMs: number, runMs: number): void {
    this.countOutcome();
    this.host.fulfilled(value, startMs, runMs);
  }

  rejected(error: EncodedError, startMs: number, runMs: number): void {
    this.countOutcome();
    this.host.rejected(decodeError(error), startMs, runMs);
  }

  bulk(result: BulkResult, startMs: number, runMs: number): void {
    this.countOutcome();
    this.host.bulk(result, startMs, runMs);
  }

  /** The job after the last one of a batch begins when the child says so; any other, when the one before has ended. */
  private countOutcome(): void {
    const left = (this.batches[0] as number) - 1;
    this.batches[0] = left;
    if (left > 0) return;
    this.batches.shift();
    this.headBegun = false;
  }

  private write(message: ToLane | LaneSetup): void {
    this.input.write(messageFrame(message));
  }

  /** What the child had kept in its page when it died was never sent. */
  private readLog(): void {
    if (this.log === undefined) return;
    const kept = readLog(this.log, this.reader.consumed);
    if (!this.closing) new FrameReader((bytes, at, end) => readFrame(bytes, at, end, this)).push(kept);
  }

  private exited(exitCode: number | null, signal: NodeJS.Signals | null): void {
    if (this.ended) return;
    this.ended = true;
    if (this.child.pid !== undefined) this.guard.remove(this.child.pid);
    this.readLog();
    const { cause } = this;
    if (!this.closing)
      this.host.died({ exitCode, signal, ...(cause === undefined ? {} : { cause }) }, this.headBegun);
  }
}

function start(
  { env, execArgv, memoryLimitMb, youngGenerationMb, stdio = 'inherit' }: ExecutorOptions,
  log: number | undefined,
): ChildProcess {
  const limits = [
    ...(memoryLimitMb === undefined ? [] : [`--max-old-space-size=${Math.ceil(memoryLimitMb)}`]),
    // A young generation is three semi-spaces.
    ...(youngGenerationMb === undefined ? [] : [`--max-semi-space-size=${Math.ceil(youngGenerationMb / 3)}`]),
  ];
  const text = typeof stdio === 'function' ? 'pipe' : stdio;
  // Loaded when the first process starts: a lane that imports this package for its tasks starts without it.
  const { spawn } = process.getBuiltinModule('node:child_process');
  return spawn(
    process.execPath,
    [...(execArgv ?? inheritedFlags()), ...limits, ENTRY, log === undefined ? 'send' : 'log'],
    {
      env: env ?? process.env,
      stdio: ['ignore', text, text, 'pipe', 'pipe', ...(log === undefined ? [] : [log])],
      windowsHide: true,
    },
  );
}

/** Flags that open a debugger's port, or give a program on the command line, hold for this process alone. */
function inheritedFlags(): string[] {
  const flags: string[] = [];
  const { execArgv } = process;
  for (let at = 0; at < execArgv.length; at++) {
    const flag = execArgv[at] as string;
    if (/^(-e|--eval|-p|--print|-pe|--input-type|-i|--interactive|-c|--check)$/.test(flag)) at++;
    else if (!/^--(inspect|eval|print|input-type|test|watch)/.test(flag)) flags.push(flag);
  }
  return flags;
}

function capture(
  stream: unknown,
  name: 'stdout' | 'stderr',
  lane: number,
  stdio: ExecutorOptions['stdio'],
): void {
  if (typeof stdio !== 'function' || stream === null || stream === undefined) return;
  const { createInterface } = process.getBuiltinModule('node:readline');
  createInterface({ input: stream as Readable, crlfDelay: Infinity }).on('line', (line) =>
    stdio(line, name, lane),
  );
}
