/** What the workers share, by its place: how many seeds are taken, how many hours were lived, and whether to stop. */
export const SHARED = { taken: 0, hours: 1, stops: 2 } as const
