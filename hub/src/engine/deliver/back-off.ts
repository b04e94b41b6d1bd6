import { milliseconds, minutes, seconds, type Span } from '../../domain/instant.ts'
import type { Contract } from '../../store/messages.ts'

const FIRST = seconds(5)
const LONGEST: Record<Contract, Span> = { page: minutes(1), message: minutes(15) }

/**
 * How long to wait after the given number of tries: twice as long each time, up to a minute for a page and 15 minutes for a message,
 * spread by a fifth either way so that what failed together does not come back together. `random` gives numbers from 0 to 1.
 */
export const createBackOff =
  (random: () => number) =>
  (contract: Contract, tries: number): Span => {
    const wait = Math.min(FIRST * 2 ** Math.min(Math.max(tries - 1, 0), 20), LONGEST[contract])
    return milliseconds(Math.round(wait * (0.8 + 0.4 * random())))
  }
