/** Stable codes of the moderation feature; each is also the key of its message (`error.<code>`). */
export const moderationErrors = {
  'moderation.unknown_subject': [],
  'moderation.unknown_case': [],
  'moderation.own_content': [],
  'moderation.too_many_reports': ['most'],
  'moderation.already_decided': ['by', 'outcome', 'who'],
  'moderation.own_decision': [],
  'moderation.not_animator': [],
  'moderation.nothing_to_appeal': [],
  'moderation.already_appealed': [],
  'moderation.no_ban': [],
} as const;
