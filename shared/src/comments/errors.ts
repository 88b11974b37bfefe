export const commentErrors = {
  'comment.unknown': [],
  'comment.exists': [],
  'comment.not_member': [],
  'comment.not_author': [],
  'comment.not_carrier': [],
  'comment.too_deep': [],
  'comment.too_many': ['most'],
  'comment.too_many_edits': ['most'],
} as const;
