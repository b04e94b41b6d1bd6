/** Of this agent; the hub shows it. */
export const VERSION = '0.1.0'
