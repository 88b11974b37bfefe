/**
 * How long devices keep acts that have a verdict, and servers keep backups (S29). Both use one span, so that whatever
 * backup is restored, the devices still have the acts made after it.
 */
export const KEPT_DAYS = 35;
export const KEPT_MS = KEPT_DAYS * 86_400_000;
