import { move } from 'piscina';

export * from './tasks.mjs';

export const echoMoved = (bytes) => move(bytes);
