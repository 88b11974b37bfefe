/** Reads an answer line by line, and gives up on a server that falls silent. */
import type { Env } from '../env.ts';
import type { ExchangeLine } from '../protocol.ts';

/** Longest silence of a server before its first byte, and between two bytes, ms (S18: every request has a timeout). */
export const SILENCE = { first: 30_000, between: 20_000 } as const;

/** Aborts when nothing arrives within the time given last. */
export function watchdog(env: Env, outer: AbortSignal): { signal: AbortSignal; expect(ms: number): void; end(): void } {
  const inner = new AbortController();
  const stop = (): void => inner.abort();
  outer.addEventListener('abort', stop);
  if (outer.aborted) stop();
  let cancel = (): void => undefined;
  return {
    signal: inner.signal,
    expect(ms) {
      cancel();
      cancel = env.setTimer(stop, ms);
    },
    end() {
      cancel();
      outer.removeEventListener('abort', stop);
    },
  };
}

/** The lines of an answer, each once it is complete. */
export async function* linesOf(
  body: ReadableStream<Uint8Array>,
  dog: { expect(ms: number): void; end(): void },
): AsyncGenerator<ExchangeLine, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      dog.expect(SILENCE.between);
      const { value, done } = await reader.read();
      if (done) break;
      const parts = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part !== '') yield JSON.parse(part) as ExchangeLine;
    }
    if (rest !== '') yield JSON.parse(rest) as ExchangeLine;
  } finally {
    dog.end();
    // A caller that stops reading early also ends the transfer.
    await reader.cancel().catch(() => undefined);
  }
}
