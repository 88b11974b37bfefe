/** What other features may know of moderation. */
export { audienceOf } from './audience.ts';
export { caseOf, type Case } from './cases.ts';
