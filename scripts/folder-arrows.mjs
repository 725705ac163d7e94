// Fails where two folders of a package's sources import each other, directly or by way of others; types count, too.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const FILE = /^(packages\/\w+\/src)\/([^/]+)/;
/** `from './x.ts'`, `import './x.ts'` and `import('./x.ts')`. */
const IMPORT = /(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g;

/** For each folder (or file beside the folders): those that it imports, and by which file. */
const arrows = new Map();
const files = execFileSync('git', ['ls-files', 'packages/*/src/**/*.ts', 'packages/*/src/*.ts'], {
  encoding: 'utf8',
});
for (const file of files.trim().split('\n')) {
  const [from] = FILE.exec(file);
  for (const [, target] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    const to = FILE.exec(path.join(path.dirname(file), target))?.[0];
    if (to === undefined || to === from) continue;
    if (!arrows.has(from)) arrows.set(from, new Map());
    arrows.get(from).set(to, file);
  }
}

/** The way from a folder back to itself; undefined if there is none. */
function wayBack(start) {
  const ways = [[start]];
  const seen = new Set();
  for (const way of ways) {
    for (const [to, file] of arrows.get(way.at(-1)) ?? []) {
      if (to === start) return [...way, `${start} (the last one by ${file})`];
      if (seen.has(to)) continue;
      seen.add(to);
      ways.push([...way, to]);
    }
  }
  return undefined;
}

const circles = [...arrows.keys()].map(wayBack).filter((way) => way !== undefined);
for (const way of circles) console.error(`folders import each other: ${way.join(' -> ')}`);
if (circles.length > 0) process.exitCode = 1;
else console.log(`${arrows.size} folders import one way`);
