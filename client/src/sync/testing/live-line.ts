/** A live channel whose other side is the test. */
import type { LiveMessage, LiveRequest } from '@egoejo/shared/sync/live.ts';
import type { Env, LiveHears } from '../engine/env.ts';

interface Line extends Pick<LiveHears, 'closed'> {
  path: string;
  /** Lets the device in. */
  accept(): void;
  say(message: LiveMessage): void;
  /** What the device said. */
  said: LiveRequest[];
  /** The device has closed it. */
  ended: boolean;
}

/** Every channel that a device opened, the latest last. */
export function makeLines(): { openLive: NonNullable<Env['openLive']>; lines: Line[]; last(): Line } {
  const lines: Line[] = [];
  return {
    lines,
    last() {
      const line = lines.at(-1);
      if (!line) throw new Error('the device has opened no channel');
      return line;
    },
    openLive(path, _protocol, hears) {
      const line: Line = {
        path,
        said: [],
        ended: false,
        accept: () => hears.opened(),
        say: (message) => hears.message(JSON.stringify(message)),
        closed: (code) => hears.closed(code),
      };
      lines.push(line);
      return {
        send: (text) => line.said.push(JSON.parse(text)),
        close() {
          line.ended = true;
        },
      };
    },
  };
}
