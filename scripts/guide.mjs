// Runs the commands of guide pages and puts their real output below them: npm run docs:guide, npm run docs:choosing
// A block ```console holds lines "$ command" and their output. The blocks of a page share a folder that is new, with the
// examples in it; `counterpoint` is this repository's, and `cd` holds to the end of the page. With --check it changes nothing,
// and fails where a command ends with another exit code than the page says, or stands in a page of the guide but nothing
// runs it: neither this, nor the command or test that the page names in `<!-- run by: … -->`.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = process.argv.slice(2).filter((word) => word !== '--check');
const check = process.argv.includes('--check');
const FENCE = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;
const OTHER_CODE = /\(exit code (\d+)\)/;
const faults = [];

for (const page of pages) {
  const text = readFileSync(page, 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'counterpoint-guide-'));
  cpSync(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  let cwd = folder;
  try {
    const made = text.replaceAll(FENCE, (whole, language, block) => {
      if (language !== 'console') return whole;
      const parts = block.split(/^(?=\$ )/m).map((part) => {
        const [line] = part.split('\n');
        const command = line.slice(2);
        if (command.startsWith('cd ')) {
          cwd = join(cwd, command.slice(3));
          return `${line}\n`;
        }
        const printed = output(command, cwd);
        const [said = '0', was = '0'] = [part, printed].map((shown) => OTHER_CODE.exec(shown)?.[1]);
        if (said !== was && !mayDiffer(command, was))
          faults.push(`${page}: ${command}: expected exit code ${said}, got ${was}:\n${printed}`);
        return `${line}\n${printed}`;
      });
      return `\`\`\`console\n${parts.join('')}\`\`\``;
    });
    // The date stands behind the command.
    const dated = made.replaceAll(
      /(`npm run docs:(?:guide|choosing)`, )[\d-]{10}/g,
      `$1${new Date().toISOString().slice(0, 10)}`,
    );
    if (!check) writeFileSync(page, dated);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
if (check) {
  for (const name of readdirSync(join(root, 'docs/guide'))) faults.push(...unrun(join('docs/guide', name)));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** A verdict is the machine's: faster, slower or inconclusive. */
function mayDiffer(command, code) {
  return /\bcounterpoint compare\b/.test(command) && ['0', '1', '2'].includes(code);
}

/** The commands of a page that nothing runs: the page is not given here, and names nothing that runs them. */
function unrun(page) {
  const text = readFileSync(join(root, page), 'utf8');
  const by = /^<!-- run by: (.*) -->$/m.exec(text)?.[1];
  if (pages.includes(page) || (by !== undefined && existsSync(join(root, by)))) return [];
  return [...text.matchAll(FENCE)].flatMap(([, language, block]) =>
    ['sh', 'bash', 'console'].includes(language) ? [`${page}: nothing runs: ${block.split('\n')[0]}`] : [],
  );
}

/** Both streams of a command, in the order in which they came; an exit code other than 0 is told in a last line. */
function output(command, cwd) {
  const cli = `counterpoint() { '${process.execPath}' '${join(root, 'packages/cli/dist/main.js')}' "$@"; }`;
  const line = `set -o pipefail; ${cli}; { ${command}\n} 2>&1; code=$?; [ $code = 0 ] || echo "(exit code $code)"`;
  const printed = execFileSync('bash', ['-c', line], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', INIT_CWD: cwd },
  });
  // Paths of this machine are nobody else's.
  return printed.replaceAll(root, './').replaceAll(`${cwd}/`, '').replaceAll(process.execPath, 'node');
}
