/** The types of the exchange, as the server's procedure `sync.exchange` declares them. */
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@egoejo/server/router.ts';

/** What goes up in one exchange. */
export type ExchangeRequest = inferRouterInputs<AppRouter>['sync']['exchange'];
export type MutationEnvelope = ExchangeRequest['mutations'][number];

type Lines = inferRouterOutputs<AppRouter>['sync']['exchange'];
/** One line of the answer. */
export type ExchangeLine = Lines extends AsyncIterable<infer Line> ? Line : never;
type LineOf<T extends ExchangeLine['t']> = Extract<ExchangeLine, { t: T }>;
export type HeadLine = LineOf<'head'>;
export type VerdictsLine = LineOf<'verdicts'>;
export type PageLine = LineOf<'page'>;
export type PurgeLine = LineOf<'purge'>;
export type EndLine = LineOf<'end'>;
export type ScopeCursor = PageLine['cursor'];
export type Row = PageLine['rows'][number]['rows'][number];

/** The answer to one act. */
export type Answer = VerdictsLine['answers'][number];
export type Verdict = Extract<Answer, { verdict: unknown }>['verdict'];
export type ReceiptLink = NonNullable<Extract<Answer, { link?: unknown }>['link']>;
