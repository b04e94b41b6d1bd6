import { fr as audit } from '../audit/words/fr.ts'
import { fr as brands } from '../brands/words/fr.ts'
import { fr as channels } from '../channels/words/fr.ts'
import { fr as contacts } from '../contacts/words/fr.ts'
import { fr as drills } from '../drills/words/fr.ts'
import { fr as health } from '../health/words/fr.ts'
import { fr as hosts } from '../hosts/words/fr.ts'
import { fr as inbox } from '../inbox/words/fr.ts'
import { fr as larger } from '../larger/words/fr.ts'
import { fr as maintenance } from '../maintenance/words/fr.ts'
import { fr as messages } from '../messages/words/fr.ts'
import { fr as now } from '../now/words/fr.ts'
import { fr as onCall } from '../on-call/words/fr.ts'
import { fr as owners } from '../owners/words/fr.ts'
import { fr as parts } from '../parts/words/fr.ts'
import { fr as people } from '../people/words/fr.ts'
import { fr as playbooks } from '../playbooks/words/fr.ts'
import { fr as probes } from '../probes/words/fr.ts'
import { fr as proposals } from '../proposals/words/fr.ts'
import { fr as providers } from '../providers/words/fr.ts'
import { fr as readiness } from '../readiness/words/fr.ts'
import { fr as reports } from '../reports/words/fr.ts'
import { fr as review } from '../review/words/fr.ts'
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
    channels,
    contacts,
    drills,
    health,
    hosts,
    inbox,
    larger,
    maintenance,
    messages,
    now,
    onCall,
    owners,
    parts,
    people,
    playbooks,
    probes,
    proposals,
    providers,
    readiness,
    reports,
    review,
    room,
    shell,
    sites,
    tasks,
    warnings,
  },
}
