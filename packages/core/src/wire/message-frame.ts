import { HEADER_BYTES, setLength } from './frames.ts';
import type { LaneSetup, RunMessage, ToLane } from './messages.ts';
import { deserializeValue, serializeBehind } from './serialize.ts';

/** First byte of a batch whose arguments are all numbers; what V8 serializes begins with 0xff. */
const NUMBERS = 1;
/** The first byte, and the lengths of shape and arguments. */
const LENGTHS_BYTES = 9;

/**
 * Makes one frame of a message to a child process. A batch of numbers is laid down as it is, since the serializer takes
 * longer to set up than to write it.
 * @throws where a value cannot be serialized, and a RangeError for more than 2 GiB
 */
export function messageFrame(message: LaneSetup | ToLane): Buffer {
  const isRun =
    'type' in message &&
    message.type === 'run' &&
    message.define === undefined &&
    message.origins === undefined;
  return isRun && areNumbers(message.args)
    ? numbersFrame(message)
    : setLength(serializeBehind(HEADER_BYTES, message));
}

/** Reads a message whose frame lies from `at` to `end`. */
export function readMessage(bytes: Buffer, at: number, end: number): LaneSetup | ToLane {
  return bytes[at] === NUMBERS
    ? readNumbers(bytes, at)
    : (deserializeValue(bytes.subarray(at, end)) as LaneSetup | ToLane);
}

function areNumbers(args: readonly unknown[] | Float64Array): args is readonly number[] | Float64Array {
  return args instanceof Float64Array || args.every((arg) => typeof arg === 'number');
}

function numbersFrame({ shape, args }: RunMessage): Buffer {
  const length = LENGTHS_BYTES + shape.length * 8 + args.length * 8;
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + length);
  bytes.writeUInt32LE(length, 0);
  bytes[HEADER_BYTES] = NUMBERS;
  bytes.writeUInt32LE(shape.length, HEADER_BYTES + 1);
  bytes.writeUInt32LE(args.length, HEADER_BYTES + 5);
  let at = HEADER_BYTES + LENGTHS_BYTES;
  for (const part of shape) at = bytes.writeDoubleLE(part, at);
  for (const arg of args as readonly number[]) at = bytes.writeDoubleLE(arg, at);
  return bytes;
}

function readNumbers(bytes: Buffer, start: number): RunMessage {
  const shape: number[] = [];
  const args: number[] = [];
  let at = start + LENGTHS_BYTES;
  for (const end = at + bytes.readUInt32LE(start + 1) * 8; at < end; at += 8)
    shape.push(bytes.readDoubleLE(at));
  for (const end = at + bytes.readUInt32LE(start + 5) * 8; at < end; at += 8)
    args.push(bytes.readDoubleLE(at));
  return { type: 'run', shape, args };
}
