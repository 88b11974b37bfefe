/** Answers of the Subsonic API: the same content as XML and as JSON. Pure. */
import { escapeXml } from '../platform/http/escape-xml.ts';
import { version } from '../platform/version.ts';

/** In XML, a value is an attribute, `value` is text, and a list is as many elements with its name. */
export interface Body {
  readonly [name: string]: string | number | boolean | null | undefined | Body | readonly (Body | string | number)[];
}

/** The failures that have a number. */
export const FAULTS = {
  unknownMethod: { code: 0, message: 'This method is not offered here.' },
  busy: { code: 0, message: 'Too many requests; try again later.' },
  internal: { code: 0, message: 'Something went wrong on this server.' },
  invalid: { code: 0, message: 'The request cannot be read.' },
  missing: { code: 10, message: 'A required parameter is missing.' },
  wrongPassword: { code: 40, message: 'Wrong password. It is that of other apps, from the page of security.' },
  noTokens: {
    code: 41,
    message:
      'Only a hash of the password is kept here, so tokens cannot be checked. ' +
      'Choose the plain (legacy) password, or an API key, in the settings of your app.',
  },
  conflict: { code: 43, message: 'An API key comes without a name and a password.' },
  wrongKey: { code: 44, message: 'Invalid API key.' },
  readOnly: { code: 50, message: 'Other apps only read here. Change this in the app itself.' },
  unknown: { code: 70, message: 'Not found.' },
} as const;
export type FaultName = keyof typeof FAULTS;

/** The whole answer. */
export function responseOf(content: Body | FaultName): Body {
  const failed = typeof content === 'string';
  return {
    status: failed ? 'failed' : 'ok',
    version: '1.16.1',
    type: 'egoejo',
    serverVersion: version,
    openSubsonic: true,
    ...(failed ? { error: FAULTS[content] } : content),
  };
}

export const writeJson = (response: Body): string =>
  JSON.stringify({ 'subsonic-response': response }, (_key, value: unknown) => (value === null ? undefined : value));

export const writeXml = (response: Body): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element('subsonic-response', {
    xmlns: 'http://subsonic.org/restapi',
    ...response,
  })}\n`;

function element(name: string, body: Body): string {
  const attributes: string[] = [];
  const inside: string[] = [];
  for (const [key, value] of Object.entries(body)) {
    if (value === null || value === undefined) continue;
    if (typeof value !== 'object') {
      if (key === 'value') inside.push(escapeXml(String(value)));
      else attributes.push(` ${key}="${escapeXml(String(value))}"`);
      continue;
    }
    const list = Array.isArray(value) ? (value as readonly (Body | string | number)[]) : [value as Body];
    inside.push(...list.map((one) => element(key, typeof one === 'object' ? one : { value: one })));
  }
  return `<${name}${attributes.join('')}>${inside.join('')}</${name}>`;
}
