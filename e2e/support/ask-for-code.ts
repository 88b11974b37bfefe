/** Asks for a code, by mail or text message. */
import { expect, type Page } from '@playwright/test';

/** A form sent sooner than a person fills one in is refused (server/src/accounts/sign-in/mailed-codes.ts). */
const FASTEST_MS = 2000;

/** Presses the button that sends a code, once the form is old enough to be a person's; ends with the field for it. */
export async function askForCode(page: Page): Promise<void> {
  const send = page.getByRole('button', { name: 'Recevoir un code' });
  await expect(send).toBeVisible();
  const seen = performance.now();
  await expect.poll(() => performance.now() - seen).toBeGreaterThan(FASTEST_MS);
  await send.click();
  await expect(page.getByLabel('Code reçu')).toBeVisible();
}
