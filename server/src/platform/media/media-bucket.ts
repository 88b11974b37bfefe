/**
 * Media in a bucket that speaks S3. Requests are signed by aws4fetch, which sends a body as it is: the checksums that
 * larger clients wrap around it are refused by many servers (docs/decisions/80-media.md).
 */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { Config } from '../config/config.ts';
import { mediaTypeOf, typeOfKey } from './media-key.ts';
import { collected, type Media, type MediaContent, type MediaStat } from './media.ts';

const TIMEOUT_MS = 30_000;
/** Bytes a second, at which a large file may go to the store. */
const SLOWEST = 200_000;
/** The header that signs the content. */
const HASH = 'x-amz-content-sha256';
/** Attempts of one request that the store answers with 429 or 500 and more. */
const ATTEMPTS = 3;

export function bucketMedia({ endpoint, bucket, region, keyId, secret }: NonNullable<Config['s3']>): Media {
  const access = { accessKeyId: keyId, secretAccessKey: secret, service: 's3', region, initRetryMs: 100 };
  const client = new AwsClient({ ...access, retries: ATTEMPTS });
  /** For a stream, which can be read once only. */
  const once = new AwsClient({ ...access, retries: 0 });
  const base = `${endpoint}/${bucket}`;
  /** What the store answered; null for 404. @throws when it refuses. */
  const read = async (method: string, asked: Promise<Response>): Promise<Response | null> => {
    const response = await asked;
    if (response.ok) return response;
    const said = cut(await response.text(), 300);
    if (response.status === 404 && !said.includes('NoSuchBucket')) return null;
    throw new Error(`media store: ${method} answered ${response.status} ${said}`);
  };
  const ask = (method: string, path: string, init: RequestInit = {}): Promise<Response | null> =>
    read(method, client.fetch(`${base}${path}`, { ...init, method, signal: AbortSignal.timeout(TIMEOUT_MS) }));
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
    async put(key, content, known) {
      const type = { 'content-type': typeOfKey(key) };
      // S3 wants the length and the hash before the body. Media of which they are not known are small.
      const put = async (): Promise<Response | null> => {
        const bytes = await collected(content);
        return ask('PUT', `/${key}`, { body: new Uint8Array(bytes), headers: { ...type, [HASH]: sha256(bytes) } });
      };
      const stream = ({ bytes, sha256: hash }: { bytes: number; sha256: string }): Promise<Response | null> => {
        const headers = { ...type, [HASH]: hash, 'content-length': String(bytes) };
        const signal = AbortSignal.timeout(TIMEOUT_MS + Math.ceil((bytes / SLOWEST) * 1000));
        return read('PUT', once.fetch(`${base}/${key}`, { method: 'PUT', body: streamOf(content), headers, signal }));
      };
      const done = await (known ? stream(known) : put());
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

/** What `fetch` sends one part after the other. */
function streamOf(content: MediaContent): ReadableStream<Uint8Array> {
  const parts = (async function* () {
    if (content instanceof Uint8Array) yield content;
    else yield* content;
  })();
  return new ReadableStream({
    async pull(to) {
      const part = await parts.next();
      if (part.done) to.close();
      else to.enqueue(part.value);
    },
    async cancel() {
      await parts.return();
    },
  });
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
