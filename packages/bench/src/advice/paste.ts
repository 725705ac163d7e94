import { fileURLToPath } from 'node:url';
import type { KernelChoice, Setup } from './request.ts';

/** Writes the code that runs a function on a model: what a user pastes into a module. */
export function codeToPaste(
  {
    url,
    exportName,
    kernel,
  }: { readonly url: string; readonly exportName: string; readonly kernel?: KernelChoice },
  { model, lanes }: Setup,
  { leaks, jobArguments }: { readonly leaks: boolean; readonly jobArguments: number },
): string {
  const module = url.startsWith('file:') ? fileURLToPath(url) : url;
  const from = url.startsWith('file:')
    ? `pathToFileURL(${JSON.stringify(module)})`
    : JSON.stringify(url.length > 0 ? url : module);
  const native = model === 'native' ? kernel : undefined;
  const options = [
    ...(model === 'inline' ? [] : [`concurrency: ${lanes}`]),
    ...(leaks && (model === 'threads' || model === 'processes') ? ['maxJobsPerLane: 1000'] : []),
    ...(native === undefined ? [] : [native.library === undefined ? 'kernels' : kernelOption(native)]),
  ];
  const made = options.length === 0 ? `'${model}'` : `'${model}', { ${options.join(', ')} }`;
  const call =
    jobArguments === 1
      ? ['export const runAll = (items) => pool.map(task, items); // await runAll(items)']
      : ['export const run = (...args) => pool.submit(task, ...args); // await run(…)'];
  return [
    "import { createExecutor, taskFrom } from '@counterpoint/core';",
    ...(native === undefined
      ? []
      : [
          `import { ${native.library === undefined ? 'kernels' : 'loadKernel'} } from '@counterpoint/native';`,
        ]),
    ...(url.startsWith('file:') ? ["import { pathToFileURL } from 'node:url';"] : []),
    '',
    `const task = taskFrom(${from}, ${JSON.stringify(exportName)}${native === undefined ? '' : `, { kernel: ${JSON.stringify(native.symbol)} }`});`,
    `const pool = createExecutor(${made});`,
    '',
    ...call,
    'export const close = () => pool.close();',
    '',
  ].join('\n');
}

function kernelOption({ library = '', symbol }: KernelChoice): string {
  return `kernels: { ${symbol}: loadKernel(${JSON.stringify(library)}, ${JSON.stringify(symbol)}) }`;
}
