import { readSync, writeSync } from 'node:fs'
import { openScene, SCENES } from './scenes.ts'

// One life of a scene, killed or not: `node scene.ts NAME DIR MAIL-PORT SLACK-PORT before|deeds|rest FROM`. Each deed that is in the books is a line.
const [name, directory, mailPort, slackPort, part, from] = process.argv.slice(2) as [string, ...string[]]
const { before, deeds } = SCENES[name]!
readSync(0, Buffer.alloc(3)) // until whoever looks on is there
const scene = await openScene(directory!, mailPort!, slackPort!)
const say = (n: number) => void writeSync(1, `done ${n}\n`)
if (part === 'before') await scene.live(before)
else await scene.live(deeds, Number(from), say)
if (part === 'rest') await scene.rest()
await scene.store.close()
writeSync(1, 'ended\n')
