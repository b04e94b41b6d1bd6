/** Whether PostgreSQL ended a transaction because two waited for each other (40P01): asked for again, it comes through. */
export const isDeadlock = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '40P01'
