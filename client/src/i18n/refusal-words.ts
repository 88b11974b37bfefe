/**
 * The words of each refusal stand once a language, in its `refusals.ts`, or in `refusals-ahead.ts`: as its member reads
 * it, and, in the languages of operators, as their figures name it. Each pack is built with its own half of them
 * (bundling/refusal-halves.ts).
 */
export type Words = string | { readonly member: string; readonly staff: string };
type Refusals = Readonly<Record<string, Words>>;
/** The codes that have words for operators. */
type StaffCode<R extends Refusals> = { [C in keyof R]: R[C] extends string ? never : C }[keyof R] & string;

/** The words for members, by `error.<code>`. */
export const forMembers = <R extends Refusals>(refusals: R): Record<`error.${keyof R & string}`, string> =>
  keyed('error', refusals, (words) => (typeof words === 'string' ? words : words.member));

/** The words for operators, by `administration.refusal.<code>`. */
export const forStaff = <R extends Refusals>(refusals: R): Record<`administration.refusal.${StaffCode<R>}`, string> =>
  keyed('administration.refusal', refusals, (words) => (typeof words === 'string' ? '' : words.staff));

/** Those that have a text. */
function keyed<K extends string>(prefix: string, refusals: Refusals, of: (words: Words) => string): Record<K, string> {
  const texts = Object.entries(refusals).map(([code, words]) => [`${prefix}.${code}`, of(words)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== '')) as Record<K, string>;
}
