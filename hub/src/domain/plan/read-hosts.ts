import { z } from 'zod'
import type { Draft } from './draft.ts'
import type { Host } from './plan.ts'
import { shortText } from './words.ts'

const HostPart = z.strictObject({ name: shortText().optional() })

/** The servers that sites run on, where an agent may be. */
export const readHosts = (draft: Draft): Record<string, Host> =>
  Object.fromEntries(draft.entries(HostPart, 'hosts').map(([id, { name }]) => [id, { id, name: name ?? id }]))
