import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';

/** Names an outcome so that equal results have equal names; what cannot be serialized is told by its type. */
export function digestOf(outcome: PromiseSettledResult<unknown>): string {
  if (outcome.status === 'rejected') {
    const reason: unknown = outcome.reason;
    return reason instanceof Error ? `error ${reason.name}: ${reason.message}` : `thrown ${typeof reason}`;
  }
  // The same number has two serial forms.
  if (typeof outcome.value === 'number') return String(outcome.value);
  try {
    return createHash('sha1')
      .update(serialize(plain(outcome.value)))
      .digest('hex');
  } catch {
    return `a ${typeof outcome.value} that cannot be serialized`;
  }
}

/** A Buffer arrives from a lane as a Uint8Array. */
function plain(value: unknown): unknown {
  return Buffer.isBuffer(value) ? new Uint8Array(value) : value;
}
