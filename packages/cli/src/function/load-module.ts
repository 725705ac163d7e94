import { UserError } from '../command/user-error.ts';

/**
 * Loads a module of the user's and lists its exports; those that Node sees only on the default export of CommonJS too.
 * @param typed - its name as the user knows it
 * @throws {UserError} if it cannot be loaded; says what to do where the running Node cannot read TypeScript
 */
export async function loadModule(url: string, typed: string): Promise<ReadonlyMap<string, unknown>> {
  let namespace: Record<string, unknown>;
  try {
    namespace = (await import(url)) as Record<string, unknown>;
  } catch (error) {
    throw new UserError(`${typed} cannot be loaded: ${reason(error)}`, { cause: error });
  }
  const whole = namespace['default'];
  const hidden = typeof whole === 'object' && whole !== null ? Object.entries(whole) : [];
  const exports = new Map([...hidden, ...Object.entries(namespace)]);
  // `exports.default = …`, as compilers write it.
  if (typeof whole === 'object' && whole !== null && 'default' in whole)
    exports.set('default', whole.default);
  return exports;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return `it threw ${String(error)}`;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[cm]?tsx?\b/.test(error.message)) {
    return `Node ${process.versions.node} does not run TypeScript: use Node 22.18 or newer, or compile it first`;
  }
  return `${error.name}: ${error.message}`;
}
