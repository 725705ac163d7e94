import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildInfo } from './build-info.ts';
import type { LoadedKernel } from './own/load-kernel.ts';
import { NativeUnavailable } from './native-unavailable.ts';

/** The functions that the C++ side exports: two for each kernel, and a few of its own. */
export interface Addon {
  readonly [kernel: string]: (...args: never[]) => unknown;
  readonly loadKernel: (path: string, symbol: string) => LoadedKernel;
  readonly cancel: (id: number) => void;
  readonly buildInfo: () => BuildInfo;
  readonly hardwareConcurrency: () => number;
  readonly effectiveCores: () => number;
}

/** What asking for the addon came to. */
export type Availability =
  | { readonly available: true; readonly from: string }
  | { readonly available: false; readonly reason: string };

interface Loaded {
  readonly addon: Addon;
  readonly from: string;
}

interface NodeGypBuild {
  resolve(directory: string): string;
}

/** The folder of this package: the parent of `dist` and of `src`. */
export const packageRoot: string = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const require = createRequire(import.meta.url);
let loaded: Loaded | NativeUnavailable | undefined;

/** The C library that this Node runs on: '' outside Linux. */
function libc(): 'glibc' | 'musl' | '' {
  if (process.platform !== 'linux') return '';
  const report: NodeJS.ProcessReport & { excludeNetwork?: boolean | undefined } = process.report;
  const { excludeNetwork } = report;
  report.excludeNetwork = true; // else it looks up the name of every open socket's peer
  const { header } = report.getReport() as { header?: { glibcVersionRuntime?: string } };
  report.excludeNetwork = excludeNetwork;
  return header?.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** Finds the binary: a local build first, for whoever has one made it on purpose, then a prebuild. node-gyp-build knows
 * musl only by a file of Alpine's, so it is told. */
function resolve(): string {
  const find = require('node-gyp-build') as NodeGypBuild;
  return find.resolve(packageRoot);
}

/** What there is to load, for the message of an error. */
function seen(): string {
  const folder = path.join(packageRoot, 'prebuilds');
  const prebuilds = existsSync(folder)
    ? readdirSync(folder).flatMap((target) =>
        readdirSync(path.join(folder, target)).map((file) => `${target}/${file}`),
      )
    : [];
  return prebuilds.length > 0 ? `prebuilds found: ${prebuilds.join(', ')}` : 'no prebuilds found';
}

function unavailable(cause: unknown): NativeUnavailable {
  const target = [`${process.platform}-${process.arch}`, libc()].filter(Boolean).join(' ');
  let why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  const file = why.replace(/: cannot open shared object file: No such file or directory$/, '');
  // The dynamic loader says so too of a file for another processor, and of one whose C library is missing.
  if (file !== why && existsSync(file))
    why = `${file}: the file is there, but not for this processor or C library`;
  return new NativeUnavailable(
    `@counterpoint/native has no binary that loads here (${target}, Node ${process.versions.node}, ` +
      `ABI ${process.versions.modules}, N-API ${process.versions.napi}).\n` +
      `Looked in ${path.join(packageRoot, 'build')} and ${path.join(packageRoot, 'prebuilds')}; ${seen()}.\n` +
      `${why}\nBuild it with: npx counterpoint-native-build`,
    { cause },
  );
}

function attempt(): Loaded | NativeUnavailable {
  const given = process.env['LIBC'];
  try {
    if (given === undefined && libc() === 'musl') process.env['LIBC'] = 'musl';
    const from = resolve();
    return { addon: require(from) as Addon, from };
  } catch (error) {
    return unavailable(error);
  } finally {
    if (given === undefined) delete process.env['LIBC'];
  }
}

function outcome(): Loaded | NativeUnavailable {
  return (loaded ??= attempt());
}

/** Loads the addon on the first call.
 * @throws {NativeUnavailable} if there is no binary that loads here; the same error each time */
export function addon(): Addon {
  const result = outcome();
  if (result instanceof NativeUnavailable) throw result;
  return result.addon;
}

/** Tells whether the addon loads here: with the path of its binary, or with the reason and what to run. Never throws. */
export function available(): Availability {
  const result = outcome();
  return result instanceof NativeUnavailable
    ? { available: false, reason: result.message }
    : { available: true, from: result.from };
}
