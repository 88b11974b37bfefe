export const projectErrors = [
  'project.unknown',
  'project.withdrawn',
  'project.not_published',
  'project.not_animator',
  'project.exists',
  'project.not_member',
  'project.already_published',
  'project.too_many_proposals',
  'project.not_author',
] as const;
