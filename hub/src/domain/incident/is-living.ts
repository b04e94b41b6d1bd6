import type { Incident } from './incident.ts'

/** True from the verdict genuine until the all clear. */
export const isLiving = ({ phase }: Incident) => phase === 'open' || phase === 'stabilising'
