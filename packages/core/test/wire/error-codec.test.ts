import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { LaneCrashed, NotTransportable, TimedOut } from '../../src/errors/executor-error.ts';
import { decodeError, encodeError } from '../../src/wire/error-codec.ts';

/** What arrives on the other side of a wire. */
const carried = (thrown: unknown): unknown =>
  decodeError(deserialize(serialize(encodeError(thrown))) as ReturnType<typeof encodeError>);

describe('the error codec', () => {
  it('keeps class, name, message, stack, code, own properties and cause', () => {
    class ParseError extends SyntaxError {
      readonly code = 'E_PARSE';
      override get name(): string {
        return 'ParseError';
      }
    }
    const error = Object.assign(new ParseError('line 3', { cause: new TypeError('no text') }), {
      at: { line: 3 },
    });
    const got = carried(error) as ParseError & { at: unknown };
    expect(got).toBeInstanceOf(SyntaxError);
    expect(Object.prototype.toString.call(got)).toBe('[object Error]');
    expect(got).toMatchObject({ name: 'ParseError', message: 'line 3', code: 'E_PARSE', at: { line: 3 } });
    expect(got.stack).toBe(error.stack);
    expect(got.cause).toBeInstanceOf(TypeError);
    expect(Object.keys(got).toSorted()).toEqual(['at', 'code']);
  });

  it('tells an absent cause from an undefined one', () => {
    expect(Object.hasOwn(carried(new Error('a')) as Error, 'cause')).toBe(false);
    expect(Object.hasOwn(carried(new Error('a', { cause: undefined })) as Error, 'cause')).toBe(true);
  });

  it.each([Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError])(
    'keeps %o what it is',
    (errorClass) => expect((carried(new errorClass('x')) as Error).constructor).toBe(errorClass),
  );

  it('keeps AggregateErrors with all that they hold, nested', () => {
    const got = carried(
      new AggregateError([new AggregateError([new RangeError('deep')]), 'text'], 'both'),
    ) as AggregateError;
    expect(got).toBeInstanceOf(AggregateError);
    expect(got.message).toBe('both');
    expect((got.errors[0] as AggregateError).errors[0]).toBeInstanceOf(RangeError);
    expect(got.errors[1]).toBe('text');
  });

  it('keeps DOMExceptions, so that an AbortError stays one', () => {
    const got = carried(new DOMException('stop', 'AbortError')) as DOMException;
    expect(got).toBeInstanceOf(DOMException);
    expect([got.name, got.message, got.code]).toEqual(['AbortError', 'stop', 20]);
  });

  it('keeps the errors of an executor inside a lane, with what they tell', () => {
    expect(carried(new LaneCrashed('gone', { exitCode: 3, signal: null }))).toMatchObject({
      code: 'ERR_LANE_CRASHED',
      exitCode: 3,
    });
    expect(carried(new TimedOut(5))).toBeInstanceOf(TimedOut);
    expect(carried(new NotTransportable('no', 'args[0]'))).toMatchObject({ path: 'args[0]' });
  });

  it('carries what is no error as that value', () => {
    for (const value of [undefined, null, 0, 'text', 12n, { a: [1] }]) expect(carried(value)).toEqual(value);
    expect(carried(Symbol.for('shared'))).toBe(Symbol.for('shared'));
    expect(String(carried(Symbol('own')))).toBe('Symbol(own)');
    expect(carried(() => 1)).toBeInstanceOf(NotTransportable);
  });

  it('survives causes in a circle, properties that cannot cross, and getters that throw', () => {
    const circle = new Error('circle');
    circle.cause = circle;
    expect((carried(circle) as Error).message).toBe('circle');
    const holder = Object.assign(new Error('holder'), { callback: () => 1, socket: { write: () => 1 } });
    expect((carried(holder) as Error).message).toBe('holder');
    const hostile = new Error('hostile');
    for (const key of ['stack', 'name', 'cause', 'extra']) {
      Object.defineProperty(hostile, key, {
        enumerable: true,
        get: () => {
          throw new Error('trap');
        },
      });
    }
    expect((carried(hostile) as Error).message).toBe('hostile');
  });
});
