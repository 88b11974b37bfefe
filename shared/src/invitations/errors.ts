/** Stable codes of the invitations feature; each is also the key of its message (`error.<code>`). */
export const invitationErrors = {
  'invitation.unknown': [],
  'invitation.own': [],
  'invitation.ended': [],
  'invitation.already': [],
  'invitation.too_late': ['days'],
} as const;
export type InvitationError = keyof typeof invitationErrors;
