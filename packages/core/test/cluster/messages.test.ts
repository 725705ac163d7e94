import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromBody,
  pack,
  PROTOCOL,
  toBody,
  unpack,
  type Parcel,
  type Reply,
} from '../../src/executors/cluster/messages.ts';

const value = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.string({ unit: 'binary', maxLength: 2000 }),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, '\ud800', '__proto__'),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }),
);

const parcel: Parcel = {
  protocol: PROTOCOL,
  tasks: [[3, { module: 'tasks.js', exportName: 'run', version: '0123456789abcdef' }]],
  bulk: false,
  shape: [3, 1, 1, 7, 1, 0],
  args: [],
  origin: 'origin',
};

describe('messages', () => {
  it('carry any arguments exactly, in either format', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), (args) => {
        const expected = { ...parcel, args: deserialize(serialize(args)) as unknown[] };
        expect(unpack(fromBody(toBody(pack({ ...parcel, args }))))).toStrictEqual(expected);
      }),
    );
  });

  it('carry any result exactly, with and without losses', () => {
    fc.assert(
      fc.property(value, fc.option(fc.nat(), { nil: undefined }), (result, losses) => {
        const reply = (outcome: unknown): Reply => ({
          type: 'outcomes',
          from: 2,
          outcomes: [{ value: outcome }],
          ...(losses === undefined ? {} : { losses }),
          startMs: 1.5,
          runMs: 0.25,
        });
        expect(unpack(pack(reply(result)))).toStrictEqual(reply(deserialize(serialize(result))));
      }),
    );
  });

  it('keep what a call asks for', () => {
    const calls = [{ timeoutMs: 5, graceMs: 1, report: true as const }];
    expect(unpack(pack({ ...parcel, args: [1], calls }))).toStrictEqual({ ...parcel, args: [1], calls });
  });

  it('write a small job as text, and a value that text cannot hold in the other format', () => {
    expect(pack({ ...parcel, args: [1, 'a', null, true] }).toString()).toMatch(/^\["parcel",/);
    for (const odd of [NaN, -0, undefined, 1n, {}, 'a'.repeat(1025)])
      expect(pack({ ...parcel, args: [odd] })[0]).toBe(0xff);
  });
});
