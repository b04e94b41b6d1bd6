import { createHash } from 'node:crypto'
import type { Inventory } from '@allclear/wire/agent.ts'
import { readText } from '../metrics/files.ts'
import type { Roots } from '../metrics/files.ts'
import { createPackages } from './read-packages.ts'
import type { PackageFiles } from './read-packages.ts'
import { readPrograms } from './read-programs.ts'

const EVERY_MS = 15 * 60_000
const AGAIN_MS = 24 * 3_600_000 // whatever became of the report before

/** What is installed here (PRE-3): names and versions, and nothing else. Told when it has changed, at the start and once a day. */
export function createInventory({ etc }: Pick<Roots, 'etc'>, web: readonly string[], files?: PackageFiles) {
  const packages = createPackages(files)
  let [lookedAt, toldAt, told] = [-Infinity, -Infinity, '']
  let waiting: { readonly inventory: Inventory; readonly sum: string } | null = null
  return {
    /** Looks, when it is time. */
    async look(now: number): Promise<void> {
      if (now - lookedAt < EVERY_MS) return
      lookedAt = now
      const inventory: Inventory = {
        distribution: distributionIn(readText(`${etc}/os-release`) ?? ''),
        packages: await packages(),
        installations: readPrograms(web),
      }
      const sum = createHash('sha256').update(JSON.stringify(inventory)).digest('hex')
      waiting = sum !== told || now - toldAt >= AGAIN_MS ? { inventory, sum } : null
    },
    /** What is to be told with the next report; null when the hub knows it. */
    news(now: number): Inventory | null {
      const news = waiting
      if (news) [told, toldAt, waiting] = [news.sum, now, null]
      return news?.inventory ?? null
    },
  }
}

/** The distribution that os-release(5) names. */
export function distributionIn(release: string): Inventory['distribution'] {
  const field = (name: string) => new RegExp(`^${name}="?([^"\\n]{1,40})"?$`, 'm').exec(release)?.[1]
  const [id, version] = [field('ID'), field('VERSION_ID')]
  return id === undefined || version === undefined ? null : { id, version }
}
