import { MOVES_OF_HUBS } from './moves-of-hubs.ts'
import { MOVES_OF_PEOPLE } from './moves-of-people.ts'
import { MOVES_OF_SITES } from './moves-of-sites.ts'
import { MOVES_OF_WORK } from './moves-of-work.ts'
import type { Playing } from './playing.ts'

/** What can happen in a story. */
export const MOVES = { ...MOVES_OF_SITES, ...MOVES_OF_PEOPLE, ...MOVES_OF_HUBS, ...MOVES_OF_WORK }

export type MoveName = keyof typeof MOVES
export const MOVE_NAMES = Object.keys(MOVES) as MoveName[]
/** A move as every other is. */
export const moveOf = (name: MoveName): Playing => MOVES[name]
