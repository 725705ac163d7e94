/** How a job stands on its lane, or how it ended there; the numbers travel. */
export const Outcome = {
  /** Sent, not begun. */
  pending: 0,
  running: 1,
  /** Cancelled by the host before it began; the lane has not seen that yet. */
  taken: 2,
  /** Passed over by the lane without running it. */
  skipped: 3,
  number: 4,
  undefined: 5,
  null: 6,
  true: 7,
  false: 8,
  /** UTF-16 text beside the record. */
  string: 9,
  /** v8-serialized bytes beside the record. */
  bytes: 10,
  /** The value comes as a message of its own. */
  posted: 11,
  /** An encoded error. */
  error: 12,
  /** The prefix of a bulk job's results, and its error if one ended it. */
  bulk: 13,
} as const;

export type OutcomeKind = (typeof Outcome)[keyof typeof Outcome];

/** The kind of a value that needs no bytes of its own; undefined for any other. */
export function simpleKind(value: unknown): OutcomeKind | undefined {
  switch (typeof value) {
    case 'number':
      return Outcome.number;
    case 'undefined':
      return Outcome.undefined;
    case 'boolean':
      return value ? Outcome.true : Outcome.false;
    default:
      return value === null ? Outcome.null : undefined;
  }
}

/** The value of a kind that has no bytes; `number` is what a number kind carries. */
export function simpleValue(kind: OutcomeKind, number: number): number | boolean | null | undefined {
  switch (kind) {
    case Outcome.number:
      return number;
    case Outcome.true:
      return true;
    case Outcome.false:
      return false;
    case Outcome.null:
      return null;
    default:
      return undefined;
  }
}
