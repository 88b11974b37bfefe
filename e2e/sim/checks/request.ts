/** What must hold of each request of a device (S28): it carries its member's acts as they were made, and nothing else. */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { mutations } from '@egoejo/shared/registry.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import type { ExchangeRequest, MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import type { OutboxRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { Device } from '../device/device.ts';
import type { Made } from '../device/made.ts';
import type { Fail } from './invariants.ts';
import { macOf } from '../server/sync-app.ts';

const convergent = new Set<string>(
  Object.values(mutations).flatMap((def) => ('convergent' in def && def.convergent ? [def.name] : [])),
);
/** Whether acts of that name have no receipt. */
export const isConvergent = (name: string): boolean => convergent.has(name);
const OWN = 'a device sends the acts of its member as they were made';

/** The checks of one request, before it leaves the device. `body`: its JSON text. */
export function checkRequest(device: Device, body: string, made: ReadonlyMap<string, Made>, fail: Fail): void {
  const { member, device: id, mutations: acts }: ExchangeRequest = JSON.parse(body);
  if (member !== device.member || id !== device.id)
    return fail(OWN, `${device.name} sends as ${member} ${id}, it is ${device.member} ${device.id}`);
  const offered = new Map(
    device.rows<OutboxRow>('outbox').flatMap((row): [string, OutboxRow][] => (row.again ? [[row.key, row]] : [])),
  );
  for (const act of acts) {
    if (act.name !== 'sync.cancel') checkAct(device, act, made.get(act.key), offered.get(act.key), fail);
    else if (made.get(String(act.args['key']))?.name !== act.args['name'])
      return fail(OWN, `${device.name} cancels what nobody made: ${canonicalJson(act.args)}`);
  }
  return checkNeverBoth(device, acts, fail);
}

function checkAct(
  device: Device,
  act: MutationEnvelope,
  known: Made | undefined,
  offered: OutboxRow | undefined,
  fail: Fail,
): void {
  const same =
    known?.name === act.name && known.madeAt === act.madeAt && canonicalJson(known.args) === canonicalJson(act.args);
  if (!same) return fail(OWN, `${device.name} sends ${canonicalJson(act)}, made was ${known && canonicalJson(known)}`);
  // What is offered again after a restore was confirmed once, and the MAC of its receipt proves it (S29).
  if (offered && !act.proof && !isConvergent(act.name))
    return fail('S29: an act is offered again with its proof', `${device.name} ${known.label}`);
  const { proof, key } = act;
  if (proof && proof.mac !== macOf({ member: device.member, key, hash: requestHash(act), at: proof.at }))
    return fail('S29: an act is offered again with its proof', `${device.name} ${known.label}: a wrong proof`);
  return undefined;
}

/** No exchange begun after an act was cancelled may carry it (S26). */
function checkNeverBoth(device: Device, acts: readonly MutationEnvelope[], fail: Fail): void {
  const fence = device.fence();
  for (const { key } of acts) {
    const since = device.cancelling.get(key);
    if (since !== undefined && fence > since)
      return fail('S26: a cancel goes in the place of its act, never beside it', `${device.name} sends both`);
  }
  return undefined;
}
