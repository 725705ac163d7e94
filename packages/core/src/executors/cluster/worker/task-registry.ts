import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { TaskNotFound } from '../../../errors/executor-error.ts';
import { taskFrom } from '../../../task/task-from.ts';
import type { Task } from '../../../task/task.ts';
import { moduleVersion, type TaskName } from '../task-version.ts';

/** What a worker may run: the exported functions of the modules that it was started with, and nothing else. */
export class TaskRegistry {
  private readonly tasks = new Map<string, Task>();
  /** By module and export, for telling a wrong version from an unknown task. */
  private readonly versions = new Map<string, string>();

  /**
   * Loads the modules.
   * @param modules - paths, or file: URLs
   * @throws {TaskNotFound} if one cannot be loaded or exports no function
   */
  static async load(modules: readonly (string | URL)[]): Promise<TaskRegistry> {
    const registry = new TaskRegistry();
    for (const module of modules) await registry.add(module);
    return registry;
  }

  /** The names of all tasks, as `module#export`. */
  get names(): readonly string[] {
    return [...this.versions.keys()];
  }

  /** Finds a task; undefined where `find` throws. */
  get(name: TaskName): Task | undefined {
    return this.tasks.get(key(name));
  }

  /** @throws {TaskNotFound} if the task is unknown here, or of another version */
  find(name: TaskName): Task {
    const found = this.get(name);
    if (found !== undefined) return found;
    const { module, exportName, version } = name;
    const here = this.versions.get(`${module}#${exportName}`);
    throw new TaskNotFound(
      here === undefined
        ? `no worker task ${module}#${exportName}: start the worker with --tasks ${module}; it has ${this.names.join(', ')}`
        : `task ${module}#${exportName} is of version ${version} at the caller and ${here} at the worker: deploy the same build to both`,
    );
  }

  private async add(module: string | URL): Promise<void> {
    const url =
      module instanceof URL || module.startsWith('file:')
        ? String(module)
        : pathToFileURL(resolve(module)).href;
    let exports: Record<string, unknown>;
    try {
      exports = (await import(url)) as Record<string, unknown>;
    } catch (cause) {
      throw new TaskNotFound(`the task module ${url} cannot be loaded (${String(cause)})`, { cause });
    }
    const names = Object.keys(exports).filter((name) => typeof exports[name] === 'function');
    if (names.length === 0) throw new TaskNotFound(`the task module ${url} exports no function`);
    const version = moduleVersion(url);
    for (const exportName of names) {
      this.tasks.set(key({ ...version, exportName }), taskFrom(url, exportName));
      this.versions.set(`${version.module}#${exportName}`, version.version);
    }
  }
}

function key({ module, exportName, version }: TaskName): string {
  return `${module}#${exportName}#${version}`;
}
