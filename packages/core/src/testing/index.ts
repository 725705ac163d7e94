export { conformance } from './conformance.ts';
export type { RegisterTest, Subject } from './subject.ts';
