/** What other features may know of moderation. */
export { audienceOf } from './audience.ts';
export { caseOf } from './cases.ts';
