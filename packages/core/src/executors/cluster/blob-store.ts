/** Keeps values that are too large for the queue, in a place that callers and workers both reach. */
export interface BlobStore {
  /** Keeps bytes; gives the key that finds them again. */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws if nothing is kept under the key */
  get(key: string): Promise<Uint8Array>;
}

/** What travels: the bytes themselves, or where they are kept. */
export type Carried = { readonly bytes: Uint8Array } | { readonly blob: string };

/** Gives the bytes that were carried. */
export async function fetchCarried(carried: Carried, blobs: BlobStore | undefined): Promise<Uint8Array> {
  if ('bytes' in carried) return carried.bytes;
  if (blobs === undefined) {
    throw new TypeError(
      'a value lies in a blob store, but none was given here: pass the same `blobs` on both sides',
    );
  }
  return blobs.get(carried.blob);
}
