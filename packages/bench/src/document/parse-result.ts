import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { SCHEMA_VERSION, type BenchResult } from './result.ts';

/** How a page holds the document that it was made of. */
const EMBEDDED = /<script type="application\/json" id="counterpoint-data">(.*?)<\/script>/s;

/**
 * Reads a result document from JSON, or from an HTML report that embeds one, and checks it against the published schema.
 * @throws {SyntaxError} if there is no JSON in it
 * @throws {TypeError} if it is no result document of this version; the message names the first place that is wrong
 */
export function parseResult(text: string): BenchResult {
  const json = text.trimStart().startsWith('<') ? EMBEDDED.exec(text)?.[1] : text;
  if (json === undefined)
    throw new SyntaxError('expected a report of counterpoint, got HTML without a result in it');
  const document = JSON.parse(json) as { readonly schemaVersion?: unknown } | null;
  if (document?.schemaVersion !== SCHEMA_VERSION) {
    throw new TypeError(
      `schemaVersion: expected ${SCHEMA_VERSION}, got ${JSON.stringify(document?.schemaVersion)}; render it with the counterpoint that wrote it, or measure again`,
    );
  }
  const schema = JSON.parse(
    readFileSync(new URL('../../schema/result.json', import.meta.url), 'utf8'),
  ) as object;
  const validate = new Ajv({ strict: false }).compile(schema);
  if (validate(document)) return document as BenchResult;
  const [first] = validate.errors ?? [];
  throw new TypeError(`${first?.instancePath.slice(1) ?? ''}: ${first?.message ?? 'no result document'}`);
}
