import type { Action, End } from './action.ts'

/** Has the agent on the site's server do one thing to its WordPress, if the host allows it; what overwrites something waits there for two people. */
const onHost = (id: string, title: string, action: string, more: Readonly<Record<string, string>> = {}): Action => ({
  id,
  title,
  async run({ site, agent }) {
    const failed = (output: string): End => ({ result: 'failed', output })
    if (!agent) return failed(`There is no agent on the server of ${site.id}.`)
    const { host, allows, folder } = agent
    if (!allows.includes(action)) return failed(`${host} does not allow ${action}: add it to /etc/allclear/allow.d there.`)
    if (folder === null) return failed(`The agent on ${host} sees no WordPress of ${site.id}.`)
    const { result, output } = await agent.order(action, { site: folder, ...more })
    return result === 'done' ? { result, output } : failed([output, `The agent on ${host} says: ${result}.`].filter(Boolean).join('\n'))
  },
})

export const clearCache = onHost('clear-cache', 'Empty the caches of WordPress', 'clear-cache')
export const maintenancePageOn = onHost('maintenance-page-on', 'Show the maintenance page of WordPress', 'maintenance-on')
export const maintenancePageOff = onHost('maintenance-page-off', 'Take the maintenance page away', 'maintenance-off')
export const wordpressClean = onHost('wordpress-clean', 'Put the published files of WordPress back', 'clean-core')
export const wordpressLock = onHost('wordpress-lock', 'New salts, and new passwords for administrators', 'rotate-secrets')
export const wordpressUpdate = onHost('wordpress-update', 'Update WordPress within its branch', 'update-core', { release: 'minor' })
