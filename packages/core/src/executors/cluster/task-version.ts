import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotSupported, TaskNotFound } from '../../errors/executor-error.ts';
import type { TaskReference } from '../../task/task.ts';

/** How a task is named on the wire: never by its path or its code. */
export interface TaskName {
  /** File name of its module. */
  readonly module: string;
  readonly exportName: string;
  /** First 16 hexadecimal digits of the SHA-256 of the module's file. */
  readonly version: string;
}

const versions = new Map<string, Omit<TaskName, 'exportName'>>();
const names = new WeakMap<TaskReference, TaskName>();

/**
 * Names a task for the wire.
 * @throws {NotSupported} if its module is no file: a worker runs only the modules that it was started with
 */
export function taskName(reference: TaskReference): TaskName {
  let name = names.get(reference);
  if (name === undefined) {
    name = { ...moduleVersion(reference.url), exportName: reference.exportName };
    names.set(reference, name);
  }
  return name;
}

/**
 * Tells the name and version of a module; read once, so that what is loaded and what is told stay the same.
 * @throws {NotSupported} if it is no file
 * @throws {TaskNotFound} if the file cannot be read
 */
export function moduleVersion(url: string): Omit<TaskName, 'exportName'> {
  let known = versions.get(url);
  if (known === undefined) {
    if (!url.startsWith('file:')) {
      throw new NotSupported(
        `a cluster runs tasks of files alone, got one of a ${url.slice(0, url.indexOf(':') + 1)} module: ` +
          'export the function from a module, and start the workers with it (--tasks)',
      );
    }
    const file = fileURLToPath(url);
    known = { module: basename(file), version: digest(file).slice(0, 16) };
    versions.set(url, known);
  }
  return known;
}

function digest(file: string): string {
  try {
    const { createHash } = process.getBuiltinModule('node:crypto');
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch (cause) {
    throw new TaskNotFound(`the module of a task cannot be read (${String(cause)})`, { cause });
  }
}
