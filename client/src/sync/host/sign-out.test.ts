import { expect, it } from 'vitest';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { flushFromWorker } from './background.ts';
import { noteSignOut, pendingSignOuts } from '../engine/store/device.ts';
import { afterSignOut, deliverSignOut, SIGN_OUT_PATH } from './sign-out.ts';
import { openStore } from '../engine/repair/open-store.ts';
import { deleteStore } from '../engine/store/store.ts';
import { idOf, makeWorld, MEMBER } from '../testing/world.ts';

/** A device whose requests are recorded and answered by `reply`. */
function device(reply: (path: string) => Response | Promise<Response>) {
  const { env } = makeWorld();
  const asked: string[] = [];
  env.fetch = async (path, init) => {
    asked.push(`${path} ${init.credentials ?? ''} ${path === SIGN_OUT_PATH ? JSON.stringify(init.body) : ''}`.trim());
    return reply(path);
  };
  return { env, asked };
}
const lost = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
const done = () => Response.json({ result: { data: { signedOut: true } } });
const ofMember = (member: MemberId) =>
  `${SIGN_OUT_PATH} same-origin ${JSON.stringify(JSON.stringify({ everywhere: false, member }))}`;
const ask = { method: 'POST', credentials: 'same-origin' } as const;

it('a pending sign-out survives erasing the data and is sent before any other request; without a network nothing else is sent', async () => {
  let online = false;
  const { env, asked } = device(() => (online ? done() : lost()));
  (await openStore(env, MEMBER)).close();
  await noteSignOut(env, MEMBER);
  await deleteStore(env, MEMBER);
  const guarded = afterSignOut(env);
  await expect(guarded.fetch('/sync/exchange', ask)).rejects.toThrow(TypeError);
  expect(asked).toEqual([ofMember(MEMBER)]);
  online = true;
  await guarded.fetch('/sync/exchange', ask);
  await guarded.fetch('/sync/exchange', ask);
  expect(asked.slice(1)).toEqual([ofMember(MEMBER), '/sync/exchange same-origin', '/sync/exchange same-origin']);
  expect(await pendingSignOuts(env)).toEqual([]);
});

it('each member who left is signed out once, even when several threads send it at the same time', async () => {
  const other = idOf<MemberId>(7);
  const { env, asked } = device(done);
  await noteSignOut(env, MEMBER);
  await noteSignOut(env, other);
  // Every user of the app's environment makes requests in the same way.
  const guarded = afterSignOut(env);
  expect(await Promise.all([env, guarded, guarded].map((e) => deliverSignOut(e)))).toEqual([true, true, true]);
  expect(asked.toSorted()).toEqual([ofMember(other), ofMember(MEMBER)].toSorted());
});

it('a captive portal’s 200 counts as no network; while the server refuses the sign-out, other requests go without the cookie', async () => {
  let reply = () => new Response('<html>Wi-Fi</html>', { status: 200 });
  const { env, asked } = device(() => reply());
  await noteSignOut(env, MEMBER);
  const guarded = afterSignOut(env);
  await expect(guarded.fetch('/sync/exchange', ask)).rejects.toThrow('no answer of this server');
  reply = () => new Response('{}', { status: 429 });
  await guarded.fetch('/sync/exchange', ask);
  expect(asked.at(-1)).toBe('/sync/exchange omit');
  expect(await pendingSignOuts(env)).toEqual([MEMBER]);
  reply = done;
  await guarded.fetch('/sync/exchange', ask);
  expect(asked.at(-1)).toBe('/sync/exchange same-origin');
});

it('the service worker sends it too, and throws until it could, so that the browser retries', async () => {
  let online = false;
  const { env, asked } = device(() => (online ? done() : lost()));
  await noteSignOut(env, MEMBER);
  await expect(flushFromWorker(env)).rejects.toThrow(TypeError);
  online = true;
  await flushFromWorker(env);
  expect(asked).toEqual([ofMember(MEMBER), ofMember(MEMBER)]);
});
