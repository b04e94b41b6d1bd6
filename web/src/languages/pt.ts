import { pt as audit } from '../audit/words/pt.ts'
import { pt as brands } from '../brands/words/pt.ts'
import { pt as channels } from '../channels/words/pt.ts'
import { pt as contacts } from '../contacts/words/pt.ts'
import { pt as drills } from '../drills/words/pt.ts'
import { pt as health } from '../health/words/pt.ts'
import { pt as hosts } from '../hosts/words/pt.ts'
import { pt as inbox } from '../inbox/words/pt.ts'
import { pt as larger } from '../larger/words/pt.ts'
import { pt as maintenance } from '../maintenance/words/pt.ts'
import { pt as messages } from '../messages/words/pt.ts'
import { pt as now } from '../now/words/pt.ts'
import { pt as onCall } from '../on-call/words/pt.ts'
import { pt as owners } from '../owners/words/pt.ts'
import { pt as parts } from '../parts/words/pt.ts'
import { pt as people } from '../people/words/pt.ts'
import { pt as playbooks } from '../playbooks/words/pt.ts'
import { pt as probes } from '../probes/words/pt.ts'
import { pt as proposals } from '../proposals/words/pt.ts'
import { pt as providers } from '../providers/words/pt.ts'
import { pt as readiness } from '../readiness/words/pt.ts'
import { pt as reports } from '../reports/words/pt.ts'
import { pt as review } from '../review/words/pt.ts'
import { pt as room } from '../room/words/pt.ts'
import { pt as shell } from '../shell/words/pt.ts'
import { pt as sites } from '../sites/words/pt.ts'
import { pt as tasks } from '../tasks/words/pt.ts'
import { pt as warnings } from '../warnings/words/pt.ts'
import { states } from './states-pt.ts'
import type { Translation } from './translation.ts'

export const pt: Translation = {
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
