import { randomBytes } from 'node:crypto';
import { CHUNK_TYPE, OFFSET_HEADER, UPLOAD, uploadState, type UploadState } from '@egoejo/shared/media/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { CSRF_HEADER } from '@egoejo/shared/sync/protocol.ts';
import { heavyPhoto, sha256 } from '@egoejo/server/testing/photos.ts';
import type { Bench } from '../../bench.ts';
import { projectOf } from '../../database/economy.ts';
import { compared } from '../../figures.ts';
import { startHttpApp } from '../../http/app.ts';
import type { Account } from '../../http/requests.ts';

const MEGABYTE = 1024 * 1024;
/** What a member waits for at most, ms. */
const GOAL_MS = 2000;

/**
 * A photo of 5 MB over loopback: from the first request until the answer that it is stored, in chunks as the app sends
 * them, one after the other; the server checks it and writes its four sizes. The baseline is the goal.
 */
export const bench: Bench = {
  name: 'upload-5mb',
  group: 'core',
  goal: { atMost: 1 },
  async run(context) {
    const pictures = Array.from({ length: context.rounds }, () => newId());
    const photo = await heavyPhoto(5 * MEGABYTE);
    const economy = { members: 10, projects: 10, grains: 1000 };
    const app = await startHttpApp(context, economy, context.rounds, (db, accounts) =>
      Promise.all(
        accounts.map(({ member }, i) =>
          db.query(
            `insert into project_picture (id, scope, project, author, place)
              select $1, scope, id, $3, 0 from project where id = $2`,
            [pictures[i], projectOf(1 + i), member],
          ),
        ),
      ),
    );
    try {
      const rounds: { value: number; baseline: number }[] = [];
      for (const [i, account] of app.accounts.entries()) {
        // Each is another file, so that nothing is known already; bytes behind the last marker would be refused.
        const bytes = Buffer.concat([photo.subarray(0, 2), comment(randomBytes(16)), photo.subarray(2)]);
        const start = performance.now();
        await upload(app.url, account, pictures[i] ?? '', bytes);
        rounds.push({ value: performance.now() - start, baseline: GOAL_MS });
        context.say(`round ${i + 1}: ${Math.round(rounds.at(-1)?.value ?? NaN)} ms`);
      }
      return { n: rounds.length, unit: 'ms', ...compared(rounds) };
    } finally {
      await app.close();
    }
  },
};

/** A comment segment of a JPEG. */
const comment = (data: Buffer): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe, 0, data.length + 2]), data]);

async function upload(url: string, account: Account, subject: string, bytes: Buffer): Promise<void> {
  const ask = async (method: string, path: string, headers: Record<string, string>, body: BodyInit) => {
    const response = await fetch(`${url}/api/uploads${path}`, {
      method,
      headers: {
        origin: url,
        [CSRF_HEADER]: '1',
        authorization: `Bearer ${account.accessToken}`,
        'content-type': 'application/json',
        ...headers,
      },
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return uploadState.parse(JSON.parse(text));
  };
  const start = { purpose: 'projectPicture', subject, bytes: bytes.length, sha256: sha256(bytes) };
  const { id }: UploadState = await ask('POST', '', {}, JSON.stringify(start));
  for (let at = 0; at < bytes.length; at += UPLOAD.chunk) {
    const chunk = new Uint8Array(bytes.subarray(at, at + UPLOAD.chunk));
    await ask('PATCH', `/${id}`, { 'content-type': CHUNK_TYPE, [OFFSET_HEADER]: String(at) }, chunk);
  }
  await ask('POST', `/${id}/complete`, {}, '{}');
}
