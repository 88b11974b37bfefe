import { expect, it } from 'vitest';
import { createLog } from '../platform/observability/log.ts';
import { startSmtp } from '../testing/services/smtp.ts';
import { RefusedRecipient } from './delivery.ts';
import { createGuard } from './guard.ts';
import { createMailer } from './mailer.ts';
import { smtpPost } from './posts.ts';

it('by SMTP, one recipient or one mail that is refused or put off is told from a server that refuses us', async () => {
  const smtp = await startSmtp();
  const guard = createGuard();
  const mailer = createMailer(smtpPost(smtp.url, 'EGOEJO <egoejo@example.org>'), createLog('silent'), { guard });
  const send = (to: string, text = 'a code'): Promise<unknown> =>
    mailer.send({ to: `${to}@example.org`, subject: 'x', text }).then(
      () => 'sent',
      (error: unknown) => (error instanceof RefusedRecipient ? (error.forGood ? 'never' : 'later') : 'provider'),
    );
  for (let n = 0; n < 4; n++) {
    expect(await send(`grey${n}`)).toBe('later');
    expect(await send(`refused${n}`)).toBe('never');
    expect(await send('awa', 'spam')).toBe('later');
  }
  for (let n = 0; n < 4; n++) expect(await send('grey')).toBe('later');
  expect([guard.state(), await send('awa')]).toEqual(['closed', 'sent']);
  smtp.mode = 'stranger';
  for (let n = 0; n < 3; n++) expect(await send('awa')).toBe('provider');
  expect(guard.state()).toBe('open');
  await smtp.close();
});
