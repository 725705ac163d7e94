import { types } from 'node:util';
import { serialize } from 'node:v8';
import { EXECUTOR_ERRORS, NotTransportable } from '../errors/executor-error.ts';

/** An error, or anything else that was thrown, in a form that every wire can carry. */
export type EncodedError =
  | { readonly type: 'error'; readonly error: ErrorParts }
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'symbol'; readonly description: string | undefined; readonly registered: boolean }
  | { readonly type: 'function'; readonly name: string };

/** An error, taken apart. */
interface ErrorParts {
  /** Name of the built-in class, or of one of ours, that it is rebuilt with. */
  readonly base: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly own: readonly (readonly [key: string, value: EncodedError])[];
  /** A list, so that an absent cause and an undefined one differ. */
  readonly cause: readonly EncodedError[];
  readonly errors?: readonly EncodedError[];
}

const BUILT_IN: Readonly<Record<string, ErrorConstructor>> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

/** Cause chains deeper than this are cut. */
const MAX_DEPTH = 16;

/** Keys of an error that are carried by name, not among its own properties. */
const CARRIED = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/** Takes anything that was thrown apart; never throws itself, whatever the value's getters do. */
export function encodeError(thrown: unknown, depth = 0): EncodedError {
  if (typeof thrown === 'symbol') {
    const key = Symbol.keyFor(thrown);
    return { type: 'symbol', description: key ?? thrown.description, registered: key !== undefined };
  }
  if (typeof thrown === 'function') return { type: 'function', name: thrown.name };
  if (isError(thrown)) return encodeParts(thrown, depth);
  return isSerializable(thrown)
    ? { type: 'value', value: thrown }
    : { type: 'value', value: safeText(() => Object.prototype.toString.call(thrown)) };
}

function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

function encodeParts(error: Error, depth: number): EncodedError {
  const deeper = (value: unknown): EncodedError =>
    depth >= MAX_DEPTH ? { type: 'value', value: '[deeper than 16 causes]' } : encodeError(value, depth + 1);
  const list = safe(() => (error as AggregateError).errors as unknown);
  return {
    type: 'error',
    error: {
      base: baseName(error),
      name: safeText(() => error.name),
      message: safeText(() => error.message),
      stack: safeText(() => error.stack),
      own: ownEntries(error).map(([key, value]) => [key, deeper(value)]),
      cause: safe(() => Object.hasOwn(error, 'cause')) === true ? [deeper(safe(() => error.cause))] : [],
      ...(Array.isArray(list) ? { errors: list.map(deeper) } : {}),
    },
  };
}

/** Finds the nearest class that both sides know. */
function baseName(error: Error): string {
  if (error instanceof DOMException) return 'DOMException';
  if (error instanceof AggregateError) return 'AggregateError';
  let prototype: unknown = safe(() => Object.getPrototypeOf(error) as unknown);
  while (typeof prototype === 'object' && prototype !== null) {
    const name = safeText(() => (prototype as Error).constructor.name);
    if (Object.hasOwn(BUILT_IN, name) || EXECUTOR_ERRORS.has(name)) return name;
    prototype = Object.getPrototypeOf(prototype);
  }
  return 'Error';
}

function ownEntries(error: Error): [string, unknown][] {
  const keys = safe(() => Object.keys(error)) ?? [];
  return keys
    .filter((key) => !CARRIED.has(key))
    .map((key) => [key, safe(() => (error as unknown as Record<string, unknown>)[key])]);
}

/** Puts an error, or whatever else was thrown, together again. */
export function decodeError(encoded: EncodedError): unknown {
  switch (encoded.type) {
    case 'value':
      return encoded.value;
    case 'symbol':
      return encoded.registered ? Symbol.for(encoded.description ?? '') : Symbol(encoded.description);
    case 'function':
      return new NotTransportable(
        `the task threw a function${encoded.name === '' ? '' : ` (${encoded.name})`}, which cannot cross from its lane: throw an Error`,
        'thrown',
      );
    default:
      return decodeParts(encoded.error);
  }
}

function decodeParts(parts: ErrorParts): Error {
  const error = create(parts);
  define(error, 'stack', parts.stack === '' ? `${parts.name}: ${parts.message}` : parts.stack);
  if (safe(() => error.name) !== parts.name) define(error, 'name', parts.name);
  if (parts.cause[0] !== undefined) define(error, 'cause', decodeError(parts.cause[0]));
  if (parts.errors !== undefined) define(error, 'errors', parts.errors.map(decodeError));
  for (const [key, value] of parts.own) {
    Object.defineProperty(error, key, {
      value: decodeError(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return error;
}

function create({ base, name, message }: ErrorParts): Error {
  if (base === 'DOMException') return new DOMException(message, name);
  if (base === 'AggregateError') return new AggregateError([], message);
  const ours = EXECUTOR_ERRORS.get(base);
  if (ours === undefined) return new (BUILT_IN[base] ?? Error)(message);
  return Object.setPrototypeOf(new Error(message), ours.prototype) as Error;
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, enumerable: false, configurable: true, writable: true });
}

function isSerializable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return safe(() => serialize(value)) !== undefined;
}

/** Getters of a foreign error may throw; what they hide is left out. */
function safe<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function safeText(read: () => unknown): string {
  const value = safe(read);
  return typeof value === 'string' ? value : '';
}
