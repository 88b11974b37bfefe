const TRIES = 4;

/**
 * Retries `work` after a deadlock or serialization failure, which commits nothing (S8). Any other error, and the last
 * failure after TRIES attempts, is thrown.
 */
export async function retryTransient<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (tries >= TRIES || (code !== '40P01' && code !== '40001')) throw error;
    }
  }
}
