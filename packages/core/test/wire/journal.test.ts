import { describe, expect, it } from 'vitest';
import { Journal } from '../../src/wire/journal.ts';
import { Outcome } from '../../src/wire/outcome.ts';

const pair = (): readonly [host: Journal, lane: Journal] => {
  const host = new Journal();
  return [host, new Journal(host.buffer)];
};

describe('a journal in shared memory', () => {
  it('shows the host how each job stands', () => {
    const [host, lane] = pair();
    expect(host.state(0)).toBe(Outcome.pending);
    expect(lane.begin(0)).toBe(true);
    expect(host.state(0)).toBe(Outcome.running);
    lane.finish(0, Outcome.number, 42, 1000, 7);
    expect([host.state(0), host.number(0), host.startMs(0), host.runMs(0)]).toEqual([
      Outcome.number,
      42,
      1000,
      7,
    ]);
    host.free(0);
    expect(host.state(0)).toBe(Outcome.pending);
  });

  it('is as new for the next lane once it was cleared', () => {
    const [host, lane] = pair();
    lane.begin(0);
    lane.finish(0, Outcome.string, lane.keep('left behind'), 1000, 7);
    host.take(1);
    host.requestAbort(2);
    host.clear();
    expect([0, 1].map((sequence) => host.state(sequence))).toEqual([Outcome.pending, Outcome.pending]);
    expect(lane.abortRequested(2)).toBe(false);
    lane.finish(0, Outcome.string, lane.keep('mine'), 1001, 8);
    expect(host.takeText(0)).toBe('mine');
  });

  it('lets exactly one of host and lane have a job', () => {
    const [host, lane] = pair();
    expect([lane.begin(0), host.take(0)]).toEqual([true, false]);
    expect([host.take(1), lane.begin(1)]).toEqual([true, false]);
    lane.skip(1);
    expect(host.state(1)).toBe(Outcome.skipped);
  });

  it('keeps texts and bytes for ever, as long as the host reads them', () => {
    const [host, lane] = pair();
    for (let job = 0; job < 5000; job++) {
      const text = `${job} `.repeat(job % 300);
      const at = lane.keep(text);
      expect(at).toBeGreaterThanOrEqual(0);
      lane.finish(job, Outcome.string, at, 0, 0);
      expect(host.takeText(job)).toBe(text);
      host.free(job);
    }
    const bytes = Uint8Array.of(1, 2, 3);
    lane.finish(5000, Outcome.bytes, lane.keep(bytes), 0, 0);
    expect([...host.takeBytes(5000)]).toEqual([...bytes]);
  });

  it('says when there is no room, and has room again when the host has read', () => {
    const [host, lane] = pair();
    const text = 'x'.repeat(20_000);
    const kept: number[] = [];
    for (let at = lane.keep(text); at >= 0; at = lane.keep(text)) kept.push(at);
    expect(kept.length).toBeGreaterThan(1);
    expect(lane.keep('y'.repeat(1_000_000))).toBe(-1);
    for (const [job, at] of kept.entries()) lane.finish(job, Outcome.string, at, 0, 0);
    for (const job of kept.keys()) expect(host.takeText(job)).toBe(text);
    expect(lane.keep(text)).toBeGreaterThanOrEqual(0);
  });

  it('shows a request to abort to the job that it is meant for', () => {
    const [host, lane] = pair();
    expect(lane.abortRequested(0)).toBe(false);
    host.requestAbort(3);
    expect([lane.abortRequested(3), lane.abortRequested(4)]).toEqual([true, false]);
  });
});
