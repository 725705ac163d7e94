// Adds up what the test runners said, and fails if one of the packages ran no test.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const sum = { passed: 0, failed: 0, skipped: 0 };
let empty = files.length === 0;
for (const name of files) {
  const run = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  // A file that could not be loaded has no tests to count, and is a failure all the same.
  const broken = run.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  sum.passed += run.numPassedTests;
  sum.failed += run.numFailedTests + broken;
  sum.skipped += run.numPendingTests + run.numTodoTests;
  empty ||= run.numTotalTests === 0;
  console.log(
    `${name}: ${run.numPassedTests} passed, ${run.numFailedTests + broken} failed, ${run.numPendingTests} skipped`,
  );
}
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exitCode = sum.failed > 0 || empty ? 1 : 0;
