/** Which errors of a database may be answered by trying the same work again. */

/** SQLSTATEs after which the same work may be retried, because nothing was committed (S8). */
const TRANSIENT = new Set([
  '40001',
  '40P01',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
]);

/** True for lock, deadlock, shutdown and connection errors: the answer is "busy", never a verdict. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    TRANSIENT.has(code) ||
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
  );
}
