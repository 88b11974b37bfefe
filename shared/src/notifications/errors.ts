/** Stable codes of the notifications feature; each is also the key of its message (`error.<code>`). */
export const notificationErrors = {
  'announcement.exists': [],
  'announcement.not_administrator': [],
  'announcement.too_soon': ['next'],
} as const;
