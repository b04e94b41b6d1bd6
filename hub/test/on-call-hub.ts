import type { Plan } from '../src/domain/plan/plan.ts'
import { readPlan } from '../src/domain/plan/read-plan.ts'
import { HOSTS } from './seeded-hosts.ts'
import { seededHub } from './seeded-hub.ts'
import { seededPlan } from './seeded-plan.ts'

const TEAM = `
operator: { name: Harbor Web Care, timezone: America/New_York, mail: noc@harbor.example }
coverage: { timezone: America/New_York, hours: 06:00-03:00 }
people:
  ana: { name: Ana Ruiz, mail: ana@harbor.example, role: owner }
  kofi:
    name: Kofi Mensah
    mail: kofi@harbor.example
    timezone: Africa/Accra
    absences: [{ first: 2026-03-12, last: 2026-03-13 }]
  mei: { name: Mei Tanaka, mail: mei@harbor.example, timezone: Asia/Tokyo }
schedules:
  first-line:
    rotations:
      - { hours: 06:00-18:00, people: [ana, kofi], every: 1 week, from: 2026-03-02 }
      - { hours: 18:00-03:00, people: [mei] }
escalation:
  - { notify: first-line, by: [mail], wait: 15m }
  - { notify: ana, by: [mail], repeat: 3 }
sites: { harbor.example: { url: https://harbor.example/ } }
`

/** The seeded hub with people on call: Ana and Kofi week by week by day, Mei by night; nobody from 03:00 to 06:00, and Kofi away for two days. */
export async function onCallHub(adjust: (plan: Plan) => Plan = (plan) => plan) {
  const { plan, complaints } = readPlan(TEAM, 'allclear.yaml', {
    variables: { lookup: () => undefined, unsetIsEmpty: true },
    checkSchemas: {},
  })
  if (!plan) throw new Error(complaints.map(({ message }) => message).join('\n'))
  const { coverage, people, schedules, escalation } = plan
  return seededHub(adjust({ ...seededPlan(), coverage, people, schedules, escalation, hosts: HOSTS }))
}
