/** The short name of a licence, from the sentence in which a book says its rights. Pure. */

const WORDS: readonly [pattern: RegExp, licence: string][] = [
  [/\bcc0\b|publicdomain\/zero|creative commons zero/i, 'CC0'],
  [/public[ -]?domain|domaine[ -]public|dominio público|publicdomain\/mark/i, 'Public domain'],
];
const CREATIVE_COMMONS = /\bcc[ -]?(by(?:[ -](?:nc|sa|nd)){0,2})(?:[ -]?(\d\.\d))?/i;
const ADDRESS = /creativecommons\.org\/licenses\/(by(?:-(?:nc|sa|nd)){0,2})\/(\d\.\d)/i;

/** Such as `CC BY-SA 4.0`, `CC0`, `Public domain`; '' where the rights name none of them. */
export function licenceOf(rights: string): string {
  const [, kind, version] = ADDRESS.exec(rights) ?? CREATIVE_COMMONS.exec(rights) ?? [];
  if (kind !== undefined) return `CC ${kind.toUpperCase().replaceAll(' ', '-')}${version ? ` ${version}` : ''}`;
  return WORDS.find(([pattern]) => pattern.test(rights))?.[1] ?? '';
}
