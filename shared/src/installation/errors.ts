export const installationErrors = {
  'installation.bad_code': [],
  'installation.mail_failed': ['reason'],
  'installation.folder_unusable': [],
} as const;
