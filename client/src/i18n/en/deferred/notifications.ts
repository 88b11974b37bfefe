export default { 'notifications.title': 'Notifications', 'notifications.all': 'To all members' } as const;
