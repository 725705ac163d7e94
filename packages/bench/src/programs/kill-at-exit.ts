/** One listener for all children: a sweep has more of them at once than the ten that Node takes for a leak. */
const kills = new Set<() => void>();
let listening = false;

/**
 * Calls a function when this process ends.
 * @returns takes it back
 */
export function killAtExit(kill: () => void): () => void {
  if (!listening)
    process.on('exit', () => {
      for (const one of kills) one();
    });
  listening = true;
  kills.add(kill);
  return () => void kills.delete(kill);
}
