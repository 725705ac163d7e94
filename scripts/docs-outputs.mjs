/** Runs the line in each `<!-- output: … -->` of the guide and puts what it prints under it: npm run docs:outputs */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = `"${process.execPath}" packages/cli/dist/main.js`;
const MARK = /<!-- output: (.*) -->\n(?:\n```console\n[\s\S]*?\n```\n)?/g;

for (const page of process.argv.length > 2 ? process.argv.slice(2) : ['docs/guide/choosing.md']) {
  const file = `${root}${page}`;
  const text = readFileSync(file, 'utf8').replaceAll(MARK, (_, line) => {
    const output = execFileSync('sh', ['-c', line.replaceAll(/\bcounterpoint (?=[a-z])/g, `${main} `)], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // Paths of this machine are nobody else's.
    const shown = output.trimEnd().replaceAll(root, './').replaceAll(process.execPath, 'node');
    return `<!-- output: ${line} -->\n\n\`\`\`console\n$ ${line}\n${shown}\n\`\`\`\n`;
  });
  // The first date of a page is that of its outputs.
  writeFileSync(file, text.replace(/\d{4}-\d\d-\d\d/, new Date().toISOString().slice(0, 10)));
}
