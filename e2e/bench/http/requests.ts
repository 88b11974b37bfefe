/** Requests to a real server over HTTP, as the app sends them. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { CSRF_HEADER } from '@egoejo/shared/sync/protocol.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The raw body, possibly compressed. */
  body: Buffer;
}

/** A POST request as the app would send it. */
export const post = (
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  from?: string,
): Promise<Answer> => postText(url, path, JSON.stringify(body), headers, from);

/** The same, for a body that is already JSON text. */
export const postText = (
  url: string,
  path: string,
  body: string,
  headers: Record<string, string> = {},
  from?: string,
): Promise<Answer> => send(url, path, 'POST', body, headers, from);

/** A GET request of that member, from the member's own address, so that limits by address have no effect. */
export async function get(url: string, path: string, account: Account): Promise<Answer> {
  const answer = await send(
    url,
    path,
    'GET',
    undefined,
    { authorization: `Bearer ${account.accessToken}` },
    account.from,
  );
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.body.toString()}`);
  return answer;
}

function send(
  url: string,
  path: string,
  method: string,
  body: string | undefined,
  headers: Record<string, string>,
  from: string | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request(`${url}${path}`, {
      method,
      agent,
      ...(from !== undefined && { localAddress: from }),
      headers: {
        'content-type': 'application/json',
        origin: url,
        [CSRF_HEADER]: '1',
        'accept-encoding': 'br',
        ...headers,
      },
    });
    req.on('error', reject);
    req.on('response', (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }));
    });
    req.end(body);
  });
}

export interface Account {
  member: MemberId;
  device: DeviceId;
  accessToken: string;
  /** Address of its requests; left out: the default. */
  from?: string;
}
