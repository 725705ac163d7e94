// Writes packages/*/api/*.md, what each entry of each package exports; with --check it fails where a report is not up to date.
// It fails as well where an exported name has no docstring, or where a signature names a type that its entry does not export.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';

const ROOT = path.resolve(import.meta.dirname, '..');
const PACKAGES = ['core', 'native', 'bench'];
/** Types of what only the package itself calls: the constructor of a worker, whose way in is `startClusterWorker`. */
const INSIDE = new Set(['Parts']);
const check = process.argv.includes('--check');
const temporary = mkdtempSync(path.join(tmpdir(), 'counterpoint-api-'));

/** The extractor's settings for one entry: declarations in, report out, nothing else. */
function configuration(folder, declarations, report) {
  return ExtractorConfig.prepare({
    packageJsonFullPath: path.join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: path.join(folder, declarations),
      newlineKind: 'lf',
      // The extractor brings a TypeScript of its own, which reads the declarations that ours wrote.
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: 'nodenext',
            target: 'es2022',
            lib: ['es2023', 'esnext.disposable'],
            strict: true,
            skipLibCheck: true,
            noEmit: true,
            types: ['node'],
          },
          include: ['dist/**/*.d.ts'],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: report,
        reportFolder: path.join(folder, 'api'),
        reportTempFolder: temporary,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}

/** Whether a message is about a name of the entry itself; the members of a type explain themselves by their names and units. */
function isTopLevel(message) {
  return message.messageId !== 'ae-undocumented' || message.sourceFileColumn === 1;
}

const faults = [];
for (const name of PACKAGES) {
  const folder = path.join(ROOT, 'packages', name);
  const { exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  mkdirSync(path.join(folder, 'api'), { recursive: true });
  const unnamed = [];
  let exported = '';
  for (const [entry, target] of Object.entries(exports)) {
    if (target.types === undefined) continue;
    const report = entry === '.' ? 'index' : entry.slice(2);
    const { apiReportChanged } = Extractor.invoke(configuration(folder, target.types, report), {
      localBuild: !check,
      messageCallback: (message) => {
        message.handled = true;
        if (message.logLevel !== ExtractorLogLevel.Error) return;
        const place = `packages/${name} ${entry} ${message.sourceFilePath ?? ''}:${message.sourceFileLine ?? ''}`;
        if (message.messageId === 'ae-forgotten-export') {
          unnamed.push({ symbol: /"(\w+)"/.exec(message.text)[1], text: `${place} ${message.text}` });
        } else if (isTopLevel(message)) faults.push(`${place} ${message.text}`);
      },
    });
    exported += readFileSync(path.join(temporary, `${report}.api.md`), 'utf8');
    if (check && apiReportChanged) {
      faults.push(
        `packages/${name}/api/${report}.api.md is not what is exported: npm run build && npm run api`,
      );
    }
  }
  // A type that another entry of the package exports can be named.
  for (const { symbol, text } of unnamed) {
    if (INSIDE.has(symbol)) continue;
    if (!new RegExp(`^export [\\w ]*\\b${symbol}\\b`, 'm').test(exported)) faults.push(text);
  }
}
rmSync(temporary, { recursive: true });
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
