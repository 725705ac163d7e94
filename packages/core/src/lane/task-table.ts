import { whileLoading } from '../executor/nesting.ts';
import { loadTask } from '../task/load-task.ts';
import type { TaskFunction } from '../task/task.ts';
import type { TaskDefinition } from '../wire/messages.ts';

/** The tasks that a lane has been told of, loaded when first needed. */
export class TaskTable {
  private readonly definitions = new Map<number, TaskDefinition>();
  private readonly functions: (TaskFunction | undefined)[] = [];

  define(definitions: readonly TaskDefinition[] | undefined): void {
    for (const definition of definitions ?? []) this.definitions.set(definition[0], definition);
  }

  /** Gives a loaded task; undefined until `load` has succeeded. */
  get(id: number): TaskFunction | undefined {
    return this.functions[id];
  }

  /** @throws {TaskNotFound} */
  async load(id: number): Promise<TaskFunction> {
    const [, url, exportName] = this.definitions.get(id) as TaskDefinition;
    const fn = await whileLoading(() => loadTask({ url, exportName }));
    this.functions[id] = fn;
    return fn;
  }
}
