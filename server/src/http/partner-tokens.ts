/** Tokens of partner developers (R13): made and revoked by an administrator, shown once, kept as a hash, limited to scopes. */
import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { partnerScopes, type PartnerScope } from '@egoejo/shared/partners/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { AppError } from '../platform/app-error.ts';
import type { Queryable } from '../platform/database.ts';

export const partnerScope = z.enum(partnerScopes);

const PREFIX = 'egp_';
const SHAPE = /^Bearer (egp_[\w-]{43})$/;
/** 256 random bits: a plain hash is enough, nobody guesses one. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface PartnerToken {
  id: string;
  name: string;
  scopes: PartnerScope[];
  perMinute: number;
  createdAt: string;
  /** The name of the administrator who made it, from the audit log; null: not made on the page, or that account is gone. */
  createdBy: string | null;
  /** Of its last request, to the minute; null: never used. */
  lastUsedAt: string | null;
  revokedAt: string | null;
}
/** Whose request it is. */
export interface Partner {
  id: string;
  scopes: PartnerScope[];
  perMinute: number;
}

/** @returns the token itself, which nobody can read again. */
export async function makeToken(tx: Queryable, name: string, scopes: readonly PartnerScope[], perMinute: number): Promise<{ id: string; token: string }> {
  const [id, token] = [newId(), PREFIX + randomBytes(32).toString('base64url')];
  await tx.query('insert into partner_token (id, name, hash, scopes, per_minute) values ($1, $2, $3, $4, $5)', [id, name, hashOf(token), [...new Set(scopes)], perMinute]);
  return { id, token };
}

/** From the next request on, in every process. @returns false when there is no such token, or it was revoked before. */
export const revokeToken = async (tx: Queryable, id: string): Promise<boolean> =>
  (await tx.query('update partner_token set revoked_at = now() where id = $1 and revoked_at is null returning id', [id])).length > 0;

/** Those that still open something first, then the newest. */
export const listTokens = (db: Queryable): Promise<PartnerToken[]> =>
  db.query<PartnerToken>(
    `select p.id, p.name, p.scopes, p.per_minute as "perMinute", iso(p.created_at) as "createdAt", m.name as "createdBy", iso(p.last_used_at) as "lastUsedAt", iso(p.revoked_at) as "revokedAt"
     from partner_token p left join audit_log l on l.action = 'partner.create' and l.subject = p.id::text left join member m on m.id = l.actor and m.status <> 'closed'
     order by p.revoked_at is not null, p.created_at desc, p.id limit 500`,
  );

/** Written at most once a minute and token: a partner that reads ten times a second writes no row ten times a second. */
const USED = `with found as (select id, scopes, per_minute, last_used_at from partner_token where hash = $1 and revoked_at is null),
  used as (update partner_token t set last_used_at = now() from found f where t.id = f.id and (f.last_used_at is null or f.last_used_at < now() - interval '1 minute'))
  select id, scopes, per_minute as "perMinute" from found`;

/** Whose token an `Authorization` header carries; that it was used is remembered. @throws AppError 401. */
export async function partnerOf(db: Queryable, authorization: string | undefined): Promise<Partner> {
  const token = SHAPE.exec(authorization ?? '')?.[1];
  const [row] = token === undefined ? [] : await db.query<Partner>(USED, [hashOf(token)]);
  if (!row) throw new AppError('partner.unknown_token', {}, 401);
  return row;
}
