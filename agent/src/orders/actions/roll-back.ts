import { basename, dirname, join } from 'node:path'
import { Unable } from '../host-hand.ts'
import type { HostHand, Premises, Step } from '../host-hand.ts'
import { placesOf, putAside, readAside, sayPaths, unpack } from '../put-aside.ts'
import type { Aside } from '../put-aside.ts'
import { putBack } from '../safe-files.ts'
import { findWebsite, namedFolder, wpCommand } from '../website.ts'

export const rollBack: HostHand = {
  steps({ order }, premises) {
    const aside = readAside(premises, order!)
    return aside.is === 'file' ? fileBack(aside, order!, premises) : filesBack(aside, order!, premises)
  },
}

function fileBack({ site, file, kind }: Extract<Aside, { is: 'file' }>, order: string, premises: Premises): Step[] {
  const path = join(namedFolder(site, premises), file)
  const { file: from } = placesOf(premises, order)
  const act = () => {
    putBack(from, dirname(path), basename(path), kind)
    return `${path} is back as it was.`
  }
  return [{ says: `Put ${path} back from ${from}, with mode ${kind.mode.toString(8)} and user ${kind.uid}`, act }]
}

function filesBack(aside: Extract<Aside, { is: 'files' }>, order: string, premises: Premises): Step[] {
  const { site, owner, paths, database } = aside
  const places = placesOf(premises, order)
  const website = findWebsite(site, premises)
  if (website.owner.uid !== owner.uid) throw new Unable(`${site} belongs to somebody else than when ${sayPaths(paths)} was put aside.`)
  const says = `Put back ${sayPaths(paths)}${database ? ' and the database' : ''} of ${site} from ${places.folder}`
  return [
    ...putAside(website, paths, database, premises),
    { says, act: () => says },
    unpack(aside, places.files),
    ...(database ? [{ ...wpCommand(website, ['db', 'import', '-'], premises), timeoutMs: 20 * 60_000, from: places.database }] : []),
  ]
}
