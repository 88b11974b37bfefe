/** What the commands on members share: reading arguments, finding the member, and answers. */
import { parseArgs } from 'node:util';
import { emailAddress } from '@egoejo/shared/accounts/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { EXIT, type CommandContext } from '../../platform/command.ts';

/** Reports an input error. */
export function bad(ctx: CommandContext, text: string): number {
  ctx.err(text);
  return EXIT.badInput;
}
/** Says what was done. @returns the exit code */
export function done(ctx: CommandContext, value: Record<string, unknown>, text: string): number {
  ctx.out(ctx.json ? JSON.stringify(value) : text);
  return EXIT.done;
}
/** Refuses to take away the last administrator. @returns the exit code */
export function lastAdministrator(ctx: CommandContext, email: string | undefined): number {
  ctx.err(`${email} is the only administrator: promote another one first`);
  return EXIT.refused;
}

/** The parsed arguments, or an error message. */
export function read(
  argv: string[],
  options: Record<string, { type: 'string' }>,
): { values: Record<string, string | undefined>; positionals: string[] } | string {
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
    return { values: { ...values }, positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
type Found = { member: MemberId; fault?: undefined } | { fault: string };
/** The member with this address, or what is wrong with it. */
export async function memberOf(ctx: CommandContext, email: string | undefined): Promise<Found> {
  const address = emailAddress.safeParse(email ?? '');
  if (!address.success) return { fault: `${JSON.stringify(email ?? '')} is no address` };
  const [found] = await ctx.db.query<{ id: MemberId }>(
    `select id from member where lower(email) = $1 and status <> 'closed'`,
    [address.data],
  );
  return found ? { member: found.id } : { fault: `no member has the address ${address.data}` };
}
