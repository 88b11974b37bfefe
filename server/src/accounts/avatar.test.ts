import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, type TestMember } from '../testing/world.ts';
import { encodeAvatar } from './avatar.ts';
import { openSession } from './sessions/sessions.ts';
import { signAccess } from './sessions/tokens.ts';

const photo = (width: number, height: number, quality = 80) =>
  sharp({ create: { width, height, channels: 3, background: '#274' } })
    .withExif({ IFD0: { Artist: 'a name' }, IFD3: { GPSLatitude: '14/1 41/1 0/1' } })
    .jpeg({ quality })
    .toBuffer();

it('an upload is converted to a square WebP of 256 pixels without metadata', async () => {
  const made = await encodeAvatar(await photo(800, 400), newId());
  if (!made.ok) throw new Error(made.error.code);
  const meta = await sharp(made.value).metadata();
  expect(meta).toMatchObject({ format: 'webp', width: 256, height: 256 });
  expect([meta.exif, meta.icc, meta.xmp]).toEqual([undefined, undefined, undefined]);
});

it('an upload is refused if it is no picture, too heavy, too large when decoded, or a format drawn by code', async () => {
  const code = async (bytes: Buffer) => {
    const made = await encodeAvatar(bytes, newId());
    return made.ok ? null : made.error.code;
  };
  const whole = await photo(400, 400);
  expect(await code(Buffer.alloc(0))).toBe('account.bad_image');
  expect(await code(Buffer.from('<html><script>alert(1)</script>'))).toBe('account.bad_image');
  expect(
    await code(
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
    ),
  ).toBe('account.bad_image');
  expect(await code(whole.subarray(0, whole.length / 2))).toBe('account.bad_image');
  expect(await code(Buffer.alloc(256 * 1024 + 1))).toBe('account.image_too_large');
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
  expect(bomb.length).toBeLessThan(256 * 1024);
  expect(await code(bomb)).toBe('account.bad_image');
});

eachDatabase('a member’s picture', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());
  async function signedIn(): Promise<{ browser: Browser; member: TestMember }> {
    const member = await addMember(database());
    const { sid } = await openSession(database(), member.id, member.device, 90, { agent: '', address: '' });
    const browser = t.browser();
    browser.accessToken = await signAccess(t.deps.keys, { member: member.id, device: member.device, sid, roles: [] });
    return { browser, member };
  }
  const stored = async ({ id }: TestMember) =>
    (await database().query<{ avatar: string | null }>('select avatar from member where id = $1', [id]))[0]?.avatar;

  it('is served to whoever has its address, and kept by no cache; an upload replaces it and a removal deletes it', async () => {
    const { browser, member } = await signedIn();
    const base64 = (await photo(500, 500)).toString('base64');
    const { avatar } = (await browser.mutate<{ avatar: string }>('accounts.uploadAvatar', { base64 })).body;
    expect(avatar).toMatch(/^\/media\/avatars\/[\w-]+\.webp$/);
    expect(await stored(member)).toBe(avatar);
    const served = await t.app.inject({ url: avatar });
    expect([served.statusCode, served.headers['content-type'], served.headers['cache-control']]).toEqual([
      200,
      'image/webp',
      'private, no-store',
    ]);
    expect((await t.app.inject({ method: 'HEAD', url: avatar })).statusCode).toBe(200);

    const second = (await browser.mutate<{ avatar: string }>('accounts.uploadAvatar', { base64 })).body;
    expect((await t.app.inject({ url: avatar })).statusCode).toBe(404);
    expect((await t.app.inject({ url: second.avatar })).statusCode).toBe(200);
    await browser.mutate('accounts.removeAvatar');
    expect(await stored(member)).toBeNull();
    expect((await t.app.inject({ url: second.avatar })).statusCode).toBe(404);
  });

  it('bad input is refused with a code, and nothing changes', async () => {
    const { browser, member } = await signedIn();
    const code = async (base64: unknown) => (await browser.mutate('accounts.uploadAvatar', { base64 })).body;
    expect(await code(Buffer.from('no picture').toString('base64'))).toMatchObject({ code: 'account.bad_image' });
    expect(await code(Buffer.alloc(300 * 1024).toString('base64'))).toMatchObject({ code: 'account.image_too_large' });
    expect(await code('not base64!')).toMatchObject({ code: 'sync.bad_args' });
    expect(await code(7)).toMatchObject({ code: 'sync.bad_args' });
    expect(await code('A'.repeat(2_000_000))).toMatchObject({ code: 'sync.too_large' });
    expect(await stored(member)).toBeNull();
  });

  it('nothing outside the media folder is served', async () => {
    for (const url of [
      '/media/%2e%2e%2flock',
      '/media/avatars/..%2f..%2flock',
      '/media/avatars/x.svg',
      '/media/',
      '/media/avatars/none.webp',
    ]) {
      expect((await t.app.inject({ url })).statusCode, url).toBe(404);
    }
  });
});
