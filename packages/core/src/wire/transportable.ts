import { types } from 'node:util';
import { NotTransportable } from '../errors/executor-error.ts';

/** Tells whether a wire can carry a value; throws where it cannot. */
export type Probe = (value: unknown) => unknown;

/**
 * Explains why a value cannot cross.
 * @param what - name of the root in the path, e.g. `args`
 * @param value - the value that a wire refused
 * @param probe - the wire's own serializer
 * @param reason - the wire's own error
 */
export function notTransportable(
  what: string,
  value: unknown,
  probe: Probe,
  reason: unknown,
): NotTransportable {
  const found = findOffender(value, what, probe, new Set());
  const why = reason instanceof Error ? reason.message : String(reason);
  return found === undefined
    ? new NotTransportable(`${what} cannot cross to or from a lane (${why}): pass plain data instead`, what)
    : new NotTransportable(
        `${found.path} is ${describe(found.value)}, which cannot cross to or from a lane: pass plain data instead`,
        found.path,
      );
}

interface Offender {
  readonly path: string;
  readonly value: unknown;
}

/** Walks into plain containers only; the first leaf that the wire refuses is the offender. */
function findOffender(value: unknown, path: string, probe: Probe, seen: Set<unknown>): Offender | undefined {
  if (crosses(value, probe) || seen.has(value)) return undefined;
  seen.add(value);
  for (const [step, child] of children(value)) {
    const found = findOffender(child, path + step, probe, seen);
    if (found !== undefined) return found;
  }
  return { path, value };
}

function crosses(value: unknown, probe: Probe): boolean {
  try {
    probe(value);
    return true;
  } catch {
    return false;
  }
}

function* children(value: unknown): Generator<readonly [step: string, child: unknown]> {
  if (Array.isArray(value)) {
    for (const [index, child] of value.entries()) yield [`[${index}]`, child];
  } else if (value instanceof Map) {
    for (const [key, child] of value) {
      yield [`.keys()`, key];
      yield [`.get(${String(key)})`, child];
    }
  } else if (value instanceof Set) {
    for (const child of value) yield [`.values()`, child];
  } else if (typeof value === 'object' && value !== null && !types.isProxy(value)) {
    for (const key of Object.keys(value)) {
      let child: unknown;
      try {
        child = (value as Record<string, unknown>)[key];
      } catch {
        continue;
      }
      yield [/^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`, child];
    }
  }
}

function describe(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (types.isProxy(value)) return 'a Proxy';
  if (typeof value === 'object' && value !== null) {
    const name = (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor
      ?.name;
    return `of the class ${name ?? 'null'}`;
  }
  return String(value);
}
