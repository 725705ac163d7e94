/** One page of memory: the system copies a write within it whole, or not at all. */
export const LOG_BYTES = 4096;
/** The page begins with the place of its first frame in the stream. */
export const LOG_HEADER_BYTES = 8;
/** A frame of length 0 ends the page. */
export const LOG_END_BYTES = 4;
