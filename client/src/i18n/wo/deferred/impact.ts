/** Machine-made translation; a native reader has not checked it yet. */
export default { 'impact.mine': 'Sama njeexital', 'impact.project': 'Njeexitalu sémb wi' } as const;
