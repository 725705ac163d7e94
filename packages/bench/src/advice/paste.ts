import { fileURLToPath } from 'node:url';
import type { Setup } from './request.ts';

/** Writes the code that runs a function on a model: what a user pastes into a module. */
export function codeToPaste(
  { url, exportName }: { readonly url: string; readonly exportName: string },
  { model, lanes }: Setup,
  { leaks, jobArguments }: { readonly leaks: boolean; readonly jobArguments: number },
): string {
  const module = url.startsWith('file:') ? fileURLToPath(url) : url;
  const from = url.startsWith('file:')
    ? `pathToFileURL(${JSON.stringify(module)})`
    : JSON.stringify(url.length > 0 ? url : module);
  const options = [
    ...(model === 'inline' ? [] : [`concurrency: ${lanes}`]),
    ...(leaks && model !== 'inline' && model !== 'async' ? ['maxJobsPerLane: 1000'] : []),
  ];
  const made = options.length === 0 ? `'${model}'` : `'${model}', { ${options.join(', ')} }`;
  const call =
    jobArguments === 1
      ? ['export const runAll = (items) => pool.map(task, items); // await runAll(items)']
      : ['export const run = (...args) => pool.submit(task, ...args); // await run(…)'];
  return [
    "import { createExecutor, taskFrom } from '@counterpoint/core';",
    ...(url.startsWith('file:') ? ["import { pathToFileURL } from 'node:url';"] : []),
    '',
    `const task = taskFrom(${from}, ${JSON.stringify(exportName)});`,
    `const pool = createExecutor(${made});`,
    '',
    ...call,
    'export const close = () => pool.close();',
    '',
  ].join('\n');
}
