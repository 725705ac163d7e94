import { parentPort } from 'node:worker_threads';
import { expose, transfer } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { TASKS } from './tasks.mjs';

expose({ ...TASKS, echoMoved: (bytes) => transfer(bytes, [bytes.buffer]) }, nodeEndpoint(parentPort));
