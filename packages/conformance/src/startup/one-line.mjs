/** A module of one line: what it costs to import is the price of importing anything. */
export const one = 1;
