export { conformance, type RegisterTest, type Subject } from './conformance.ts';
