/**
 * The height of a card whose title has two lines, the usual one, px. A row without its data has it, too: a row that
 * keeps its height when the data come moves no other, and the list need not add up all heights again.
 */
export const ROW_HEIGHT = 126;
