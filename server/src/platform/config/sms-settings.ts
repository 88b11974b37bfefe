/** The settings of text messages (SMS). */
import { ConfigFault, type SmsSettings } from './config.ts';
import { isLoopback } from './oidc-settings.ts';

interface SmsVariables {
  SMS_URL?: string | undefined;
  SMS_TOKEN?: string | undefined;
  SMS_SENDER: string;
  SMS_COUNTRIES?: readonly string[] | undefined;
  SMS_MOST_HOUR: number;
  SMS_MOST_DAY: number;
}

/**
 * Address, token and countries, or none of them; without TLS only on this machine. No message contains the token. There
 * is no default for the countries: messages to some cost a hundred times those to others.
 */
export function readSms(v: SmsVariables): SmsSettings | null {
  const { SMS_URL: url, SMS_TOKEN: token, SMS_COUNTRIES: countries } = v;
  if (url === undefined && token === undefined) return null;
  if (url === undefined || token === undefined) throw new ConfigFault('SMS_URL, SMS_TOKEN: set both or none');
  if (new URL(url).protocol === 'http:' && !isLoopback(url))
    throw new ConfigFault('SMS_URL: wants https:// for a provider on another machine');
  if (countries === undefined)
    throw new ConfigFault('SMS_COUNTRIES: set the countries to write to, by their ISO codes, such as SN, FR');
  return { url, token, sender: v.SMS_SENDER, countries, most: { hour: v.SMS_MOST_HOUR, day: v.SMS_MOST_DAY } };
}
