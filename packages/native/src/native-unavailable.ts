/** Thrown by every call when this machine has no usable binary of the addon; the message names the one command
 * that builds it. Importing the package never throws it. */
export class NativeUnavailable extends Error {
  override readonly name: string = 'NativeUnavailable';
  readonly code = 'ERR_NATIVE_UNAVAILABLE' as const;
}
