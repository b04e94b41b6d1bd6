import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Unable } from '../host-hand.ts'
import type { HostHand } from '../host-hand.ts'
import { putAside } from '../put-aside.ts'
import { coreOf, findWebsite, wpCommand } from '../website.ts'

const MINUTE = 60_000

export const updateCore: HostHand = {
  steps({ site, release }, premises) {
    const website = findWebsite(site!, premises)
    const how = release === 'minor' ? ['--minor'] : []
    return [
      { ...wpCommand(website, ['core', 'check-update', ...how], premises), onlyDry: true },
      ...putAside(website, coreOf(website.site), true, premises),
      { ...wpCommand(website, ['core', 'update', ...how], premises), timeoutMs: 10 * MINUTE },
      wpCommand(website, ['core', 'update-db'], premises),
    ]
  },
}

/** Updates one plugin or theme, when its folder is where WordPress has it. */
const update = (what: 'plugin' | 'theme'): HostHand => ({
  steps(args, premises) {
    const [website, slug] = [findWebsite(args.site!, premises), args[what]!]
    const folder = `wp-content/${what}s/${slug}`
    if (!existsSync(join(website.site, folder))) throw new Unable(`There is no ${folder} in ${website.site}.`)
    return [
      { ...wpCommand(website, [what, 'update', slug, '--dry-run'], premises), onlyDry: true },
      ...putAside(website, [folder], true, premises),
      { ...wpCommand(website, [what, 'update', slug], premises), timeoutMs: 10 * MINUTE },
    ]
  },
})

export const updatePlugin = update('plugin')
export const updateTheme = update('theme')
