/** Prisma is used for its client only: migrations are SQL files applied by `server/src/migrate.ts`. */
import { fileURLToPath } from 'node:url';

export default { schema: fileURLToPath(new URL('prisma/schema.prisma', import.meta.url)) };
