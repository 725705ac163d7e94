import type { Executor, ExecutorOptions, LocalModel } from '@counterpoint/core';

/** What a model's user meets when something goes wrong. */
export interface Fault {
  /** The row of the table. */
  readonly name: string;
  /** What the caller of the faulty job is told, on each model to which the fault applies. */
  readonly told: Readonly<Partial<Record<FaultModel, string>>>;
  readonly options?: (model: FaultModel) => ExecutorOptions;
  /** Makes the fault happen; fulfils with what its job rejected with, or with `fulfilled(value)`. */
  readonly happen: (pool: Executor, model: FaultModel) => Promise<unknown>;
  /** The executor is closed when the fault has happened. */
  readonly closes?: true;
  /** It ends whatever runs beside it. */
  readonly alone?: true;
}

export type FaultModel = Extract<LocalModel, 'inline' | 'async' | 'threads' | 'processes'>;

export const FAULT_MODELS: readonly FaultModel[] = ['inline', 'async', 'threads', 'processes'];

/** A job that ended well in spite of the fault. */
export class Fulfilled {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** Gives what a promise rejects with, or `Fulfilled`. */
export async function outcome(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    return new Fulfilled(await promise);
  } catch (error) {
    return error;
  }
}

/** Writes an outcome as the table shows it: class, code and message or what tells most of it. */
export function tell(result: unknown): string {
  if (result instanceof Fulfilled) return `fulfilled: ${String(result.value)}`;
  if (typeof result === 'function') return `the function ${result.name}`;
  if (!(result instanceof Error)) return String(result);
  const { exitCode, signal, path, code } = result as Error & Record<string, unknown>;
  const details = [
    ...(typeof exitCode === 'number' ? [`exit code ${exitCode}`] : []),
    ...(typeof signal === 'string' ? [signal] : []),
    ...(typeof path === 'string' ? [path] : []),
  ];
  const name = typeof code === 'string' ? `${result.name} ${code}` : `${result.name}: ${result.message}`;
  return details.length === 0 ? name : `${name}, ${details.join(', ')}`;
}
