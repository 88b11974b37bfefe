export const reviewErrors = { 'review.unknown_work': [], 'review.not_read': [] } as const;
