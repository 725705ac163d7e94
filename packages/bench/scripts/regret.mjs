/** The models that are measured: those that stay what they are, and the one that chooses among them. */
const FIXED = ['inline', 'async', 'threads', 'processes'];
export const MODELS = [...FIXED, 'auto'];
/** What each measurement gives: the first map of a new executor, its second, and the two together. */
export const KINDS = ['cold', 'warm', 'both'];

/**
 * Names the models that are worth more rounds: auto, and those that were once within `factor` of the best one.
 * @param times - of each model a list of times by kind, ms
 */
export function nearModels(times, factor) {
  const least = (model, at) => Math.min(...times[model].map((sample) => sample[at]));
  const bests = KINDS.map((_, at) => Math.min(...FIXED.map((model) => least(model, at))));
  return MODELS.filter(
    (model) => model === 'auto' || bests.some((best, at) => least(model, at) < factor * best),
  );
}

/**
 * Holds auto's typical time against that of the best fixed model, by kind, ms.
 *
 * The best model is chosen on one half of the rounds and timed on the other, and the other way round: the least of several
 * noisy means is less than any of them truly is, which would count against auto.
 */
export function regretOf(times) {
  const halves = [0, 1].map((half) => (_, round) => round % 2 === half);
  const typicalOf = (model, at, half) =>
    midmean(times[model].filter(halves[half]).map((sample) => sample[at]));
  const chosen = (at, half) =>
    FIXED.reduce((best, model) => (typicalOf(model, at, half) < typicalOf(best, at, half) ? model : best));
  const kinds = KINDS.map((_, at) => ({
    auto: meanOfHalves((half) => typicalOf('auto', at, half)),
    best: meanOfHalves((half) => typicalOf(chosen(at, 1 - half), at, half)),
    model: [...new Set([chosen(at, 0), chosen(at, 1)])].join(' or '),
  }));
  return {
    auto: kinds.map(({ auto }) => auto),
    bests: kinds.map(({ best }) => best),
    models: kinds.map(({ model }) => model),
    ratios: kinds.map(({ auto, best }) => auto / best),
  };
}

function meanOfHalves(timeOf) {
  return (timeOf(0) + timeOf(1)) / 2;
}

/** The mean of the middle half: where a case takes one of two times, as the allocator is lucky or not, a median is either of them by chance. */
function midmean(values) {
  const cut = Math.floor(values.length / 4);
  const middle = values.toSorted((one, other) => one - other).slice(cut, values.length - cut);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
