/** Codes of the sync layer itself. */
export const syncErrors = [
  'sync.bad_request', 'sync.bad_args', 'sync.key_reused', 'sync.cancelled', 'sync.too_many_mutations', 'sync.too_large',
  'sync.mutation_too_large', 'sync.wrong_member', 'sync.unknown_device', 'sync.wrong_order', 'sync.unauthenticated',
  'sync.rate_limited', 'sync.busy', 'sync.upgrade_required', 'sync.internal', 'sync.no_answer', 'sync.storage_full', 'sync.lost_in_restore', 'sync.read_only',
] as const;
export type SyncError = (typeof syncErrors)[number];
