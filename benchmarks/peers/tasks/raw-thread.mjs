import { parentPort } from 'node:worker_threads';
import { TASKS } from './tasks.mjs';

parentPort.on('message', ([id, name, value]) => {
  if (name === 'echoMoved') parentPort.postMessage([id, value], [value.buffer]);
  else parentPort.postMessage([id, TASKS[name](value)], undefined);
});
