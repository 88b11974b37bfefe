/** A player of music that speaks the Subsonic API. */
import type { FastifyInstance } from 'fastify';
import { parseXml, type Element } from '../../platform/files/xml.ts';

type Params = Readonly<Record<string, string>>;
export interface Answered {
  status: string;
  error?: { code: number; message: string };
  // Tests say what they expect of the rest.
  [name: string]: unknown;
}

export function player(app: FastifyInstance, signIn: Params) {
  const urlOf = (method: string, params: Params): string =>
    `/rest/${method}?${new URLSearchParams({ v: '1.16.1', c: 'test', ...signIn, ...params }).toString()}`;
  const send = (method: string, params: Params = {}, headers: Record<string, string> = {}) =>
    app.inject({ url: urlOf(method, params), headers });
  return {
    send,
    json: async (method: string, params: Params = {}): Promise<Answered> =>
      (await send(method, { ...params, f: 'json' })).json<{ 'subsonic-response': Answered }>()['subsonic-response'],
    /** As an app sends it that posts a form. */
    post: async (method: string, params: Params = {}): Promise<string> =>
      (
        await app.inject({
          method: 'POST',
          url: `/rest/${method}.view`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ ...signIn, ...params }).toString(),
        })
      ).body,
  };
}

/** Every value of an answer with where it stands, sorted: the same for JSON and for XML. */
export function valuesOf(answer: unknown, at = ''): string[] {
  if (Array.isArray(answer)) return answer.flatMap((one) => valuesOf(one, at)).sort();
  if (typeof answer !== 'object' || answer === null) return [`${at}=${String(answer)}`];
  return Object.entries(answer)
    .flatMap(([name, value]) => valuesOf(value, `${at}/${name}`))
    .sort();
}

export function valuesOfXml(text: string): string[] {
  const read = ({ attributes, children, content }: Element, at: string): string[] => {
    const words = content.filter((one) => typeof one === 'string').join('');
    // A genre has its name as text beside its attributes; the version of an extension is text alone.
    const said = words === '' ? [] : [`${at}${Object.keys(attributes).length > 0 ? '/value' : ''}=${words}`];
    return [
      ...Object.entries(attributes).flatMap(([name, value]) => (name === 'xmlns' ? [] : [`${at}/${name}=${value}`])),
      ...(children.length > 0 ? [] : said),
      ...children.flatMap((child) => read(child, `${at}/${child.name}`)),
    ];
  };
  const root = parseXml(text);
  return root ? read(root, '').sort() : [];
}
