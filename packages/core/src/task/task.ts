/** Any function that can be a task. */
// oxlint-disable-next-line typescript/no-explicit-any -- only `any` lets every parameter list match
export type TaskFunction = (...args: any[]) => unknown;

/** Key under which a task carries where it can be loaded from. */
export const TASK: unique symbol = Symbol.for('counterpoint.task');

/** Where a lane finds a task. */
export interface TaskReference {
  /** Absolute URL of the module (`file:`, `data:` or `node:`). */
  readonly url: string;
  /** Name of the export; `default` for a default export. */
  readonly exportName: string;
  /** Name of the native kernel that computes the same, where there is one. */
  readonly kernel?: string;
}

/** A function that an executor can run elsewhere; calling it runs it here. */
export type Task<F extends TaskFunction = TaskFunction> = F & { readonly [TASK]: TaskReference };

/** What a task's promise fulfils with. */
export type TaskResult<F extends TaskFunction> = Awaited<ReturnType<F>>;
