/** How a kernel is called beside its input. */
export interface KernelCall {
  /** Stops the kernel; its promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Work in native code, under a name: takes its input as one object, resolves to its value. Declared as a method is, so
 * that a kernel may ask for certain options. */
export type Kernel = { run(input: object, call?: KernelCall): Promise<unknown> }['run'];

/** Kernels by name; `kernels` of `@counterpoint/native` is one such object. */
export type Kernels = Readonly<Record<string, Kernel>>;
