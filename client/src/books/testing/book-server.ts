/** A server of one book for tests: it answers by range, and can break off, change or refuse what it sends. */
import { PIECE } from '@egoejo/shared/catalogue/model.ts';
import { runningSha256 } from '@egoejo/shared/platform/running-sha256.ts';
import type { Downloadable } from '../kept.ts';

const sha256Of = (bytes: Uint8Array): string => {
  const hash = runningSha256();
  hash.add(bytes);
  return hash.hex();
};

export function bookServer(file: Uint8Array<ArrayBuffer>) {
  const sha256 = sha256Of(file);
  const pieces = Array.from({ length: Math.ceil(file.length / PIECE) }, (_, n) =>
    sha256Of(file.subarray(n * PIECE, (n + 1) * PIECE)),
  );
  const server = {
    work: {
      id: '01890a5d-ac96-774b-bcce-b302099a8060',
      title: 'Madame Bovary',
      authors: 'Gustave Flaubert',
      language: 'fr',
      file: sha256,
      bytes: file.length,
      edition: '01890a5d-ac96-774b-bcce-b302099a8061',
      catalogued: true,
    } as Downloadable,
    pieces,
    /** The ranges asked for, in order. */
    asked: [] as number[],
    /** Bytes of the file that it still sends; then the link is silent until the request is given up. */
    left: Infinity,
    /** Answers that are changed on the way, from the next one on. */
    wrong: 0,
    status: 200,
    async fetch(path: string, init: RequestInit): Promise<Response> {
      if (server.status === 0) throw new TypeError('no network');
      if (server.status !== 200) return new Response('', { status: server.status });
      if (path.endsWith('/chunks'))
        return Response.json({ id: server.work.edition, sha256, bytes: file.length, piece: PIECE, pieces });
      const [, from = 0, to = 0] =
        /^bytes=(\d+)-(\d+)$/.exec(new Headers(init.headers).get('range') ?? '')?.map(Number) ?? [];
      server.asked.push(from);
      const part = file.slice(from, to + 1);
      if (server.wrong > 0) {
        server.wrong--;
        part[0] = (part[0] ?? 0) ^ 1;
      }
      const sent = part.subarray(0, Math.min(part.length, server.left));
      server.left -= sent.length;
      return new Response(
        new ReadableStream({
          start(stream) {
            init.signal?.addEventListener('abort', () => stream.error(init.signal?.reason));
            if (sent.length > 0) stream.enqueue(sent);
            if (sent.length === part.length) stream.close();
          },
        }),
        { status: 206 },
      );
    },
  };
  return server;
}
