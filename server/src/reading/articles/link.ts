/** Which links a member may queue. The address behind a name is checked when connecting (`fetch.ts`). */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';

/**
 * Requires http or https and a host, without user name or password. The fragment is dropped, since it is never sent to
 * a server.
 */
export function checkLink(text: string): Result<URL, 'reading.bad_link'> {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.username !== '' || url.password !== '')
    return fail('reading.bad_link');
  url.hash = '';
  return ok(url);
}
