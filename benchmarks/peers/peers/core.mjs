import { createExecutor, taskFrom } from '@counterpoint/core';

const plain = new URL('../tasks/tasks.mjs', import.meta.url);
const moving = new URL('../tasks/core-tasks.mjs', import.meta.url);
const names = ['noop', 'increment', 'incrementChunk', 'spin', 'echo'];
const tasks = {
  ...Object.fromEntries(names.map((name) => [name, taskFrom(plain, name)])),
  echoMoved: taskFrom(moving, 'echoMoved'),
};

/** Counterpoint itself; `executor` is there for rows that need no chunking by hand. */
export async function open(model, lanes) {
  const executor = createExecutor(model, { concurrency: lanes });
  return {
    executor,
    tasks,
    run: (name, value, transfer) =>
      transfer === undefined
        ? executor.submit(tasks[name], value)
        : executor.with({ transfer }).submit(tasks[name], value),
    close: () => executor.close(),
  };
}
