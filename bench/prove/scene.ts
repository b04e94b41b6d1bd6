import { readSync, writeSync } from 'node:fs'
import { loadLibrary } from '../../hub/src/library.ts'
import { openScene, SCENES } from './scenes.ts'

// One life of a scene, killed or not: `node scene.ts NAME DIR MAIL-PORT SLACK-PORT FROM`. Each deed that is in the books is a line.
const [name, directory, mailPort, slackPort, from] = process.argv.slice(2) as [string, ...string[]]
await loadLibrary({}) // as everything that is only read: strace would slow it down
writeSync(1, 'ready\n')
readSync(0, Buffer.alloc(3)) // until whoever looks on is there
const scene = await openScene(directory!, mailPort!, slackPort!)
await scene.live(SCENES[name]!.deeds, Number(from), (n) => void writeSync(1, `done ${n}\n`))
await scene.store.close()
writeSync(1, 'ended\n')
