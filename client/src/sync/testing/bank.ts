/** A server with one wallet, from which boosts take grains. */
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { FakeServer } from './fake-server.ts';
import { MEMBER } from './world.ts';
import type { MutationEnvelope, Row } from '../engine/protocol.ts';

const OWN = memberScope(MEMBER);
const wallet = (balance: number): Row => ({
  id: MEMBER,
  balance,
  harvested: 0,
  planted: 0,
  composted: 0,
  redistributed: 0,
  adjusted: 0,
});

/** Makes boosts take grains from the only wallet. `set`: sets its balance after the server was restored to a copy. */
export function bank(server: FakeServer, start: number): { set(balance: number): void } {
  let balance = start;
  server.put(OWN, 'wallet', wallet(balance));
  server.settle = (m: MutationEnvelope) => {
    const wanted = Number(m.args.grains);
    if (wanted > balance) return { status: 'rejected', code: 'saka.insufficient_grains', params: { balance } };
    balance -= wanted;
    server.put(OWN, 'wallet', wallet(balance));
    return { status: 'applied', notes: [] };
  };
  return {
    set(held) {
      balance = held;
    },
  };
}
