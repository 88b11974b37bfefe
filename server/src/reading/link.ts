/** Which links a member may queue. The address behind a name is judged where it is connected to (`fetch.ts`). */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { ReadingError } from '@egoejo/shared/reading/errors.ts';

/** http or https, a host, no user name or password in it. The fragment is dropped: it never reaches a server. */
export function checkLink(text: string): Result<URL, ReadingError> {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.username !== '' || url.password !== '') return fail('reading.bad_link');
  url.hash = '';
  return ok(url);
}
