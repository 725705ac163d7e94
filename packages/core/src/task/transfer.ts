/** A value that a lane can take over from its sender. */
export type Transferable = ArrayBuffer | import('node:worker_threads').Transferable;

const lists = new WeakMap<object, readonly Transferable[]>();

/**
 * Marks buffers inside a task's result so that they move to the caller instead of being copied.
 *
 * `return transfer(bytes, [bytes.buffer])`. Where the model cannot move, they are copied.
 * @returns the value itself
 */
export function transfer<T extends object>(value: T, list: readonly Transferable[]): T {
  lists.set(value, list);
  return value;
}

/** Gives what `transfer` marked on a value; undefined if nothing. */
export function transferListOf(value: object): readonly Transferable[] | undefined {
  return lists.get(value);
}
