/** The shape of ids, without the schemas of `ids.ts`: the first screen of the app needs no validation library. */

/** The shape of a lower-case UUID, for patterns that contain one. */
export const UUID_SHAPE = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const UUID = new RegExp(`^${UUID_SHAPE}$`);

/** True for any string shaped like a lower-case UUID. */
export const isId = (v: unknown): v is string => typeof v === 'string' && UUID.test(v);
