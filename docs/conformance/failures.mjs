/** What a status and a code mean, and what is still there afterwards. */
import { ForeignClient, newKey } from '../foreign-client.mjs';
import { base, email, equal, found, hold, me, password, refusal, said, surprises } from './context.mjs';

const boost = () => me.act('project.boost', { project: found.project, grains: 1 });

export const failures = {
  'a request the server cannot read: 400, and params say where': async () => {
    equal(await refusal(me.exchange([], { hello: 1 })), '400 sync.bad_request');
    const wrong = await me.exchange([{ ...boost(), key: 'x' }]).catch((error) => error);
    equal([wrong.status, wrong.code, wrong.params], [400, 'sync.bad_request', { at: 'mutations.0.key' }]);
    equal(await refusal(me.call('/sync/exchange', { body: '{' })), '400 sync.bad_request');
  },
  'a protocol the server does not speak: 426 with those it does': async () => {
    const wrong = await me.exchange([], { protocol: 9999 }).catch((error) => error);
    equal(
      [wrong.status, wrong.code, wrong.params],
      [426, 'sync.upgrade_required', { oldest: me.head.oldest, newest: me.head.protocol }],
    );
  },
  'without our header or from elsewhere: 403': async () => {
    const body = me.request();
    equal(
      await refusal(me.call('/sync/exchange', { body, headers: { origin: 'https://elsewhere.example' } })),
      '403 account.forbidden',
    );
  },
  'somebody else’s name: 409': async () =>
    equal(await refusal(me.exchange([], { member: newKey() })), '409 sync.wrong_member'),
  'a device the server does not know: 409; signing in gives another, and the same keys settle once': async () => {
    const other = new ForeignClient(base);
    await other.signIn(email, password);
    const claimed = newKey();
    Object.assign(other, { device: claimed, seq: me.seq });
    const act = other.enqueue('project.boost', { project: found.project, grains: 1 });
    const before = me.balance;
    equal([await refusal(other.sync()), other.queue.length], ['409 sync.unknown_device', 1]);
    await other.signIn(email, password);
    await other.sync();
    equal([other.device === claimed, act.verdict.status, other.queue.length], [false, 'applied', 0]);
    equal((await me.settle(act, found.first)).map(said), ['applied', 'applied']);
    equal(me.balance, before - 1);
  },
  'no session: 401, the queue stays; by the cookie the same call settles and brings a new token': async () => {
    const { cookie } = me;
    Object.assign(me, { token: 'old', cookie: null });
    const act = me.enqueue('project.boost', { project: found.project, grains: 1 });
    equal([await refusal(me.sync()), me.queue.length], ['401 sync.unauthenticated', 1]);
    me.cookie = cookie;
    await me.sync();
    equal([act.verdict.status, me.token !== 'old'], ['applied', true]);
    equal((await me.procedure('accounts.refresh', {})).member, me.member);
  },
  'signing in ends the session whose cookie it replaces, signing out that of the device: 401': async () => {
    const other = new ForeignClient(base);
    await other.signIn(email, password);
    const { member, device, token, cookie } = other;
    const before = Object.assign(new ForeignClient(base), { member, device, token, cookie });
    await other.signIn(email, password);
    equal([other.device === before.device, await refusal(before.exchange())], [true, '401 sync.unauthenticated']);
    equal(await other.procedure('accounts.signOut', { everywhere: false }), { signedOut: true });
    equal(await refusal(other.exchange()), '401 sync.unauthenticated');
    await me.exchange();
  },
  'every refusal and note met stands on the page, for its mutation and with those parameters': async () =>
    equal([...surprises], []),
  'too many exchanges: 429 with Retry-After, and nothing of it is settled': async () => {
    const act = boost();
    // The minute may end once meanwhile.
    for (let n = 0; n < 1200; n++) {
      const refused = await me.exchange().then(
        () => null,
        (error) => error,
      );
      if (refused)
        equal(
          [refused.status, refused.code, Number(refused.retryAfter) === refused.params.seconds],
          [429, 'sync.rate_limited', true],
        );
      if (refused) break;
    }
    equal(await refusal(me.exchange([act])), '429 sync.rate_limited');
    hold(!me.find('receipt', act.key), 'it was settled');
  },
};
