/** One cell of the article's summary table, measured. */
export interface CellResult {
  /** `T1` … `T12`. */
  readonly id: string;
  readonly model: 'threading' | 'multiprocessing' | 'asyncio';
  readonly aspect: 'concurrency model' | 'CPU-bound' | 'I/O-bound' | 'memory efficiency';
  /** The article's word, e.g. `Poorly`. */
  readonly article: string;
  /** Node, C++ and Python, in this order. */
  readonly measured: readonly CellValue[];
}

/** A cell's figure in one language. */
export interface CellValue {
  readonly language: 'Node' | 'C++' | 'Python';
  readonly state: 'measured' | 'missing';
  /** Null if missing. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** `cores at once`, `x` (speed-up over sequential), `MB a lane`. */
  readonly unit: string;
  /** The word that the figure earns, from the article's own: `Concurrent`, `Parallel`, `Poorly`, `Well`, … */
  readonly word: string;
  /** The figure as text, or why it is missing. */
  readonly text: string;
}
