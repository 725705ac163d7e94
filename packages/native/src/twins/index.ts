export { counter } from './counter.ts';
export { sum } from './sum.ts';
