import { fr as audit } from '../audit/words/fr.ts'
import { fr as brands } from '../brands/words/fr.ts'
import { fr as contacts } from '../contacts/words/fr.ts'
import { fr as health } from '../health/words/fr.ts'
import { fr as inbox } from '../inbox/words/fr.ts'
import { fr as larger } from '../larger/words/fr.ts'
import { fr as messages } from '../messages/words/fr.ts'
import { fr as now } from '../now/words/fr.ts'
import { fr as onCall } from '../on-call/words/fr.ts'
import { fr as parts } from '../parts/words/fr.ts'
import { fr as people } from '../people/words/fr.ts'
import { fr as providers } from '../providers/words/fr.ts'
import { fr as room } from '../room/words/fr.ts'
import { fr as shell } from '../shell/words/fr.ts'
import { fr as sites } from '../sites/words/fr.ts'
import { fr as tasks } from '../tasks/words/fr.ts'
import { fr as warnings } from '../warnings/words/fr.ts'
import { states } from './states-fr.ts'
import type { Translation } from './translation.ts'

export const fr: Translation = {
  states,
  rooms: {
    audit,
    brands,
    contacts,
    health,
    inbox,
    larger,
    messages,
    now,
    onCall,
    parts,
    people,
    providers,
    room,
    shell,
    sites,
    tasks,
    warnings,
  },
}
