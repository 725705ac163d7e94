import { callTests } from './suites/calls.ts';
import { crashTests } from './suites/crashes.ts';
import { errorTests } from './suites/errors.ts';
import { identityTests } from './suites/identity.ts';
import { kernelTests } from './suites/kernels.ts';
import { laneTests } from './suites/lanes.ts';
import { lifeTests } from './suites/life.ts';
import { mapTests } from './suites/maps.ts';
import type { Subject } from './subject.ts';

/**
 * Registers the tests that hold the promises of an Executor, for any implementation or wrapper of one.
 *
 * What a model cannot do by its `supports` is not asked of it.
 */
export function conformance(subject: Subject): void {
  const probe = subject.create();
  void probe.close();
  if (probe.supports.tasks === 'kernels') return kernelTests(subject);
  identityTests(subject);
  callTests(subject);
  mapTests(subject);
  errorTests(subject);
  crashTests(subject);
  laneTests(subject);
  lifeTests(subject);
}
