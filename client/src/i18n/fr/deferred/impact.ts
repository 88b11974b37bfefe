export default { 'impact.mine': 'Mon impact', 'impact.project': 'Impact du projet' } as const;
