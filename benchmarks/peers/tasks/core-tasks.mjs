import { transfer } from '@counterpoint/core';

export const echoMoved = (bytes) => transfer(bytes, [bytes.buffer]);
