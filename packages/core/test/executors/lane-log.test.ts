import { writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openLog, readLog } from '../../src/executors/processes/lane-log.ts';
import { LOG_HEADER_BYTES } from '../../src/executors/processes/log-page.ts';

const frame = (text: string): Buffer => {
  const bytes = Buffer.alloc(4 + text.length);
  bytes.writeUInt32LE(text.length, 0);
  bytes.write(text, 4);
  return bytes;
};

/** Writes a page as a child does: where its first frame stands in the stream, the frames, and an end. */
function written(offset: number, frames: readonly Buffer[]): number {
  const log = openLog() as number;
  const header = Buffer.alloc(LOG_HEADER_BYTES);
  header.writeDoubleLE(offset, 0);
  const stale = Buffer.alloc(500, 0xff);
  writeSync(log, stale, 0, stale.length, 0);
  const page = Buffer.concat([header, ...frames, Buffer.alloc(4)]);
  writeSync(log, page, 0, page.length, 0);
  return log;
}

describe.skipIf(process.platform === 'win32')('the page of a child that died', () => {
  it('gives the frames that did not arrive, and nothing that an older page left behind', () => {
    const frames = [frame('one'), frame('two'), frame('three')];
    expect(readLog(written(1000, frames), 1000)).toEqual(Buffer.concat(frames));
    expect(readLog(written(1000, frames), 1007)).toEqual(Buffer.concat(frames.slice(1)));
  });

  it('gives nothing where all had arrived, and nothing where nothing was written', () => {
    expect(readLog(written(1000, [frame('one')]), 1007)).toHaveLength(0);
    expect(readLog(openLog() as number, 0)).toHaveLength(0);
  });
});
