import TASKS from './tasks.cjs';

export const { noop, increment, incrementChunk, spin, echo } = TASKS;
export { TASKS };
