export const topicErrors = {
  'topic.unknown': [],
  'topic.exists': [],
  'topic.not_member': [],
  'topic.not_author': [],
  'topic.not_animator': [],
  'topic.closed': [],
  'topic.too_many': ['most'],
  'topic.too_many_edits': ['most'],
} as const;
