// Packs every package and looks at it as a user's npm and TypeScript will; writes docs/packages.md. With --check it writes nothing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const PACKAGES = ['core', 'native', 'bench', 'cli'];
/** What nobody needs who installs a package: tests, TypeScript sources, maps, the compiler's notes. */
const NEEDLESS =
  /(^|\/)tests?\/|\.test\.|(?<!\.d)\.[mc]?ts$|\.[cm]?[jt]s\.map$|tsbuildinfo|__pycache__|^bench\//;

const folder = mkdtempSync(path.join(tmpdir(), 'counterpoint-packages-'));
const faults = [];
const rows = [];

/** Runs a tool of the repository; what it says is shown only if it fails. */
function run(tool, args) {
  try {
    execFileSync(path.join(ROOT, 'node_modules/.bin', tool), args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    faults.push(`${tool} ${args.join(' ')}\n${error.stdout}${error.stderr}`);
  }
}

for (const name of PACKAGES) {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
      cwd: path.join(ROOT, 'packages', name),
      encoding: 'utf8',
    }),
  );
  const tarball = path.join(folder, packed.filename);
  const { exports, dependencies } = JSON.parse(
    readFileSync(path.join(ROOT, 'packages', name, 'package.json'), 'utf8'),
  );
  run('publint', ['--strict', tarball]);
  // A package without an export map is a command: there is nothing to resolve.
  if (exports !== undefined) run('attw', [tarball, '--profile', 'esm-only']);
  for (const { path: file } of packed.files) {
    if (NEEDLESS.test(file)) faults.push(`${packed.name} packs ${file}, which nobody needs who installs it`);
  }
  const kinds = byFolder(packed.files);
  rows.push([
    `\`${packed.name}\``,
    kB(packed.size),
    kB(packed.unpackedSize),
    packed.entryCount,
    [...kinds].map(([top, files]) => `${top}${files.length > 1 ? ` (${files.length})` : ''}`).join(', '),
    Object.keys(dependencies ?? {}).length,
  ]);
}
rmSync(folder, { recursive: true });

/** Files by their first folder; Node 20 has no Map.groupBy. */
function byFolder(files) {
  const groups = new Map();
  for (const file of files) {
    const [top] = file.path.split('/');
    groups.set(top, [...(groups.get(top) ?? []), file]);
  }
  return groups;
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

const table = [
  ['package', 'packed', 'unpacked', 'files', 'what is in it (files)', 'dependencies'],
  ['---', '--:', '--:', '--:', '---', '--:'],
  ...rows,
]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
if (!process.argv.includes('--check')) {
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(
    path.join(ROOT, 'docs/packages.md'),
    `# What the packages hold

Written by \`npm run docs:packages\` (${date}), which packs each one, as \`npm publish\` would, and asks \`publint\` and
\`attw\` what a user's npm and TypeScript will make of it. No tests, no TypeScript sources and no maps are packed.

${table}

\`native\` packs its C++ sources, because where no prebuilt file fits they are compiled on installation by the user's own word
(\`npx counterpoint-native-build\`). The release adds \`prebuilds/\`, one file a platform: [prebuilds](guide/prebuilds.md).
`,
  );
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
