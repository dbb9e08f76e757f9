/** The characters of MySQL's latin1 at the bytes 80 to 9F: those of Windows-1252, and control characters in its gaps. */
export const LATIN1_SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'
