export const blockErrors = { 'block.oneself': [], 'block.unknown_member': [], 'block.too_many': ['most'] } as const;
