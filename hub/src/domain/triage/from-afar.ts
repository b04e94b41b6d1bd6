const FROM_THE_HUB = new Set(['heartbeat', 'domain', 'blocklist'])

/** Whether it matters from where one looks: what a job has said, and what registries and lists have written, is the same for all. */
export const isSeenFromAfar = (kind: string): boolean => !FROM_THE_HUB.has(kind)
