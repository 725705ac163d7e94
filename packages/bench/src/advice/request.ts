/** What the user wants of the advice. */
export type Goal = 'throughput' | 'latency' | 'loop' | 'isolation';

/** The function, its inputs and the limits of an advice. */
export interface AdviceRequest {
  /** Absolute URL of the function's module. */
  readonly url: string;
  readonly exportName: string;
  /** Native kernel that computes the same; it is tried as one more model. */
  readonly kernel?: KernelChoice;
  /** For people. */
  readonly label: string;
  /** Argument lists, used in turn; at least one. */
  readonly samples: readonly (readonly unknown[])[];
  /** Number of jobs that the advice is for. */
  readonly jobs: number;
  /** Time that all measurements may take, ms. */
  readonly budgetMs: number;
  readonly goal: Goal;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Told what is being done now. */
  readonly onStep?: (step: string) => void;
}

/** A native kernel. */
export interface KernelChoice {
  /** Absolute path of its shared library; undefined for a kernel of `@counterpoint/native`. */
  readonly library?: string;
  readonly symbol: string;
}

/** Models that advice is about. */
export type AdvisedModel = 'inline' | 'async' | 'threads' | 'processes' | 'native';

/** A model with its number of lanes. */
export interface Setup {
  readonly model: AdvisedModel;
  readonly lanes: number;
}

/** Names a setup: `threads x2`. */
export function setupName({ model, lanes }: Setup): string {
  return model === 'inline' ? 'inline' : `${model} x${lanes}`;
}
