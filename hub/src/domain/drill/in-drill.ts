import type { Effect } from '../incident/incident.ts'

/**
 * What is left of an order in a drill (PRP-3). The team is paged, has tasks and reads the timeline; words to anyone else are withheld and only
 * shown, and nothing is looked at, changed or summed up out there.
 */
export function inDrill(effect: Effect): Effect[] {
  switch (effect.do) {
    case 'say':
    case 'page':
    case 'task-changed':
    case 'task-closed':
    case 'cancel':
    case 'withhold':
      return [effect]
    case 'task':
      return [{ ...effect, title: `${DRILL}: ${effect.title}` }]
    case 'message':
    case 'announce':
    case 'letter':
      return [{ do: 'withhold', effect }]
    case 'diagnose':
    case 'act':
    case 'join':
    case 'summarise':
      return []
  }
}

/** What stands before every text of a drill. */
export const DRILL = 'DRILL'
