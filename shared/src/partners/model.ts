/** Tokens of partner developers (R13). */

/** What a token may read. */
export const partnerScopes = ['saka', 'projects', 'impact'] as const;
export type PartnerScope = (typeof partnerScopes)[number];

/** Requests per minute for each token: the default and the maximum. */
export const PARTNER_PER_MINUTE = { usual: 600, most: 6000 } as const;
