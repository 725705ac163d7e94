import { Socket } from 'node:net';
import { Runner } from '../../lane/runner.ts';
import { FrameReader } from '../../wire/frames.ts';
import { readMessage } from '../../wire/message-frame.ts';
import type { LaneSetup, ToLane } from '../../wire/messages.ts';
import { PipeOutlet } from './pipe-outlet.ts';

/** The descriptor that the host writes to. */
const FROM_HOST = 3;

const outlet = new PipeOutlet();
process.on('exit', () => outlet.send());
process.on('uncaughtExceptionMonitor', (error) => outlet.fault(error));

let runner: Runner | undefined;

/** The first message sets the lane up, all others carry work. */
async function receive(message: LaneSetup | ToLane): Promise<void> {
  if (runner !== undefined) {
    runner.receive(message as ToLane);
    return;
  }
  const setup = message as LaneSetup;
  runner = new Runner(setup, outlet);
  try {
    await runner.initialize(setup);
  } catch (error) {
    outlet.fault(error);
    process.exit(1);
  }
  outlet.ready();
}

const socket = new Socket({ fd: FROM_HOST, readable: true, writable: false });
const reader = new FrameReader((bytes, at, end) => void receive(readMessage(bytes, at, end)));
socket.on('data', (chunk: Buffer) => reader.push(chunk));
// The host closed its end, or is gone: nobody waits for what is left.
socket.on('close', () => process.exit(0));
socket.on('error', () => process.exit(0));
