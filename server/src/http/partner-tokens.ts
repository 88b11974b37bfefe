/**
 * Tokens of partner developers (R13): created and revoked by an administrator, shown once, stored as a hash, limited to
 * scopes.
 */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { partnerScopes, type PartnerScope } from '@egoejo/shared/partners/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/http/app-error.ts';
import type { Queryable } from '../platform/database/database.ts';

export const partnerScope = z.enum(partnerScopes);

const PREFIX = 'egp_';
const SHAPE = /^Bearer (egp_[\w-]{43})$/;
/** A token has 256 random bits, so a plain hash is enough. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface PartnerToken {
  id: string;
  name: string;
  scopes: PartnerScope[];
  perMinute: number;
  createdAt: string;
  /**
   * Name of the administrator who created it, from the audit log; null: it was not created in the administration, or
   * the account is closed.
   */
  createdBy: string | null;
  /** Time of the last request, to the minute; null: never used. */
  lastUsedAt: string | null;
  revokedAt: string | null;
}
/** The owner of a token. */
export interface Partner {
  id: string;
  scopes: PartnerScope[];
  perMinute: number;
}

/** @returns the new token, which cannot be read again. */
export async function makeToken(
  tx: Queryable,
  name: string,
  scopes: readonly PartnerScope[],
  perMinute: number,
): Promise<{ id: string; token: string }> {
  const [id, token] = [newId(), PREFIX + randomBytes(32).toString('base64url')];
  await tx.query('insert into partner_token (id, name, hash, scopes, per_minute) values ($1, $2, $3, $4, $5)', [
    id,
    name,
    hashOf(token),
    [...new Set(scopes)],
    perMinute,
  ]);
  return { id, token };
}

/**
 * Takes effect with the next request in every process. @returns false when there is no such token, or it was already
 * revoked.
 */
export const revokeToken = async (tx: Queryable, id: string): Promise<boolean> =>
  (
    await tx.query('update partner_token set revoked_at = now() where id = $1 and revoked_at is null returning id', [
      id,
    ])
  ).length > 0;

/** Valid tokens first, then newest first. */
export const listTokens = (db: Queryable): Promise<PartnerToken[]> =>
  db.query<PartnerToken>(
    `select p.id, p.name, p.scopes, p.per_minute as "perMinute", iso(p.created_at) as "createdAt",
      m.name as "createdBy", iso(p.last_used_at) as "lastUsedAt", iso(p.revoked_at) as "revokedAt"
     from partner_token p left join audit_log l on l.action = 'partner.create' and l.subject = p.id::text
       left join member m on m.id = l.actor and m.status <> 'closed'
     order by p.revoked_at is not null, p.created_at desc, p.id limit 500`,
  );

/** Updates the last use at most once a minute for each token, so that frequent requests do not cause as many writes. */
const USED = `with found as (select id, scopes, per_minute, last_used_at from partner_token
  where hash = $1 and revoked_at is null),
  used as (update partner_token t set last_used_at = now() from found f
    where t.id = f.id and (f.last_used_at is null or f.last_used_at < now() - interval '1 minute'))
  select id, scopes, per_minute as "perMinute" from found`;

/** The partner whose token an `Authorization` header carries; records that the token was used. @throws AppError 401. */
export async function partnerOf(db: Queryable, authorization: string | undefined): Promise<Partner> {
  const token = SHAPE.exec(authorization ?? '')?.[1];
  const [row] = token === undefined ? [] : await db.query<Partner>(USED, [hashOf(token)]);
  if (!row) throw new AppError('partner.unknown_token', {}, 401);
  return row;
}
