export default { 'administration.title': 'Administration' } as const;
