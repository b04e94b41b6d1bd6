import { z } from 'zod'
import type { AlertSource } from '../alert/alert.ts'
import type { AlertMapping } from '../alert/generic.ts'
import { ALERT_KINDS } from '../alert/index.ts'
import type { Draft } from './draft.ts'
import { secret, shortText } from './words.ts'

const SHORTEST_TOKEN = 16

const path = shortText(200)
const values = z
  .array(z.union([z.string(), z.number(), z.boolean()]))
  .transform((list) => list.map((value) => String(value).trim().toLowerCase()))

const MappingPart = z.strictObject({
  alerts: path.optional(),
  key: path,
  site: path,
  name: path.optional(),
  state: path.optional(),
  firing: values.default([]),
  resolved: values.default(['resolved', 'ok', 'up', 'closed', 'recovered']),
  starts: path.optional(),
  says: path.optional(),
  link: path.optional(),
})

const AlertPart = z.strictObject({
  kind: z.enum(ALERT_KINDS.map(({ kind }) => kind)),
  name: shortText().optional(),
  token: secret.unwrap().optional(),
  'signing-secret': secret.unwrap().optional(),
  partner: z.string().optional(),
  sites: z.record(z.string().max(200), z.string().max(253)).default({}),
  mapping: MappingPart.optional(),
})

/** Who may send us alerts of other monitors; nobody, where nothing is written. One that has neither token nor signature would let anybody in. */
export const readAlerts = (draft: Draft): Record<string, AlertSource> =>
  Object.fromEntries(draft.entries(AlertPart, 'alerts').map(([id, part]) => [id, readSource(draft, id, part)]))

function readSource(draft: Draft, id: string, part: z.infer<typeof AlertPart>): AlertSource {
  const { kind, name, token, partner = null, mapping } = part
  const here = ['alerts', id]
  const complain = (what: string, fix: string, at = here) => draft.complain(at, `${at.join('.')}: ${what}`, fix)
  if (draft.written([...here, 'token']) === undefined && draft.written([...here, 'signing-secret']) === undefined)
    complain(
      'neither a token nor a signing secret says who may send',
      'add token: ${NAME} and set that to what "openssl rand -hex 24" prints',
    )
  for (const key of ['token', 'signing-secret'] as const)
    if (draft.written([...here, key]) !== undefined) draft.keepSecret([...here, key], part[key] ?? '', 'its alerts are refused')
  if (token !== undefined && token.length < SHORTEST_TOKEN)
    complain(`is shorter than ${SHORTEST_TOKEN} characters and can be guessed`, 'set it to what "openssl rand -hex 24" prints', [
      ...here,
      'token',
    ])
  if ((kind === 'generic') !== (mapping !== undefined)) complain('a mapping goes with kind: generic, and only with it', 'see the guide')
  draft.mustName([...here, 'partner'], partner, 'partner', draft.ids('partners'))
  for (const [theirs, site] of Object.entries(part.sites)) draft.mustName([...here, 'sites', theirs], site, 'site', draft.ids('sites'))
  const title = ALERT_KINDS.find((one) => one.kind === kind)!.title
  return { id, kind, name: name ?? title, partner, sites: part.sites, mapping: mapping ? mappingOf(mapping) : null }
}

/** A mapping as it is pasted on screen to be tried; null when it is none. */
export function readMapping(value: unknown): AlertMapping | null {
  const read = MappingPart.safeParse(value)
  return read.success ? mappingOf(read.data) : null
}

const mappingOf = ({
  alerts,
  key,
  site,
  name,
  state,
  firing,
  resolved,
  starts,
  says,
  link,
}: z.infer<typeof MappingPart>): AlertMapping => ({
  ...{ alerts: alerts ?? null, key, site, name: name ?? null, state: state ?? null, firing, resolved },
  ...{ starts: starts ?? null, says: says ?? null, link: link ?? null },
})
