import type { Translate } from '../../i18n/locale.ts';

const ROLES = {
  Text: 'reading.credit.text',
  Illustration: 'reading.credit.illustration',
  Translation: 'reading.credit.translation',
  Adaptation: 'reading.credit.adaptation',
} as const;
const isRole = (word: string): word is keyof typeof ROLES => Object.hasOwn(ROLES, word);

/**
 * A story's authors in the member's language. The source gives roles in English, whatever the language of the story;
 * only the roles are translated, names stay as they are.
 */
export const creditsInWords = (authors: string, t: Translate): string =>
  authors
    .split(' · ')
    .map((part) => {
      const [role = '', ...names] = part.split(': ');
      return isRole(role) && names.length > 0 ? t(ROLES[role], { names: names.join(': ') }) : part;
    })
    .join(' · ');
