import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { askLocations } from '../probes/ask-locations.ts'
import type { SeenElsewhere } from '../probes/ask-locations.ts'
import type { Around } from './watched.ts'

const MOST_AT_ONCE = 200

/** Asks the other locations about a site (TRI-1), of so many sites at a time that the answers are not what a storm waits for. */
export async function askElsewhere(around: Around, site: Site, monitor: Monitor): Promise<SeenElsewhere> {
  const { room, signal } = around
  const mayAsk = around.asking < MOST_AT_ONCE
  around.asking += 1
  try {
    return await askLocations(room, site, monitor, { signal, mayAsk })
  } finally {
    around.asking -= 1
  }
}
