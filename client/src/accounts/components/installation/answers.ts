/** What the person has entered. */
export interface Answers {
  code: string;
  mail: 'smtp' | 'folder';
  smtpUrl: string;
  mailFrom: string;
  email: string;
  name: string;
  password: string;
  backupFolder: string;
  /** The shelf begins with the free stories. */
  stories: boolean;
}

/** What each part of the form takes: the answers so far, and how to change some of them. */
export interface PartProps {
  a: Answers;
  set: (patch: Partial<Answers>) => void;
}
