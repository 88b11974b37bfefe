/** What other features use of blocks. */

/** SQL: whether `blocker` blocked `blocked`. Both are expressions. */
export const blocksSql = (blocker: string, blocked: string): string =>
  `exists (select from blocked_member k where k.member = ${blocker} and k.id = ${blocked})`;
