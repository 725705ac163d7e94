import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * A file on its way: `name.part` holds what is there, `name.part.json` of which version it is.
 *
 * The final name appears only by a rename of the complete file.
 */
export class Part {
  #file;
  #path;

  /** @param path - the final one */
  constructor(path) {
    this.#path = path;
    this.#file = `${path}.part`;
  }

  /** Gives what an earlier try left: bytes and validator; undefined if nothing can be gone on with. */
  async left(url) {
    if (!existsSync(`${this.#file}.json`)) return undefined;
    try {
      const version = JSON.parse(await readFile(`${this.#file}.json`, 'utf8'));
      const { size } = await stat(this.#file);
      return version.url === url && size > 0 ? { bytes: size, validator: version.validator } : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * Opens it for writing.
   * @param validator - of the version that is written; undefined for one that cannot be gone on with
   * @param at - bytes that are there already
   */
  async open(url, validator, at) {
    if (at > 0) return open(this.#file, 'r+');
    await rm(`${this.#file}.json`, { force: true });
    const handle = await open(this.#file, 'w');
    if (validator !== undefined) await writeFile(`${this.#file}.json`, JSON.stringify({ url, validator }));
    return handle;
  }

  /** Gives it its final name. */
  async finish() {
    await rename(this.#file, this.#path);
    await rm(`${this.#file}.json`, { force: true });
  }

  /**
   * Writes a small file at once; there is nothing to go on with.
   *
   * In this thread: the way to another one and back, four times a file, costs three times what the writing does.
   */
  write(chunks) {
    writeFileSync(this.#file, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    renameSync(this.#file, this.#path);
  }

  async remove() {
    await rm(this.#file, { force: true });
    await rm(`${this.#file}.json`, { force: true });
  }
}
