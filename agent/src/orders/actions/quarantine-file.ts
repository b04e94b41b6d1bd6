import { basename, dirname, join } from 'node:path'
import type { HostHand } from '../host-hand.ts'
import { begin, placesOf } from '../put-aside.ts'
import { lookAt, takeAway } from '../safe-files.ts'
import type { Kind } from '../safe-files.ts'
import { namedFolder } from '../website.ts'

export const quarantineFile: HostHand = {
  steps({ site, file }, premises) {
    const path = join(namedFolder(site!, premises), file!)
    const [folder, name] = [dirname(path), basename(path)]
    const kind = lookAt(folder, name)
    const places = placesOf(premises, premises.order)
    return [
      {
        says: `Move ${path} (${sayKind(kind)}) to ${places.folder}`,
        act() {
          const says = begin(premises, { is: 'file', site: site!, file: file!, kind })
          return `Moved ${path} (${sayKind(takeAway(folder, name, places.file))}). ${says}`
        },
      },
    ]
  },
}

const sayKind = ({ uid, gid, mode, size }: Kind) => `${size} bytes, mode ${mode.toString(8)}, user ${uid}, group ${gid}`
