/** A provider of text messages on loopback, which answers as a test requires. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
  headers: IncomingHttpHeaders;
  body: unknown;
}
export interface SmsProvider {
  url: string;
  /** The status of its answers; `stall`: it never answers. */
  answer: number | 'stall';
  /** What it accepted. */
  received: Received[];
  /** Requests so far. */
  calls: number;
  close(): Promise<void>;
}

export async function startSmsProvider(): Promise<SmsProvider> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      provider.calls++;
      if (provider.answer === 'stall') return;
      if (provider.answer < 300)
        provider.received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
      response.writeHead(provider.answer, { location: '/elsewhere' }).end('the number +221771234567 …');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const provider: SmsProvider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    answer: 202,
    received: [],
    calls: 0,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
  return provider;
}
