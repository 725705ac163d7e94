import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { candidates, libcOf, type Machine } from './binary.ts';
import { NativeUnavailable } from './native-unavailable.ts';
import type { Addon } from './surface.ts';

/** What asking for the addon came to. */
export type Availability =
  | { readonly available: true; readonly from: string }
  | { readonly available: false; readonly reason: string };

interface Loaded {
  readonly addon: Addon;
  readonly from: string;
}

/** The folder of this package: the parent of `dist` and of `src`. */
export const packageRoot: string = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const require = createRequire(import.meta.url);
let loaded: Loaded | NativeUnavailable | undefined;

/** What this process runs on. */
function machine(): Machine {
  const { platform, arch } = process;
  if (platform !== 'linux') return { platform, arch, libc: '' };
  const report: NodeJS.ProcessReport & { excludeNetwork?: boolean | undefined } = process.report;
  const { excludeNetwork } = report;
  report.excludeNetwork = true; // else it looks up the name of every open socket's peer
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  report.excludeNetwork = excludeNetwork;
  return { platform, arch, libc: libcOf(platform, header) };
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

function unavailable(
  { platform, arch, libc }: Machine,
  files: string[],
  causes: unknown[],
): NativeUnavailable {
  const target = [`${platform}-${arch}`, libc].filter(Boolean).join(' ');
  return new NativeUnavailable(
    `@counterpoint/native has no binary that loads here (${target}, Node ${process.versions.node}, ` +
      `ABI ${process.versions.modules}, N-API ${process.versions.napi}).\n` +
      `Looked for ${files.join(', ')}; ${seen()}.\n` +
      `${causes.map((cause) => `${told(cause)}\n`).join('')}Build it with: npx counterpoint-native-build`,
    { cause: causes[0] },
  );
}

/** The first line of what the dynamic loader says. */
function told(cause: unknown): string {
  const why = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!;
  const file = why.replace(/: cannot open shared object file: No such file or directory$/, '');
  // It says so too of a file for another processor, and of one whose C library is missing.
  if (file === why || !existsSync(file)) return why;
  return `${file}: the file is there, but not for this processor or C library`;
}

/** Loads the first file that is there and loads. */
function attempt(): Loaded | NativeUnavailable {
  const here = machine();
  const given = process.env['COUNTERPOINT_NATIVE_BINARY'];
  const files = given ? [given] : candidates(packageRoot, here, Boolean(process.env['PREBUILDS_ONLY']));
  const causes: unknown[] = [];
  for (const from of files.filter((file) => existsSync(file))) {
    try {
      return { addon: require(from) as Addon, from };
    } catch (error) {
      causes.push(error);
    }
  }
  return unavailable(here, files, causes);
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
