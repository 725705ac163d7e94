import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** These begin first, so that none of them is left alone at the end; by size, as vitest sorts them, some would come late. */
const LONGEST = [
  'cluster/faults',
  'conformance-views',
  'conformance',
  'faults/faults',
  'cluster/two-hosts',
  'cluster/conformance',
];

function isLong({ moduleId }: TestSpecification): boolean {
  return LONGEST.some((name) => moduleId.endsWith(`/test/${name}.test.ts`));
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}

/** These start nothing and leave nothing behind: files share what they load, which is most of their time. */
const UNITS = ['test/{errors,executor,scheduler,wire}/**/*.test.ts'];

// Three files at a time on any machine: many tests wait for locks, links and servers, and use no CPU meanwhile.
export default defineConfig({
  test: {
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: UNITS } },
      { extends: true, test: { name: 'units', include: UNITS, isolate: false } },
    ],
  },
});
