import { afterEach, expect, it } from 'vitest';
import { current, openMember, provideEnv, shutDown } from '../session/session.ts';
import { fillStorage } from '../../testing/full-storage.ts';
import { makeWorld, DEVICE, MEMBER } from '../../testing/world.ts';
import { downloadText, dropText, wantText } from './texts.ts';

afterEach(shutDown);

/** A device that gets `reply` for every text it requests. */
async function offered(reply: () => Response | Promise<Response>): Promise<string[]> {
  const world = makeWorld();
  const exchange = world.env.fetch;
  const asked: string[] = [];
  world.env.fetch = (path, init) => {
    if (path.startsWith('/sync/')) return exchange(path, init);
    asked.push(`${path} ${String(new Headers(init.headers).get('authorization'))}`);
    return Promise.resolve(reply());
  };
  provideEnv(world.env);
  await openMember(MEMBER, DEVICE, 'token');
  return asked;
}
const dropped = () => current()?.store.db.drafts.toCollection().primaryKeys();
const kept = () => current()?.store.db.texts.toArray();

it('a document is stored as received; a bare text is stored as a single page with empty metadata', async () => {
  const whole = { id: 's', title: 'T', pages: ['a', 'b'], words: 2, licence: 'CC0', authors: 'A', source: null };
  let reply: unknown = whole;
  const asked = await offered(() => Response.json(reply));
  const heard: number[] = [];
  expect(await downloadText('story', 's', (bytes) => heard.push(bytes))).toMatchObject({ ok: true });
  reply = { text: 'éa' };
  expect(await downloadText('project', 'p')).toMatchObject({ ok: true });
  expect(asked).toEqual(['/api/public/stories/s/text Bearer token', '/api/public/projects/p/text Bearer token']);
  expect(heard.at(-1)).toBe(JSON.stringify(whole).length);
  expect(await kept()).toMatchObject([
    {
      kind: 'project',
      id: 'p',
      bytes: 14,
      body: { id: 'p', title: '', pages: ['éa'], words: 0, licence: '', authors: '', source: null },
    },
    { kind: 'story', id: 's', body: whole },
  ]);
  await dropText('story', 's');
  expect(await kept()).toHaveLength(1);
  expect(await dropped()).toEqual(['dropped-text:story:s']);
  // Asked for, it counts as deleted no longer.
  await wantText('story', 's');
  expect(await dropped()).toEqual([]);
  await dropText('project', 'p');
  await downloadText('project', 'p');
  expect(await dropped()).toEqual([]);
});

it('a letter whose bytes arrive in two pieces is read as one', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify({ text: 'é' }));
  const cut = bytes.indexOf(0xa9);
  await offered(
    () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(bytes.slice(0, cut));
            controller.enqueue(bytes.slice(cut));
            controller.close();
          },
        }),
      ),
  );
  expect(await downloadText('project', 'p')).toMatchObject({ ok: true });
  expect(await kept()).toMatchObject([{ body: { pages: ['é'] } }]);
});

it('S22: a download under way when the member leaves ends with their database, and is no error', async () => {
  await offered(() => {
    shutDown();
    return Response.json({ text: 'a' });
  });
  expect(await downloadText('story', 's')).toMatchObject({ ok: false, error: { code: 'account.not_signed_in' } });
});

it('a response that is no text, a refusal or a broken response stores nothing and returns the reason', async () => {
  let reply: () => Response | Promise<Response> = () => Promise.reject(new TypeError('Failed to fetch'));
  await offered(() => reply());
  expect(await downloadText('story', 's')).toMatchObject({ ok: false, error: { code: 'reading.unreachable' } });
  for (const none of ['{"t', '[]', 'null', '{"pages":1}', '{"text":1}']) {
    reply = () => new Response(none);
    expect(await downloadText('story', 's'), none).toMatchObject({ ok: false, error: { code: 'reading.no_text' } });
  }
  reply = () => Response.json({ error: { code: 'reading.gone', params: { id: 's' } } }, { status: 404 });
  expect(await downloadText('story', 's')).toMatchObject({
    ok: false,
    error: { code: 'reading.gone', params: { id: 's' } },
  });
  reply = () => new Response('<html>', { status: 502 });
  expect(await downloadText('story', 's')).toMatchObject({
    ok: false,
    error: { code: 'sync.internal', params: { status: 502 } },
  });
  expect(await kept()).toEqual([]);
  shutDown();
  expect(await downloadText('story', 's')).toMatchObject({ ok: false, error: { code: 'account.not_signed_in' } });
});

it('S23: on a full device a text that nobody asked for deletes nothing; one that was asked for does', async () => {
  await offered(() => Response.json({ text: 'un' }));
  await downloadText('story', 'old');
  const full = fillStorage();
  const unasked = await downloadText('story', 'new', undefined, undefined, () => false);
  expect(unasked).toMatchObject({ ok: false, error: { code: 'sync.storage_full' } });
  expect(await kept()).toHaveLength(1);
  await downloadText('story', 'new');
  expect(await kept()).toEqual([]);
  // What the member deletes goes, although there is no room for a mark.
  full.end();
  await downloadText('story', 'old');
  const again = fillStorage();
  await dropText('story', 'old');
  again.end();
  expect(await kept()).toEqual([]);
});
