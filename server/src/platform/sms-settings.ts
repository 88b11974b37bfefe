/** The settings of text messages (SMS). */
import { ConfigFault, type Config } from './config.ts';
import { isLoopback } from './oidc-settings.ts';

interface SmsVariables {
  SMS_URL?: string | undefined;
  SMS_TOKEN?: string | undefined;
  SMS_SENDER: string;
}

/** Address and token, or neither; without TLS only on this machine. No message contains the token. */
export function readSms({ SMS_URL: url, SMS_TOKEN: token, SMS_SENDER: sender }: SmsVariables): Config['sms'] {
  if (url === undefined && token === undefined) return null;
  if (url === undefined || token === undefined) throw new ConfigFault('SMS_URL, SMS_TOKEN: set both or none');
  if (new URL(url).protocol === 'http:' && !isLoopback(url))
    throw new ConfigFault('SMS_URL: wants https:// for a provider on another machine');
  return { url, token, sender };
}
