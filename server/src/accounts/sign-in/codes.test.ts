import { expect, it } from 'vitest';
import { plansOf } from '../../testing/database/plans.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { issueSignUpToken, useSignUpToken } from './sign-up-tokens.ts';

eachDatabase('sign-up tokens', (database) => {
  it('are found by their key; a malformed one causes no query', async () => {
    const db = database();
    const token = await issueSignUpToken(db, 'awa@example.org');
    let known: unknown;
    const plans = await plansOf(db, async (q) => (known = await useSignUpToken(q, token)));
    expect(known).toEqual({ email: 'awa@example.org', fresh: true });
    expect(plans).toHaveLength(2);
    expect(plans.join()).not.toContain('Seq Scan');
    for (const wrong of ['', 'nonsense', `${token}x`.slice(1)]) {
      expect(await plansOf(db, async (q) => (known = await useSignUpToken(q, wrong))), wrong).toEqual([]);
      expect(known).toBeNull();
    }
  });
});
