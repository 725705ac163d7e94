/** Why a file was not downloaded. */
export class DownloadError extends Error {
  name = 'DownloadError';

  /**
   * @param code - stable: ERR_STATUS, ERR_TRUNCATED, ERR_TOO_LARGE, ERR_TIMEOUT, ERR_REDIRECT, ERR_SCHEME, ERR_ENCODING, ERR_RANGE
   * @param again - whether another try can help; `waitMs` is what the server asked for
   */
  constructor(code, message, { again = false, waitMs } = {}) {
    super(message);
    this.code = code;
    this.again = again;
    this.waitMs = waitMs;
  }
}
