/** A reading app that speaks to a server as KOReader's plugin does: the same paths, headers, bodies. */
import { createHash } from 'node:crypto';

/** An answer of the server. */
export interface Answered {
  status: number;
  body: Record<string, unknown>;
}

/** @param url the custom server that the reader entered @param password as it was typed */
export function koreader(url: string, password: string, device = { device: 'Kobo_nova', device_id: 'A1B2C3' }) {
  const send = async (method: string, path: string, body?: string): Promise<Answered> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.koreader.v1+json',
        'x-auth-user': 'awa',
        'x-auth-key': createHash('md5').update(password).digest('hex'),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    send,
    register: () => send('POST', '/users/create', JSON.stringify({ username: 'awa', password: 'x' })),
    authorize: () => send('GET', '/users/auth'),
    push: (document: string, progress: string, percentage: number) =>
      send('PUT', '/syncs/progress', JSON.stringify({ document, progress, percentage, ...device })),
    pull: (document: string) => send('GET', `/syncs/progress/${document}`),
  };
}
