import { writeFile } from 'node:fs/promises';
import type { CliIo } from './io.ts';
import { UserError } from './user-error.ts';

/**
 * Writes a rendering to a file and says so on stderr; `-` is stdout.
 * @throws {UserError} if the file cannot be written
 */
export async function writeRendering(file: string, content: string, io: CliIo): Promise<void> {
  if (file === '-') {
    io.stdout.write(content);
    return;
  }
  try {
    await writeFile(file, content);
  } catch (error) {
    throw new UserError(`${file} cannot be written: ${(error as Error).message}`, { cause: error });
  }
  io.stderr.write(`written: ${file}\n`);
}
