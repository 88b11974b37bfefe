export const installationErrors = ['installation.mail_failed', 'installation.folder_unusable'] as const;
