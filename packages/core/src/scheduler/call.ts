import type { CallOptions } from '../executor/options.ts';
import type { Transferable } from '../task/transfer.ts';

/** The options of a call, checked and complete. */
export interface Call {
  readonly signal: AbortSignal | undefined;
  /** ms; undefined without a limit. */
  readonly timeout: number | undefined;
  readonly priority: number;
  readonly transfer: readonly Transferable[] | undefined;
  readonly retries: number;
  /** ms; 0 for none. */
  readonly backoff: number;
  /** ms. */
  readonly grace: number;
  readonly batch: number;
  readonly onReport: ((value: unknown) => void) | undefined;
}

export const DEFAULT_CALL: Call = {
  signal: undefined,
  timeout: undefined,
  priority: 0,
  transfer: undefined,
  retries: 0,
  backoff: 0,
  grace: 1000,
  batch: Infinity,
  onReport: undefined,
};

const KEYS = new Set(Object.keys(DEFAULT_CALL));

/**
 * Lays call options over others.
 * @throws {TypeError} for an unknown option or one of a wrong type
 * @throws {RangeError} for a number out of range
 */
export function mergeCall(base: Call, options: CallOptions): Call {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`expected an object of call options, got ${String(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (!KEYS.has(key))
      throw new TypeError(`unknown call option "${key}": expected one of ${[...KEYS].join(', ')}`);
  }
  const { signal, timeout, priority, transfer, retries, backoff, grace, batch, onReport } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`signal: expected an AbortSignal, got ${typeof signal}`);
  }
  if (transfer !== undefined && !Array.isArray(transfer)) {
    throw new TypeError(`transfer: expected an array of transferable objects, got ${typeof transfer}`);
  }
  if (onReport !== undefined && typeof onReport !== 'function') {
    throw new TypeError(`onReport: expected a function, got ${typeof onReport}`);
  }
  const call: Call = {
    signal: signal ?? base.signal,
    timeout: numberIn('timeout', timeout, 0, Infinity) ?? base.timeout,
    priority: numberIn('priority', priority, -Number.MAX_VALUE, Number.MAX_VALUE) ?? base.priority,
    transfer: transfer ?? base.transfer,
    retries: wholeIn('retries', retries, 0, Infinity) ?? base.retries,
    backoff: numberIn('backoff', backoff, 0, 2 ** 31 - 1) ?? base.backoff,
    grace: numberIn('grace', grace, 0, Infinity) ?? base.grace,
    batch: wholeIn('batch', batch, 1, Infinity) ?? base.batch,
    onReport: onReport ?? base.onReport,
  };
  if (call.transfer !== undefined && call.retries > 0) {
    throw new TypeError(
      'retries and transfer exclude each other, as what was moved away cannot be sent again: leave one out',
    );
  }
  return call;
}

/**
 * Checks an optional number.
 * @throws {TypeError} if it is no number
 * @throws {RangeError} if it is NaN or outside of the range
 */
export function numberIn(name: string, value: unknown, low: number, high: number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw new TypeError(`${name}: expected a number, got ${typeof value}`);
  if (!(value >= low && value <= high)) {
    throw new RangeError(`${name}: expected a number from ${low} to ${high}, got ${value}`);
  }
  return value;
}

/**
 * Checks an optional whole number; Infinity is one where `high` allows it.
 * @throws {TypeError} if it is no number
 * @throws {RangeError} if it is no whole number or outside of the range
 */
export function wholeIn(name: string, value: unknown, low: number, high: number): number | undefined {
  const number = numberIn(name, value, low, high);
  if (number !== undefined && number !== Infinity && !Number.isInteger(number)) {
    throw new RangeError(`${name}: expected a whole number, got ${number}`);
  }
  return number;
}
