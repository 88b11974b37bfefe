/** Stable codes of the channels feature; each is also the key of its message (`error.<code>`). */
export const channelErrors = { 'channels.bad_quiet_hours': [], 'channels.bad_endpoint': [] } as const;
