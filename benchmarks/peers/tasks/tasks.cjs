// The work of every row, as plain functions; each peer's worker file hands the same ones out.

/** The no-op: gives its argument back. */
const noop = (value) => value;

const increment = (value) => value + 1;

/** A chunk of numbers, for pools whose user must cut the work by hand. */
const incrementChunk = (values) => values.map(increment);

/** Holds the thread for so many ms of wall clock. */
function spin(ms) {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

/** Gives its argument back; what is in it is copied. */
const echo = (value) => value;

module.exports = { noop, increment, incrementChunk, spin, echo };
