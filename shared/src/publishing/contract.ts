/** Contracts of publishing (B15), the figures that authors see, and their statements of royalties. */
import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { contractId, manuscriptId } from '../platform/ids.ts';
import { line, prose } from '../platform/texts.ts';

/** Most characters: of a territory, of further clauses, of a name that signs. */
export const CONTRACT_TEXT = { territory: 120, clauses: 5_000, name: 120 } as const;
/** A whole, in basis points. */
export const WHOLE_SHARE = 10_000;

export const contractTerms = z.strictObject({
  /** Whether the author gives the same rights to nobody else. */
  exclusive: z.boolean(),
  territory: line(CONTRACT_TEXT.territory, 1),
  /** The author's part of what the work brings in, in basis points. */
  share: z.int().check(z.minimum(0), z.maximum(WHOLE_SHARE)),
  /** What a quarter of the work that a reader finished brings in, in minor units of the currency. */
  perQuarter: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  /** ISO 4217. */
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  years: z.int().check(z.minimum(1), z.maximum(70)),
  clauses: prose(CONTRACT_TEXT.clauses),
  /** The language of the text. */
  language: z.enum(['fr', 'en']),
});
export type ContractTerms = z.infer<typeof contractTerms>;
export const signature = line(CONTRACT_TEXT.name, 1);

/** A contract that a reviewer offered to an author. Its text never changes; another offer is another contract. */
export const contractRow = z.object({
  id: contractId,
  manuscript: manuscriptId,
  /** Whether the member is the author. */
  mine: z.boolean(),
  /** `replaced`: another one was offered, or agreed on, later. */
  state: z.enum(['offered', 'agreed', 'declined', 'replaced']),
  terms: contractTerms,
  text: z.string(),
  /** SHA-256 of the text in UTF-8, hex; '' until the server has it. */
  hash: z.string(),
  /** The name that signed for the publisher. */
  offeredBy: z.string(),
  offeredAt: z.string(),
  /** The author's name as they signed; null: they have not answered, or declined. */
  answeredBy: z.nullable(z.string()),
  answeredAt: z.nullable(z.string()),
  /** What the author said when they declined. */
  words: z.string(),
});
export type Contract = z.infer<typeof contractRow>;
export const contractWords = prose(TEXT.comment);

/** Readers that a curve needs, so that it tells nothing of one of them. */
export const LEAST_READERS = 5;
/** Steps of a curve. */
export const CURVE = 20;

/** What an author sees of a work's readers: how many, never who. Its id is the work's. */
export const authorFiguresRow = z.object({
  id: manuscriptId,
  /** Who has read in it. */
  readers: z.int(),
  finished: z.int(),
  /** Quarters that readers finished. */
  quarters: z.int(),
  /** For each twentieth of the work, how many of the readers came to its end; empty for fewer than five readers. */
  curve: z.array(z.int()),
  at: z.string(),
});
export type AuthorFigures = z.infer<typeof authorFiguresRow>;

/** What a work earned its author in a month. Nothing is paid by it. Sums are minor units of the currency. */
export const royaltyStatementRow = z.object({
  id: z.string(),
  manuscript: manuscriptId,
  contract: contractId,
  /** YYYY-MM. */
  month: z.string(),
  title: z.string(),
  currency: z.string(),
  quarters: z.int(),
  /** What the quarters brought in. */
  base: z.int(),
  /** Basis points. */
  share: z.int(),
  amount: z.int(),
  /** What was too little for a whole unit, in ten-thousandths; the next statement begins with it. */
  carried: z.int(),
  madeAt: z.string(),
});
export type RoyaltyStatement = z.infer<typeof royaltyStatementRow>;

/** The royalty of a month in whole minor units, and what is carried to the next, in ten-thousandths of a unit. */
export function royalty(
  { share, perQuarter }: Pick<ContractTerms, 'share' | 'perQuarter'>,
  quarters: number,
  carried: number,
): { base: number; amount: number; carried: number } {
  const base = quarters * perQuarter;
  const parts = BigInt(base) * BigInt(share) + BigInt(carried);
  return { base, amount: Number(parts / 10_000n), carried: Number(parts % 10_000n) };
}
