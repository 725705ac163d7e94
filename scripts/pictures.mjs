// Draws the README's pictures in light and dark: the article's chart of a result, and a terminal that shows one of its workloads.
// npm run pictures [-- results/NAME.json]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseResult, renderPicture } from '@counterpoint/bench/report';
import { captured, terminalSvg } from './terminal.mjs';

const [source = 'docs/results/article.json'] = process.argv.slice(2);
const COMMAND = `counterpoint report ${source} | sed -n '/shortSum:/,/^$/p'`;

const result = parseResult(readFileSync(source, 'utf8'));
const output = captured(COMMAND);
for (const theme of ['light', 'dark']) {
  write(`docs/images/article-${theme}.svg`, renderPicture(result, theme));
  write(`docs/images/terminal-${theme}.svg`, terminalSvg(COMMAND, output, theme));
}

function write(file, text) {
  writeFileSync(file, text);
  console.log(`written: ${file}`);
}
