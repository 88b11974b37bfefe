/** The text of a contract: what both parties agree on, word for word. Pure, so that a device shows it without a network. */
import type { ContractTerms } from './contract.ts';

export interface Parties {
  title: string;
  /** The name under which the work appears. */
  byline: string;
  publisher: string;
}

/** Basis points as percent, exactly. */
const percent = (bp: number, point: string): string => String(bp / 100).replace('.', point);

/** Decimals of a currency as ISO 4217 has them; two for one that is not known. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
/** An amount in whole units, such as `0,25 EUR`. */
function amount({ perQuarter, currency }: ContractTerms, point: string): string {
  const digits = minorDigits(currency);
  const text = String(perQuarter).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${digits === 0 ? whole : `${whole}${point}${text.slice(-digits)}`} ${currency}`;
}

const TEXTS: Record<ContractTerms['language'], (t: ContractTerms, p: Parties) => string[]> = {
  fr: (t, p) => [
    `CONTRAT D’ÉDITION NUMÉRIQUE`,
    `Entre l’auteur ou l’autrice de « ${p.title} », qui paraît sous le nom de ${p.byline}, et ` +
      `${p.publisher}, ci-après l’éditeur.`,
    `1. Droits. L’auteur ou l’autrice donne à l’éditeur le droit ` +
      `${t.exclusive ? 'exclusif' : 'non exclusif'} de publier l’œuvre sous forme numérique dans ` +
      `l’application, d’en garder les fichiers et de les remettre à ses lectrices et lecteurs.`,
    `2. Territoire. ${t.territory}.`,
    `3. Durée. ${t.years} an${t.years > 1 ? 's' : ''} à compter de l’accord des deux parties.`,
    `4. Rémunération. L’auteur ou l’autrice reçoit ${percent(t.share, ',')} % de ce que l’œuvre rapporte. ` +
      `Chaque quart de l’œuvre qu’une personne a fini de lire compte pour ${amount(t, ',')} ; les ventes ` +
      `comptent pour leur prix. Un relevé est établi chaque mois, en unités entières ; ce qui reste est ` +
      `reporté au mois suivant.`,
    `5. Retrait. L’auteur ou l’autrice peut retirer l’œuvre du catalogue à tout moment ; ce qui a été ` +
      `téléchargé reste à qui l’a téléchargé.`,
    ...(t.clauses === '' ? [] : [`6. Autres clauses.\n${t.clauses}`]),
  ],
  en: (t, p) => [
    `DIGITAL PUBLISHING CONTRACT`,
    `Between the author of “${p.title}”, which appears under the name of ${p.byline}, and ${p.publisher}, ` +
      `hereafter the publisher.`,
    `1. Rights. The author gives the publisher the ${t.exclusive ? 'exclusive' : 'non-exclusive'} right to ` +
      `publish the work in digital form in the app, to keep its files and to give them to its readers.`,
    `2. Territory. ${t.territory}.`,
    `3. Term. ${t.years} year${t.years > 1 ? 's' : ''} from the agreement of both parties.`,
    `4. Remuneration. The author receives ${percent(t.share, '.')}% of what the work brings in. Each quarter ` +
      `of the work that a person finished reading counts for ${amount(t, '.')}; sales count for their price. A ` +
      `statement is made each month, in whole units; what remains is carried to the next month.`,
    `5. Withdrawal. The author may withdraw the work from the catalogue at any time; what was downloaded ` +
      `stays with who downloaded it.`,
    ...(t.clauses === '' ? [] : [`6. Further clauses.\n${t.clauses}`]),
  ],
};

/** The exact text, its paragraphs with an empty line between them. */
export const contractText = (terms: ContractTerms, parties: Parties): string =>
  TEXTS[terms.language](terms, parties).join('\n\n');
