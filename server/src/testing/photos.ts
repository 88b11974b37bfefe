/** Photos, and a member who waits for the bytes of one, for tests of uploads. */
import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { CHUNK_TYPE, OFFSET_HEADER, type UploadState } from '@egoejo/shared/media/model.ts';
import { newId, type CommunityId, type MemberId, type PictureId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { openSession } from '../accounts/sessions/sessions.ts';
import { signAccess } from '../accounts/sessions/tokens.ts';
import type { Database } from '../platform/database/database.ts';
import type { Answer, Browser, TestApp } from './servers/app.ts';
import { addMember, addMembership, addProject, type TestMember } from './world.ts';

/** A JPEG with a place in its metadata, lying on its side. */
export const photo = (width: number, height: number, colour = '#2a7747'): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Artist: 'a name' }, IFD3: { GPSLatitude: '14/1 41/1 0/1' } })
    .jpeg({ quality: 80 })
    .toBuffer();

/** A picture that no encoder makes small. */
export const noise = (side: number): Promise<Buffer> =>
  sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();

/** A JPEG of at least so many bytes, as heavy as a phone's: twelve million pixels with grain. */
export async function heavyPhoto(bytes: number): Promise<Buffer> {
  for (let quality = 60; ; quality += 5) {
    const made = await sharp({
      create: {
        width: 4000,
        height: 3000,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 12 },
      },
    })
      .jpeg({ quality })
      .toBuffer();
    if (made.length >= bytes || quality >= 95) return made;
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Uploader extends TestMember {
  browser: Browser;
  project: ProjectId;
  /** The row that waits. */
  picture: PictureId;
}
/** A browser of another session of this member. */
export async function browserOf(t: TestApp, db: Database, { id, device }: TestMember): Promise<Browser> {
  const { sid, refreshToken } = await openSession(db, id, device, 90, { agent: '', address: '' });
  const browser = t.browser();
  browser.cookie = refreshToken;
  browser.accessToken = await signAccess(t.deps.keys, { member: id, device, sid, roles: [] });
  return browser;
}

/** A row that waits for a photo, on a new proposal of this member. */
export async function addWaiting(
  db: Database,
  author: MemberId,
  community: CommunityId,
): Promise<{ project: ProjectId; picture: PictureId }> {
  const [project, picture] = [newId<ProjectId>(), newId<PictureId>()];
  await addProject(db, community, 'Un four à pain', project);
  await db.query(
    `update project set status = 'proposed', author = $2::uuid, scope = 'member:' || $2::uuid::text where id = $1`,
    [project, author],
  );
  await db.query('delete from project_tally where id = $1', [project]);
  await db.query(
    `insert into project_picture (id, scope, project, author, place) values ($1, 'member:' || $3::uuid::text, $2, $3::uuid, 0)`,
    [picture, project, author],
  );
  return { project, picture };
}

export async function addUploader(t: TestApp, db: Database, community: CommunityId): Promise<Uploader> {
  const member = await addMember(db);
  await addMembership(db, member, community);
  return { ...member, browser: await browserOf(t, db, member), ...(await addWaiting(db, member.id, community)) };
}

export const start = (browser: Browser, subject: string, bytes: Uint8Array, change: object = {}) =>
  browser.send<UploadState & { code?: string; params?: object }>({
    method: 'POST',
    url: '/api/uploads',
    payload: { purpose: 'projectPicture', subject, bytes: bytes.length, sha256: sha256(bytes), ...change },
  });
export const sendChunk = (browser: Browser, id: string, offset: number, chunk: Uint8Array) =>
  browser.send<UploadState & { code?: string; params?: object }>({
    method: 'PATCH',
    url: `/api/uploads/${id}`,
    headers: { 'content-type': CHUNK_TYPE, [OFFSET_HEADER]: String(offset) },
    payload: Buffer.from(chunk),
  });
export const complete = (browser: Browser, id: string) =>
  browser.send<UploadState & { code?: string; params?: object }>({
    method: 'POST',
    url: `/api/uploads/${id}/complete`,
    payload: {},
  });

/** The chunks of tests have so many bytes. */
export const PART = 256 * 1024;
/** Sends a whole file. @returns the answer of its completion. */
export async function upload(
  browser: Browser,
  subject: string,
  bytes: Uint8Array,
  change: object = {},
): Promise<Answer<UploadState & { code?: string; params?: object }>> {
  const opened = await start(browser, subject, bytes, change);
  if (opened.status !== 200) return opened;
  for (let at = opened.body.offset; at < bytes.length; at += PART)
    await sendChunk(browser, opened.body.id, at, bytes.subarray(at, at + PART));
  return complete(browser, opened.body.id);
}

/** A PNG of a picture, smaller by that factor. */
export async function shrunk(picture: Buffer, by: number): Promise<Buffer> {
  const { width } = await sharp(picture).metadata();
  return sharp(picture)
    .resize({ width: Math.round(width / by) })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
