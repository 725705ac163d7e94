// Draws the article's chart of a result for the README, in light and dark: npm run pictures -- docs/results/NAME.json
import { readFileSync, writeFileSync } from 'node:fs';
import { parseResult, renderPicture } from '@counterpoint/bench/report';

const [source, target = 'docs/images/article'] = process.argv.slice(2);
if (source === undefined) {
  console.error('expected a result: npm run pictures -- results/NAME.json [docs/images/article]');
  process.exit(2);
}
const result = parseResult(readFileSync(source, 'utf8'));
for (const theme of ['light', 'dark']) {
  writeFileSync(`${target}-${theme}.svg`, renderPicture(result, theme));
  console.log(`written: ${target}-${theme}.svg`);
}
