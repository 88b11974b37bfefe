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
  'project.too_many_pictures',
  'project.unknown_picture',
  'project.picture_exists',
] as const;
