/** What account procedures accept. */
import * as z from 'zod';
import { emailAddress, password, shortText, signUpCode, TEXT } from '@egoejo/shared/accounts/model.ts';
import { invitation } from '../invitations/inputs.ts';
import { deviceId } from '@egoejo/shared/platform/ids.ts';

/** A field people never see; whoever fills it in is a machine. */
const website = z.string().max(1000).optional();
/** Milliseconds since 1970 on the device's clock, when the form was opened. */
const startedAt = z.number().int().optional();
const device = deviceId;
const optionalDevice = z.union([device, z.null()]).optional();

export const form = z.strictObject({ email: emailAddress, website, startedAt });
export const codeOf = z.strictObject({ email: emailAddress, code: signUpCode });
export const newAccount = z.strictObject({ signUpToken: z.string().max(200), name: shortText(TEXT.name, 1), password, device: optionalDevice, invitation: invitation.optional() });
/** Any password may be tried: only a new one has a minimum. */
export const credentials = z.strictObject({ email: emailAddress, password: z.string().max(1000), device: optionalDevice });
export const newPassword = z.strictObject({ email: emailAddress, code: signUpCode, password, device: optionalDevice });
export const ofDevice = z.strictObject({ device: optionalDevice }).optional();
export const everywhere = z.strictObject({ everywhere: z.boolean() });
export const picture = z.strictObject({ base64: z.string().max(1_000_000).regex(/^[A-Za-z0-9+/]*={0,2}$/) });
export const proof = z.strictObject({ password: z.string().max(1000) });
