import { es as audit } from '../audit/words/es.ts'
import { es as brands } from '../brands/words/es.ts'
import { es as channels } from '../channels/words/es.ts'
import { es as contacts } from '../contacts/words/es.ts'
import { es as drills } from '../drills/words/es.ts'
import { es as health } from '../health/words/es.ts'
import { es as hosts } from '../hosts/words/es.ts'
import { es as inbox } from '../inbox/words/es.ts'
import { es as larger } from '../larger/words/es.ts'
import { es as maintenance } from '../maintenance/words/es.ts'
import { es as messages } from '../messages/words/es.ts'
import { es as now } from '../now/words/es.ts'
import { es as onCall } from '../on-call/words/es.ts'
import { es as owners } from '../owners/words/es.ts'
import { es as parts } from '../parts/words/es.ts'
import { es as people } from '../people/words/es.ts'
import { es as playbooks } from '../playbooks/words/es.ts'
import { es as probes } from '../probes/words/es.ts'
import { es as proposals } from '../proposals/words/es.ts'
import { es as providers } from '../providers/words/es.ts'
import { es as readiness } from '../readiness/words/es.ts'
import { es as reports } from '../reports/words/es.ts'
import { es as review } from '../review/words/es.ts'
import { es as room } from '../room/words/es.ts'
import { es as shell } from '../shell/words/es.ts'
import { es as sites } from '../sites/words/es.ts'
import { es as tasks } from '../tasks/words/es.ts'
import { es as warnings } from '../warnings/words/es.ts'
import { states } from './states-es.ts'
import type { Translation } from './translation.ts'

export const es: Translation = {
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
