/** What other features may know of moderation. */
export { audienceOf } from './audience.ts';
export { caseOf, undecidedSql, type Case } from './cases.ts';
