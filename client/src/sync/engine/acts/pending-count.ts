import type { EgoejoDb } from '../store/tables.ts';

/** The number of acts without a verdict. */
export const pendingCount = (db: EgoejoDb): Promise<number> => db.outbox.filter((row) => row.verdict === null).count();
