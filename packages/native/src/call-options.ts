/** What every kernel takes, asynchronous or not. */
export interface SyncOptions {
  /** How many threads work at once: an integer from 1 to 1024; the effective cores if not given. */
  readonly threads?: number | undefined;
  /** `static`: each thread gets one contiguous block; `dynamic`: threads take the next piece when they are free.
   * If not given, what suits the kernel. */
  readonly schedule?: 'static' | 'dynamic' | undefined;
  /** Where threads come from: the process's `pool`, which is the default and is started when first needed, or
   * `spawn`: std::threads made and joined inside the call, as the article's program does. */
  readonly threading?: 'pool' | 'spawn' | undefined;
  /** true: resolve to a Detailed value, with times that C++ measured. */
  readonly detail?: boolean | undefined;
}

/** What every asynchronous kernel takes. */
export interface CallOptions extends SyncOptions {
  /** Stops the call; its promise then rejects with the signal's reason, once no thread touches its memory any more. */
  readonly signal?: AbortSignal | undefined;
}

/** A value with the times that C++ measured, in milliseconds by its steady clock. */
export interface Detailed<Value> {
  readonly value: Value;
  /** From the first instruction of the kernel to its last. */
  readonly elapsedMs: number;
  /** How long the call waited for a free thread; 0 for a synchronous call. */
  readonly waitedMs: number;
  /** How long each thread was busy: as many entries as threads were asked for, 0 for one that got no work. */
  readonly threadMs: readonly number[];
}

/** What a call comes to: the value alone, or a Detailed one if the options say so; either where they may say so. */
export type Outcome<Options extends SyncOptions, Value> = 'detail' extends keyof Options
  ? Options extends { detail: true }
    ? Detailed<Value>
    : Options extends { detail?: false | undefined }
      ? Value
      : Value | Detailed<Value>
  : Value;
