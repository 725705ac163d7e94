import { EngineUnavailable, NotSupported } from '../../errors/executor-error.ts';
import type { Initializer } from '../../executor/options.ts';
import type { Kernel, Kernels } from '../../executor/kernels.ts';
import type { Job } from '../../scheduler/job.ts';
import { TASK, type Task } from '../../task/task.ts';
import { LocalTransport } from '../local/local-transport.ts';

/** Runs the kernel that each job's task names. Kernels bring their own threads, so a lane is only a slot that waits:
 * one C++ thread works for it, unless the input asks for more. */
export function nativeTransport(kernels: Kernels, initialize: Initializer | undefined): LocalTransport {
  return new LocalTransport(initialize, (job) => {
    const kernel = kernelOf(kernels, job);
    const input = { threads: 1, ...inputOf(job) };
    return async ({ signal }) => {
      try {
        return await kernel(input, { signal });
      } catch (error) {
        throw isUnavailable(error) ? new EngineUnavailable(error.message, { cause: error }) : error;
      }
    };
  });
}

/** @throws {NotSupported} if the task names no kernel, or one that is not there */
function kernelOf(kernels: Kernels, { fn, task }: Job): Kernel {
  const { kernel: name } = (fn as Task)[TASK];
  if (name !== undefined && Object.hasOwn(kernels, name)) return kernels[name] as Kernel;
  const which = name === undefined ? 'names no kernel' : `names the kernel "${name}"`;
  throw new NotSupported(
    `the model native runs tasks that name a kernel, and the task "${task.reference.exportName}" ${which}: ` +
      `give defineTask the option { kernel } with one of ${Object.keys(kernels).join(', ')}, or choose another model`,
  );
}

/** What a kernel is called with: the job's one argument, if that is an object; a number stands for `{ n }`.
 * @throws {TypeError} for anything else */
function inputOf({ args, task }: Job): object {
  const [input] = args;
  if (args.length === 0) return {};
  if (args.length === 1 && typeof input === 'number') return { n: input };
  if (args.length === 1 && typeof input === 'object' && input !== null && isPlain(input)) return input;
  const got = args.length > 1 ? `${args.length} arguments` : kindOf(input);
  throw new TypeError(
    `the task "${task.reference.exportName}" runs as a kernel, which takes one object of options, or a number as its n; got ${got}`,
  );
}

/** Arrays and typed arrays would pass for options, and lose what they hold. */
function isPlain(input: object): boolean {
  return !Array.isArray(input) && !ArrayBuffer.isView(input);
}

function kindOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return value.constructor.name;
  return value === null ? 'null' : `a ${typeof value}`;
}

/** The addon has no binary that loads here: core knows that error by its code alone. */
function isUnavailable(error: unknown): error is Error {
  return error instanceof Error && (error as { code?: unknown }).code === 'ERR_NATIVE_UNAVAILABLE';
}
