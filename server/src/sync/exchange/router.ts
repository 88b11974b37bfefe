/**
 * `sync.exchange` as a typed procedure: the same exchange as `POST /sync/exchange`, with a typed input and the lines of
 * the answer as a typed stream. Our client takes its types from here and sends it over the plain route
 * (client/src/sync/engine/exchange/wire.ts); docs/decisions/71 has the figures.
 */
import { PassThrough } from 'node:stream';
import type { ExchangeLine, ExchangeRequest } from '@egoejo/shared/sync/protocol.ts';
import { AppError, valueOf } from '../../platform/http/app-error.ts';
import { codedProcedure, router } from '../../platform/http/trpc.ts';
import { readRequest, type ReceivedExchange, type Sources } from './request.ts';
import { STATUS } from './http.ts';

/** The protocol's schema, but one cursor that the server cannot use does not refuse the rest (S30). */
const received = (sources: Sources): ExchangeInput => ({
  '~standard': { version: 1, vendor: 'egoejo', validate: (body) => ({ value: valueOf(readRequest(body, sources)) }) },
});
interface ExchangeInput {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (body: unknown) => { value: ReceivedExchange };
    readonly types?: { readonly input: ExchangeRequest; readonly output: ReceivedExchange };
  };
}

export const createSyncRouter = (sources: Sources) =>
  router({
    /**
     * Resolves when the first line is ready; a refusal throws before that. The lines are those of the plain route, in
     * the same order. The stream fails when the answer breaks off.
     */
    exchange: codedProcedure
      .input(received(sources))
      .mutation(async ({ ctx, input }): Promise<AsyncIterable<ExchangeLine>> => {
        // tRPC refuses a caller that does not take a stream, but only after the procedure has run.
        if (ctx.request.headers['trpc-accept'] !== 'application/jsonl')
          throw new AppError('sync.bad_request', { reason: 'stream' });
        const lines = new PassThrough({ objectMode: true });
        // The caller learns of an error by reading; without a listener, one that nobody reads would end the process.
        lines.on('error', () => undefined);
        const write = async (line: string): Promise<void> => void lines.write(JSON.parse(line));
        const served = ctx.exchanges.serve(ctx.request, ctx.reply, input, write);
        const opened = new Promise<null>((resolve) => lines.once('readable', () => resolve(null)));
        void served.then(
          () => lines.end(),
          (error: unknown) => lines.destroy(error instanceof Error ? error : new Error(String(error))),
        );
        const refusal = await Promise.race([opened, served]);
        if (refusal) throw new AppError(refusal.code, refusal.params, STATUS[refusal.code] ?? 400);
        return lines;
      }),
  });
