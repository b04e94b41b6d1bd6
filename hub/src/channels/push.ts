import { pushToBrowsers } from './browsers.ts'
import type { Channel, Delivery } from './channel.ts'
import { pushToNtfy } from './ntfy.ts'

/** Pushes to whatever a person has: their topic of ntfy, and the browsers in which they installed the console. One that takes it is enough. */
export const push: Channel = {
  kind: 'push',
  title: 'Push',
  says: 'Pages to a phone: through ntfy, and to the browsers in which a person installed the console.',
  async send(message, settings, around) {
    let committed: Promise<void> | null = null
    const once = { ...around, committing: () => (committed ??= around.committing()) }
    const ends: Delivery[] = []
    if (settings.browsers) ends.push(await pushToBrowsers(message, settings.browsers, once))
    if (settings.ntfy) ends.push(await pushToNtfy(message, settings.ntfy.url, once))
    return (
      bestOf(ends) ?? { outcome: 'refused', reason: 'No ntfy URL is configured, and no browser of theirs takes messages.', address: null }
    )
  },
}

const GOOD = ['delivered', 'uncertain', 'try_later', 'refused'] as const

// Of several ends of one message the best for whoever waits for it.
const bestOf = (ends: readonly Delivery[]) => ends.toSorted((one, other) => GOOD.indexOf(one.outcome) - GOOD.indexOf(other.outcome))[0]
