// Runs the commands of guide pages and puts their real output below them: npm run docs:guide
// A block ```console holds lines "$ command" and their output. The blocks of a page share a folder that is new, with the
// examples in it; `counterpoint` is this repository's. With --check it changes nothing and fails where a command fails.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = process.argv.slice(2).filter((word) => word !== '--check');
const check = process.argv.includes('--check');

for (const page of pages) {
  const text = readFileSync(page, 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-guide-'));
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  try {
    const made = text.replaceAll(/^```console\n([\s\S]*?)^```$/gm, (_, block) => {
      const commands = block.split('\n').filter((line) => line.startsWith('$ '));
      return `\`\`\`console\n${commands.map((line) => `${line}\n${output(line.slice(2), folder)}`).join('')}\`\`\``;
    });
    if (!check) writeFileSync(page, made);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both streams of a command, in the order in which they came; an exit code other than 0 is told in a last line. */
function output(command, cwd) {
  const cli = `counterpoint() { '${process.execPath}' '${join(root, 'packages/cli/dist/main.js')}' "$@"; }`;
  const line = `set -o pipefail; ${cli}; { ${command}\n} 2>&1; code=$?; [ $code = 0 ] || echo "(exit code $code)"`;
  return execFileSync('bash', ['-c', line], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', INIT_CWD: cwd },
  });
}
