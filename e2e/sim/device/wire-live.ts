/** The live channel over the simulated network: frames arrive late and in their order, until the connection breaks. */
import type { LiveHears, LiveLine } from '@egoejo/client/sync/engine/env.ts';
import type { Connection } from '@egoejo/server/sync/live/hub.ts';
import type { Cluster } from '../server/cluster.ts';
import type { Faults } from '../scheduler/faults.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { Receiver } from './wire-answer.ts';

/** The tab at one end. */
interface End extends Receiver {
  readonly alive: boolean;
  readonly device: { readonly online: boolean; readonly token: string | null };
}
interface Way {
  sched: Scheduler;
  faults: Faults;
  cluster: Cluster;
  /** Seeded, in ms. */
  latency(): number;
}
/** What a browser says of a connection that broke, or was refused. */
const BROKEN = 1006;

/** Opens a channel from this tab to one of the processes. */
export function openLine(tab: End, hears: LiveHears, { sched, faults, cluster, latency }: Way): LiveLine {
  let connection: Connection | null = null;
  let over = false;
  /** Arrival time of the last frame in each direction. Later frames arrive after it. */
  const busy = { up: 0, down: 0 };
  const arrive = (direction: 'up' | 'down', run: () => void): void => {
    busy[direction] = Math.max(busy[direction], sched.now() + latency());
    sched.after(busy[direction] - sched.now(), run);
  };
  /** Ends the connection: at once for the tab, some time later for the server. */
  const end = (code: number): void => {
    if (over) return;
    over = true;
    tab.hears(() => hears.closed(code));
    sched.after(latency(), () => connection?.gone());
  };
  const carry = (direction: 'up' | 'down', run: () => void): void =>
    arrive(direction, () => {
      if (over) return;
      if (!tab.alive || !tab.device.online) end(BROKEN);
      else if (faults.strikes('channel-broken')) {
        sched.note(`${tab.name} channel broke`);
        end(BROKEN);
      } else run();
    });
  arrive('up', () => {
    if (over) return;
    connection =
      tab.alive && tab.device.online
        ? cluster.connect(
            tab.device.token,
            {
              send(text) {
                const isPage = text.startsWith('{"t":"page"');
                carry('down', () => {
                  if (isPage && faults.strikes('page-dropped')) return sched.note(`${tab.name} drops a page`);
                  if (isPage) sched.note(`${tab.name} gets a page by the channel`);
                  return tab.hears(() => !over && hears.message(text));
                });
              },
              close: (code) => arrive('down', () => end(code)),
            },
            () => end(BROKEN),
          )
        : null;
    if (connection === null) end(BROKEN);
    else carry('down', () => tab.hears(() => !over && hears.opened()));
  });
  return {
    send: (text) => carry('up', () => void connection?.receive(text)),
    close() {
      if (over) return;
      over = true;
      sched.after(latency(), () => connection?.gone());
    },
  };
}
