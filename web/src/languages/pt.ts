import { pt as now } from '../now/words/pt.ts'
import { pt as parts } from '../parts/words/pt.ts'
import { pt as shell } from '../shell/words/pt.ts'
import type { Translation } from './translation.ts'

export const pt: Translation = { now, parts, shell }
