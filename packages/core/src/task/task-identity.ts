import { TASK, type Task, type TaskFunction, type TaskReference } from './task.ts';

/** A task as the scheduler knows it: equal references share one identity. */
export interface TaskIdentity {
  /** Small number, unique in this process. */
  readonly id: number;
  readonly reference: TaskReference;
}

const byReference = new WeakMap<TaskReference, TaskIdentity>();
const byAddress = new Map<string, TaskIdentity>();

/**
 * Finds the identity of a task.
 * @throws {TypeError} if the value is no task
 */
export function taskIdentity(task: Task | TaskFunction): TaskIdentity {
  const reference = (task as Partial<Task> | undefined)?.[TASK];
  if (reference === undefined) throw notATask(task);
  let identity = byReference.get(reference);
  if (identity === undefined) {
    const address = `${reference.url}#${reference.exportName}`;
    identity = byAddress.get(address);
    if (identity === undefined) {
      identity = { id: byAddress.size, reference };
      byAddress.set(address, identity);
    }
    byReference.set(reference, identity);
  }
  return identity;
}

function notATask(value: unknown): TypeError {
  const got =
    typeof value === 'function' ? `the plain function ${value.name || '(anonymous)'}` : String(value);
  return new TypeError(
    `expected a task, got ${got}: export it as defineTask(import.meta.url, 'name', fn), ` +
      'or name an existing export by taskFrom(url, exportName), or use taskFromFunction(fn)',
  );
}
