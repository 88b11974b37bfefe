/**
 * Media in a bucket that speaks S3. Requests are signed by aws4fetch, which sends a body as it is: the checksums that
 * larger clients wrap around it are refused by many servers (docs/decisions/80-media.md).
 */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { Config } from '../config/config.ts';
import { mediaTypeOf, typeOfKey } from './media-key.ts';
import { collected, type Media, type MediaStat } from './media.ts';

const TIMEOUT_MS = 30_000;
/** Attempts of one request that the store answers with 429 or 500 and more. */
const ATTEMPTS = 3;

export function bucketMedia({ endpoint, bucket, region, keyId, secret }: NonNullable<Config['s3']>): Media {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    service: 's3',
    region,
    retries: ATTEMPTS,
    initRetryMs: 100,
  });
  const base = `${endpoint}/${bucket}`;
  /** The answer; null for 404. @throws when the store refuses. */
  const ask = async (method: string, path: string, init: RequestInit = {}): Promise<Response | null> => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await client.fetch(`${base}${path}`, { ...init, method, signal });
    if (response.ok) return response;
    const said = cut(await response.text(), 300);
    if (response.status === 404 && !said.includes('NoSuchBucket')) return null;
    throw new Error(`media store: ${method} answered ${response.status} ${said}`);
  };
  const remove = async (key: string): Promise<void> => {
    typeOfKey(key);
    await (await ask('DELETE', `/${key}`))?.arrayBuffer();
  };
  const list = async function* (prefix = ''): AsyncIterable<MediaStat> {
    for (let token: string | null = ''; token !== null;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix });
      if (token !== '') query.set('continuation-token', token);
      const page: string = (await (await ask('GET', `?${query.toString()}`))?.text()) ?? '';
      yield* listedIn(page);
      token = inTag(page, 'NextContinuationToken');
    }
  };
  return {
    async put(key, content) {
      const type = typeOfKey(key);
      // S3 wants the length before the body. Media are small enough to be held at once.
      const bytes = await collected(content);
      const headers = { 'content-type': type, 'x-amz-content-sha256': sha256(bytes) };
      const done = await ask('PUT', `/${key}`, { body: new Uint8Array(bytes), headers });
      if (done === null) throw new Error('media store: PUT answered 404');
      await done.arrayBuffer();
    },
    async get(key, range) {
      const type = mediaTypeOf(key);
      const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      const response = type === undefined ? null : await ask('GET', `/${key}`, { headers });
      if (type === undefined || !response?.body) return null;
      return { key, bytes: Number(response.headers.get('content-length')), type, stream: response.body };
    },
    async stat(key) {
      if (mediaTypeOf(key) === undefined) return null;
      const response = await ask('HEAD', `/${key}`);
      return response && { key, bytes: Number(response.headers.get('content-length')) };
    },
    delete: remove,
    async deleteUnder(folder) {
      typeOfKey(`${folder}/x.bin`);
      for await (const { key } of list(`${folder}/`)) await remove(key);
    },
    list,
  };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The text of the first such element. The store's keys are ours, so only a token may hold an escaped character. */
const inTag = (xml: string, tag: string): string | null => {
  const text = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
  return text === undefined || text === '' ? null : text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
};

function* listedIn(page: string): Iterable<MediaStat> {
  for (const [, entry = ''] of page.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
    const key = inTag(entry, 'Key');
    if (key !== null && mediaTypeOf(key) !== undefined) yield { key, bytes: Number(inTag(entry, 'Size')) };
  }
}
