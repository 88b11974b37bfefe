/** Machine-made translation; a native reader has not checked it yet. */
export default { 'impact.mine': 'أثري', 'impact.project': 'أثر المشروع' } as const;
