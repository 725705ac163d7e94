import { ThreadWorker } from 'poolifier';
import { TASKS } from './tasks.mjs';

export default new ThreadWorker(TASKS);
