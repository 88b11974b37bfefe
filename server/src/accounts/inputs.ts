/** Input schemas of the account procedures. */
import * as z from 'zod';
import { emailAddress, password, signUpCode, TEXT } from '@egoejo/shared/accounts/model.ts';
import { properName } from '@egoejo/shared/platform/texts.ts';
import { invitation } from '../invitations/inputs.ts';
import { deviceId, memberId } from '@egoejo/shared/platform/ids.ts';
import { phoneNumber } from '../platform/phone.ts';

/** A honeypot: people never see this field, so whoever fills it in is a bot. */
const website = z.string().max(1000).optional();
/** Milliseconds since 1970 on the device's clock, when the form was opened. */
const startedAt = z.number().int().optional();
const device = deviceId;
const optionalDevice = z.union([device, z.null()]).optional();

/** The address of an account: a mail address or a phone number, which becomes E.164. */
const accountAddress = z.union([
  emailAddress,
  z
    .string()
    .max(40)
    .transform((text, ctx) => {
      const number = phoneNumber(text);
      if (number !== null) return number;
      ctx.addIssue('phone');
      return z.NEVER;
    }),
]);

export const form = z.strictObject({ email: accountAddress, website, startedAt });
export const codeOf = z.strictObject({ email: accountAddress, code: signUpCode });
export const newAccount = z.strictObject({
  signUpToken: z.string().max(200),
  name: properName(TEXT.name),
  password,
  device: optionalDevice,
  invitation: invitation.optional(),
});
/** Signing in accepts any password; only a new one has a minimum length. */
export const credentials = z.strictObject({
  email: accountAddress,
  password: z.string().max(1000),
  device: optionalDevice,
});
export const newPassword = z.strictObject({
  email: accountAddress,
  code: signUpCode,
  password,
  device: optionalDevice,
});
export const ofDevice = z.strictObject({ device: optionalDevice }).optional();
/**
 * `member`: sign out only if the session is this member's; a browser names the member when its sign-out arrives late.
 */
export const signOut = z.strictObject({ everywhere: z.boolean(), member: z.optional(memberId) });
export const picture = z.strictObject({
  base64: z
    .string()
    .max(1_000_000)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/),
});
export const proof = z.strictObject({ password: z.string().max(1000) });
/** Address and password without a device, for procedures that open no session. */
export const ownCredentials = z.strictObject({ email: accountAddress, password: z.string().max(1000) });
/** A change of the account needs the present password: whoever finds an open browser cannot take the account over. */
export const changedPassword = z.strictObject({ password: z.string().max(1000), next: password });
export const newAddress = z.strictObject({ email: accountAddress, password: z.string().max(1000) });
export const ofSession = z.strictObject({ session: z.uuid() });
