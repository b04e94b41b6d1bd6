import { pt as brands } from '../brands/words/pt.ts'
import { pt as health } from '../health/words/pt.ts'
import { pt as messages } from '../messages/words/pt.ts'
import { pt as now } from '../now/words/pt.ts'
import { pt as parts } from '../parts/words/pt.ts'
import { pt as room } from '../room/words/pt.ts'
import { pt as shell } from '../shell/words/pt.ts'
import { pt as sites } from '../sites/words/pt.ts'
import { pt as tasks } from '../tasks/words/pt.ts'
import { pt as warnings } from '../warnings/words/pt.ts'
import { states } from './states-pt.ts'
import type { Translation } from './translation.ts'

export const pt: Translation = { states, rooms: { brands, health, messages, now, parts, room, shell, sites, tasks, warnings } }
