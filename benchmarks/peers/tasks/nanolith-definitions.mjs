import { define } from 'nanolith';
import { TASKS } from './tasks.mjs';

export const api = await define(TASKS);
