export const installationErrors = [
  'installation.bad_code',
  'installation.mail_failed',
  'installation.folder_unusable',
] as const;
