// One process for one line, as xargs and GNU parallel start it.
import work from './work.mjs';

process.stdout.write(`${JSON.stringify(work(JSON.parse(process.argv[2])))}\n`);
