import { createPublicKey } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Enrolled } from '@allclear/wire/agent.ts'
import { sealedBy } from '@allclear/wire/sealing.ts'
import { readText } from './metrics/files.ts'
import { writeWhole } from './write-whole.ts'

/** Who an agent is: where its hub is, what it is called there, its own key and the hub's. */
export type Identity = Enrolled & { readonly hub: string; readonly key: string } // key: PKCS8 in PEM, never sent

const FILE = 'identity.json'

/** Keeps who we are, readable for the agent alone; and apart from it what the root helper needs to know whom to trust. */
export function keepIdentity(folder: string, identity: Identity): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeWhole(join(folder, FILE), JSON.stringify(identity))
}

/** Who we are; null before the agent has enrolled. */
export function readIdentity(folder: string): Identity | null {
  const text = readText(join(folder, FILE))
  return text === null ? null : (JSON.parse(text) as Identity)
}

/** The headers that prove that we send this body now. */
export const sealed = ({ agent, key }: Identity, body: string, sentAt: number) => sealedBy({ id: agent, key }, body, sentAt)

/** The hub's key, ready to check with. */
export const keyOfHub = (hubKey: string) => createPublicKey({ key: Buffer.from(hubKey, 'base64'), format: 'der', type: 'spki' })
