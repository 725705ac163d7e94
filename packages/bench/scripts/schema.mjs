// Writes the JSON Schema of the result document, from its TypeScript types: npm run schema.
import { writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const root = new URL('..', import.meta.url);

/** The schema of the types as they are now, as text. */
export function schemaText() {
  const schema = createGenerator({
    path: new URL('src/document/result.ts', root).pathname,
    tsconfig: new URL('schema/tsconfig.json', root).pathname,
    type: 'BenchResult',
    skipTypeCheck: true,
    topRef: false,
  }).createSchema('BenchResult');
  return `${JSON.stringify({ title: 'Counterpoint result, version 2', ...schema }, null, 2)}\n`;
}

if (import.meta.url === `file://${process.argv[1]}`)
  writeFileSync(new URL('schema/result.json', root), schemaText());
