import { loadTask } from './load-task.ts';
import { TASK, type Task, type TaskFunction, type TaskReference } from './task.ts';

/** Marks a task whose own call loads its module first. */
export const LOADS: unique symbol = Symbol.for('counterpoint.task.loads');

const loaded = new WeakMap<TaskReference, TaskFunction>();

/** Gives the function that a task stands for in this thread; a promise of it while its module is not loaded. */
export function localFunction(task: TaskFunction): TaskFunction | Promise<TaskFunction> {
  if (!Object.hasOwn(task, LOADS)) return task;
  const reference = (task as Task)[TASK];
  return loaded.get(reference) ?? load(reference);
}

async function load(reference: TaskReference): Promise<TaskFunction> {
  const fn = await loadTask(reference);
  loaded.set(reference, fn);
  return fn;
}
