import { Problem } from '../problem.ts'
import { findMessage } from '../store/messages.ts'
import type { Message } from '../store/messages.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'

/** The message as far as the caller may know of it. A key names its incident, whose number is given once, so one tenant at most has it. */
export async function messageOf(around: Around, caller: Caller, key: string): Promise<Message> {
  const tenants = caller.partner === null ? ['operator', ...Object.keys(around.plan().partners)] : [caller.partner]
  for (const partner of tenants) {
    const message = await findMessage(around.store.db, partner, key)
    if (message) return message
  }
  throw new Problem('not-found', 'message_unknown', `There is no message "${key.slice(0, 80)}".`, 'Look at /api/v1/messages.')
}
