import { TASKS } from './tasks.mjs';

process.on('message', ([id, name, value]) => process.send([id, TASKS[name](value)]));
process.on('disconnect', () => process.exit(0));
