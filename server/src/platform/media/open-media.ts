import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { bucketMedia } from './media-bucket.ts';
import { folderMedia } from './media-folder.ts';
import type { Media } from './media.ts';

/** The store that the configuration names: a bucket, else the folder `media` of the data folder. */
export const openMedia = ({ s3, dataDir }: Pick<Config, 's3' | 'dataDir'>): Media =>
  s3 ? bucketMedia(s3) : folderMedia(join(dataDir, 'media'));
