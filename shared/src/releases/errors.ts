/** Stable codes of releases; each is also the key of its message (`error.<code>`). */
export const releaseErrors = { 'release.out': [], 'release.too_many': ['most'] } as const;
