import { de as audit } from '../audit/words/de.ts'
import { de as brands } from '../brands/words/de.ts'
import { de as channels } from '../channels/words/de.ts'
import { de as contacts } from '../contacts/words/de.ts'
import { de as drills } from '../drills/words/de.ts'
import { de as health } from '../health/words/de.ts'
import { de as hosts } from '../hosts/words/de.ts'
import { de as inbox } from '../inbox/words/de.ts'
import { de as larger } from '../larger/words/de.ts'
import { de as maintenance } from '../maintenance/words/de.ts'
import { de as messages } from '../messages/words/de.ts'
import { de as now } from '../now/words/de.ts'
import { de as onCall } from '../on-call/words/de.ts'
import { de as owners } from '../owners/words/de.ts'
import { de as parts } from '../parts/words/de.ts'
import { de as people } from '../people/words/de.ts'
import { de as playbooks } from '../playbooks/words/de.ts'
import { de as probes } from '../probes/words/de.ts'
import { de as proposals } from '../proposals/words/de.ts'
import { de as providers } from '../providers/words/de.ts'
import { de as readiness } from '../readiness/words/de.ts'
import { de as reports } from '../reports/words/de.ts'
import { de as review } from '../review/words/de.ts'
import { de as room } from '../room/words/de.ts'
import { de as shell } from '../shell/words/de.ts'
import { de as sites } from '../sites/words/de.ts'
import { de as tasks } from '../tasks/words/de.ts'
import { de as warnings } from '../warnings/words/de.ts'
import { states } from './states-de.ts'
import type { Translation } from './translation.ts'

export const de: Translation = {
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
