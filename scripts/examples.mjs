// Type-checks every example of the docstrings and of the guides, with one run of the compiler over the built declarations.
// An error names the line where the example stands. What examples take for granted is in examples-given.d.ts.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as core from '@counterpoint/core';

const ROOT = path.resolve(import.meta.dirname, '..');
/** Inside the repository, so that an example finds the packages as a user's program would. */
const folder = mkdtempSync(path.join(ROOT, 'node_modules/.examples-'));
const FENCE = /^```(js|ts)\n([^]*?)^```$/gm;
const DOCSTRING_EXAMPLE = /^ *\* @example\b([^]*?)(?=^ *\* @|^ *\*\/)/gm;

/** File names of the examples, and where each stands. */
const places = new Map();

/** Writes one example so that its lines keep the numbers they have in their file. */
function write(name, file, line, code, head = '') {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), `${head}${'\n'.repeat(line - 1)}${code}`);
  places.set(name, file);
}

const lineAt = (text, index) => text.slice(0, index).split('\n').length;
const tracked = (...patterns) =>
  execFileSync('git', ['ls-files', ...patterns], { cwd: ROOT, encoding: 'utf8' })
    .trim()
    .split('\n');

/** A block whose first line names a file is that file, for the programs of its page. */
function readPage(file) {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const page = file.replaceAll('/', '-');
  // A page that shows no tasks.mjs speaks of the examples' one.
  mkdirSync(path.join(folder, page));
  copyFileSync(path.join(ROOT, 'examples/tasks.mjs'), path.join(folder, page, 'tasks.mjs'));
  for (const { 1: language, 2: code, index } of text.matchAll(FENCE)) {
    const line = lineAt(text, index) + 1;
    const named = /^\/\/ (\w+\.mjs)\n/.exec(code)?.[1];
    write(`${page}/${named ?? `${line}.${language === 'ts' ? 'mts' : 'mjs'}`}`, file, line, code);
  }
}

/** An example of a docstring may use what the core exports without an import. */
function readSource(file) {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  for (const { 1: comment, index } of text.matchAll(DOCSTRING_EXAMPLE)) {
    const code = comment.replaceAll(/^ *\* ?/gm, '');
    const line = lineAt(text, index);
    const names = Object.keys(core).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
    const head = `import { ${names.join(', ')} } from '@counterpoint/core'; `;
    write(`${file.replaceAll('/', '-')}-${line}.mts`, file, line, code, head);
  }
}

try {
  for (const file of tracked('README.md', 'docs/guide/*.md', 'packages/*/README.md')) readPage(file);
  for (const file of tracked('packages/*/src/**/*.ts')) readSource(file);
  copyFileSync(path.join(ROOT, 'scripts/examples-given.d.ts'), path.join(folder, 'given.d.ts'));
  const settings = {
    extends: path.join(ROOT, 'tsconfig.base.json'),
    compilerOptions: {
      noEmit: true,
      allowJs: true,
      checkJs: true,
      composite: false,
      isolatedDeclarations: false,
      // Programs in JavaScript say no types, and an example need not use all that it makes.
      noImplicitAny: false,
      noUnusedLocals: false,
    },
    include: ['**/*'],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = path.join(ROOT, 'node_modules/.bin/tsc');
  const { status, stdout, stderr, error } = spawnSync(compiler, ['-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  process.stdout.write(stdout.replaceAll(/^[^\s(]+(?=\()/gm, (name) => places.get(name) ?? name) + stderr);
  console.log(`${places.size} examples`);
  process.exitCode = status === 0 && places.size > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
