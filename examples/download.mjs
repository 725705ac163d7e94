#!/usr/bin/env node
// Downloads files as one wants it done: node examples/download.mjs --help
// It is also a function for the shell: counterpoint map ./examples/download.mjs urls.txt --on async -j 16
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createExecutor, defineTask } from '@counterpoint/core';
import { DEFAULT_LIMITS, limitsOf } from './download/limits.mjs';
import { Downloader } from './download/download.mjs';
import { UsageError } from './download/usage-error.mjs';

const HELP = `Usage: node examples/download.mjs [options] [urls...]

Downloads URLs, given as arguments or as lines of stdin; prints a JSON line for each.
A run that was killed goes on where it was: complete files are kept, begun ones are resumed.

  -o, --folder <path>   where files go (default: .)
  -j, --concurrency <n> downloads at the same time (default: 16)
  --limit <name=value>  repeatable; sizes in bytes, durations in ms:
${Object.entries(DEFAULT_LIMITS)
  .filter(([name]) => name !== 'folder')
  .map(([name, value]) => `                        ${name}=${value}\n`)
  .join('')}
Exit codes: 0 every file is there, 1 at least one is not, 2 wrong usage, 130 interrupted.
`;

const interrupt = new AbortController();
let downloader = new Downloader(limitsOf(), interrupt.signal);

/** Downloads one URL by the limits of this process. */
export const download = defineTask(import.meta.url, 'download', (url) => downloader.download(url));
export default download;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main().catch((error) => {
    if (!(error instanceof UsageError) && !error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  });
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string', short: 'o', default: '.' },
      concurrency: { type: 'string', short: 'j', default: '16' },
      limit: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const concurrency = Number(values.concurrency);
  if (!(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 1024))
    throw new UsageError(`--concurrency: expected a whole number, 1 to 1024, got "${values.concurrency}"`);
  const given = Object.fromEntries(
    values.limit.map((limit) => limit.split('=')).map(([name, value]) => [name, Number(value)]),
  );
  downloader = new Downloader(limitsOf({ ...given, folder: values.folder }), interrupt.signal);

  process.once('SIGINT', () => interrupt.abort(new Error('interrupted')));
  process.once('SIGTERM', () => interrupt.abort(new Error('terminated')));
  let failed = 0;
  let done = 0;
  const urls = [];
  const pool = createExecutor('async', { concurrency });
  const results = pool
    .with({ signal: interrupt.signal })
    .map(download, input(positionals, urls), { settle: true });
  for await (const { state, value, reason } of results) {
    const url = urls.shift();
    done++;
    if (state === 'fulfilled') process.stdout.write(`${JSON.stringify(value)}\n`);
    else {
      failed++;
      process.stderr.write(
        `${url}: ${reason.code === undefined ? '' : `${reason.code}: `}${reason.message}\n`,
      );
    }
  }
  await pool.close();
  if (failed > 0) process.stderr.write(`${failed} of ${done} files were not downloaded\n`);
  return interrupt.signal.aborted ? 130 : failed > 0 ? 1 : 0;
}

/** Gives the URLs of the command line or of stdin's lines; notes each one, as the results come in the same order. */
async function* input(given, noted) {
  const typed = given.length > 0 && given[0] !== '-';
  for await (const line of typed ? given : createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const url = line.trim();
    if (url === '' && !typed) continue;
    noted.push(url);
    yield url;
  }
}
