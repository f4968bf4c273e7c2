/** The one place where the console asks what time it is. */
export const now = (): Date => new Date();
