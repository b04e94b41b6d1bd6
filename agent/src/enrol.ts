import { readFileSync } from 'node:fs'
import type { Enrolled } from '@allclear/wire/agent.ts'
import { makeKey } from '@allclear/wire/sealing.ts'
import { keepIdentity } from './identity.ts'
import { post } from './post.ts'

/** `enrol URL`: makes a key, spends the token that comes by standard input (never as an argument, where every user of the host could read it). */
export async function enrol(hub: string, folder: string): Promise<number> {
  const token = readFileSync(0, 'utf8').trim()
  const { key, publicKey } = makeKey()
  const answer = await post(new URL('api/agent/v1/enrol', hub).href, JSON.stringify({ token, key: publicKey }))
  if (!answer.ok) return said(`The hub at ${hub} cannot be reached: ${answer.why}`)
  if (answer.status !== 201) return said(`The hub refused: ${answer.body}`)
  const enrolled = JSON.parse(answer.body) as Enrolled
  keepIdentity(folder, { ...enrolled, hub, key })
  process.stdout.write(`Enrolled as the agent of ${enrolled.host}.\n`)
  return 0
}

function said(words: string): number {
  process.stderr.write(`${words}\n`)
  return 1
}
