import workerpool from 'workerpool';
import { TASKS } from './tasks.mjs';

workerpool.worker({ ...TASKS, echoMoved: (bytes) => new workerpool.Transfer(bytes, [bytes.buffer]) });
