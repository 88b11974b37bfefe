/** The sky’s own colours, the same in light and dark: it is always night there. */
const hues = ['#8FD19C', '#F0BE5A', '#9AC4F0', '#FF9C7A', '#C7A283', '#D7E3A1', '#E5B8D4', '#9FD8CF'] as const;
export const NIGHT = '#0D110C';
export const CONCEPT = '#FFF6DC';
export const EDGE = '#8A9A7E';
/** One earth or plant colour for each category, light enough against the night; null: a concept. */
export const colourOf = (hue: number | null): string => (hue === null ? CONCEPT : (hues[hue % hues.length] ?? hues[0]));
