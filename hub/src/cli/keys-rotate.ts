import { setTimeout as pause } from 'node:timers/promises'
import type { Keys } from '@allclear/wire/keys.ts'
import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

const LOOK_AGAIN_MS = 500

/** `keys rotate`: has the hub that runs make a new data key and seal every secret under it; waits until that is done. What is cut off goes on in the hub. */
export async function keysRotate({ data, json }: { readonly data: string; readonly json?: boolean }, out: Out): Promise<number> {
  let keys = await ask(data, '/api/v1/keys/rotate', {})
  while (keys.items.length > 1) {
    out.stderr(`${keys.left} secrets are still under an older key …\n`)
    await pause(LOOK_AGAIN_MS)
    keys = await ask(data, '/api/v1/keys')
  }
  const [key] = keys.items
  out.stdout(
    json ? `${JSON.stringify(keys)}\n` : `All ${key!.secrets} secrets are sealed under data key ${key!.id}, and that under master key ${key!.master}.\n`, // prettier-ignore
  )
  return 0
}

async function ask(data: string, path: string, body?: unknown): Promise<Keys> {
  const keys = (await askRunningHub(data, path, body)) as Keys | null
  if (keys) return keys
  throw new Problem('conflict', 'hub_not_running', `No hub runs on ${data}.`, 'Start it with: allclear up, and name its --data.')
}
