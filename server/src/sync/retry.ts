const TRIES = 4;

/** Deadlocks and serialization failures committed nothing: the same work is safe again (S8). Other errors, and the fourth, are thrown. */
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
