/** One table of a text rendering. */
export interface SummaryTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What must be known beside it: gates, gaps, refused fits. */
  readonly notes: readonly string[];
}
