/** The settings of a media store that speaks S3. */
import { ConfigFault, type Config } from './config.ts';
import { isLoopback } from './oidc-settings.ts';

interface S3Variables {
  S3_ENDPOINT?: string | undefined;
  S3_BUCKET?: string | undefined;
  S3_REGION: string;
  S3_KEY_ID?: string | undefined;
  S3_SECRET?: string | undefined;
}

/** The store: all four or none; without TLS only on this machine. No message contains the secret. */
export function readS3({
  S3_ENDPOINT: endpoint,
  S3_BUCKET: bucket,
  S3_REGION: region,
  S3_KEY_ID: keyId,
  S3_SECRET: secret,
}: S3Variables): Config['s3'] {
  if ([endpoint, bucket, keyId, secret].every((v) => v === undefined)) return null;
  if (endpoint === undefined || bucket === undefined || keyId === undefined || secret === undefined)
    throw new ConfigFault('S3_ENDPOINT, S3_BUCKET, S3_KEY_ID, S3_SECRET: set all four or none');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new ConfigFault('S3_BUCKET: wants the name of a bucket, such as egoejo-media');
  if (new URL(endpoint).protocol === 'http:' && !isLoopback(endpoint))
    throw new ConfigFault('S3_ENDPOINT: wants https:// for a store on another machine');
  return { endpoint: endpoint.replace(/\/+$/, ''), bucket, region, keyId, secret };
}
