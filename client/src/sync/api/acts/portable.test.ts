import { expect, it } from 'vitest';
import type { Grains, ItemId, MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { takeBackFrom } from '../../engine/acts/outbox.ts';
import { exportActs, importActs, previewActs } from './portable.ts';
import { makeDevice } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { idOf, WHO } from '../../testing/world.ts';

const boost = (n: number) => ({ project: idOf<ProjectId>(n), grains: 5 as Grains });

it('S22: an export brings every act without a verdict to the member’s other device, in order; a second import changes nothing', async () => {
  const server = makeServer();
  const old = await makeDevice();
  old.world.answer((r) => server.handle(r));
  await old.queue('project.boost', boost(1));
  await old.sync();
  const keys = [
    await old.queue('project.boost', boost(2)),
    await old.queue('reading.remove', { item: idOf<ItemId>(3) }),
    await old.queue('project.boost', boost(4)),
  ];
  const file = await exportActs(old.world.env, old.store.db, WHO);
  const other = await makeDevice();
  other.world.answer((r) => server.handle(r));
  expect(await importActs(other.store, WHO, file)).toEqual({ ok: true, value: { added: 3, known: 0 } });
  expect(await importActs(other.store, WHO, file)).toEqual({ ok: true, value: { added: 0, known: 3 } });
  expect((await other.outbox()).map((r) => [r.seq, r.key])).toEqual(keys.map((key, i) => [i + 1, key]));
  expect((await other.outbox()).map((r) => r.hash)).toEqual((await old.outbox()).map((r) => r.hash));
  await other.sync();
  await old.sync();
  expect(server.settled.map((m) => m.key).slice(1)).toEqual(keys);
  expect(await importActs(other.store, WHO, file), 'after their verdicts').toEqual({
    ok: true,
    value: { added: 0, known: 3 },
  });
  expect([await old.outbox(), await other.outbox()]).toEqual([[], []]);
});

it('S26: an imported act counts as possibly sent: it can only be cancelled by the server', async () => {
  const old = await makeDevice();
  const key = await old.queue('project.boost', boost(1));
  const other = await makeDevice();
  await importActs(other.store, WHO, await exportActs(old.world.env, old.store.db, WHO));
  expect(await takeBackFrom(other.world.env, other.store, key)).toBe('cancelling');
});

it('S22: another format, another member’s file and a file too large are refused as a whole', async () => {
  const device = await makeDevice();
  await device.queue('project.boost', boost(1));
  const file = JSON.parse(await exportActs(device.world.env, device.store.db, WHO));
  const other = await makeDevice();
  const attempt = (change: object) => importActs(other.store, WHO, JSON.stringify({ ...file, ...change }));
  expect(await importActs(other.store, WHO, 'not json')).toMatchObject({ error: { code: 'sync.bad_request' } });
  expect(await attempt({ format: 'x' })).toMatchObject({ error: { code: 'sync.bad_request' } });
  expect(await attempt({ acts: [{ ...file.acts[0], key: '../x' }] })).toMatchObject({
    error: { code: 'sync.bad_request' },
  });
  expect(await attempt({ member: idOf<MemberId>(99) })).toMatchObject({ error: { code: 'sync.wrong_member' } });
  expect(
    await attempt({ acts: [file.acts[0], { ...file.acts[0], key: idOf(5), args: { x: 'y'.repeat(40_000) } }] }),
  ).toMatchObject({ error: { code: 'sync.mutation_too_large' } });
  expect(await importActs(other.store, { member: null, device: null }, JSON.stringify(file))).toMatchObject({
    error: { code: 'account.not_signed_in' },
  });
  expect(await other.outbox()).toEqual([]);
});

it('S22: a file can be previewed before it is queued, with subjects read from this device and never from the file', async () => {
  const old = await makeDevice();
  await old.queue('project.boost', boost(1));
  const text = (await exportActs(old.world.env, old.store.db, WHO)).replace(
    /"subject": ?[^,\n]+/,
    '"subject": "Arbres"',
  );
  const other = await makeDevice();
  expect(await previewActs(other.store.db, WHO, text)).toMatchObject({
    ok: true,
    value: [{ name: 'project.boost', args: boost(1), subject: null, known: false }],
  });
  expect(await other.outbox()).toEqual([]);
  await importActs(other.store, WHO, text);
  expect(await previewActs(other.store.db, WHO, text)).toMatchObject({ ok: true, value: [{ known: true }] });
  expect(await previewActs(other.store.db, { ...WHO, member: idOf<MemberId>(99) }, text)).toMatchObject({
    error: { code: 'sync.wrong_member' },
  });
});

it('S22: a file with hostile values is refused as a whole, without throwing', async () => {
  const old = await makeDevice();
  await old.queue('project.boost', boost(1));
  const file = await exportActs(old.world.env, old.store.db, WHO);
  const other = await makeDevice();
  const deep = (open: string, close: string): string => `${open.repeat(10_000)}1${close.repeat(10_000)}`;
  for (const args of ['{"grains":1e400}', '{"grains":-1e400}', `{"a":${deep('[', ']')}}`, deep('{"a":', '}')]) {
    const text = file.replace(/"args": ?\{[^}]*\}/, () => `"args":${args}`);
    expect(text).not.toBe(file);
    expect(await importActs(other.store, WHO, text), args.slice(0, 30)).toMatchObject({
      error: { code: 'sync.bad_request' },
    });
    expect(await previewActs(other.store.db, WHO, text), args.slice(0, 30)).toMatchObject({
      error: { code: 'sync.bad_request' },
    });
  }
  expect(await other.outbox()).toEqual([]);
});
