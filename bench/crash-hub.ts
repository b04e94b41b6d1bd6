import { flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { runHub } from '../hub/src/cli/run-hub.ts'
import { untilStopped } from '../hub/src/cli/until-stopped.ts'
import { loadPlan } from '../hub/src/config.ts'

// The hub that is killed: the lab's agency out of the environment, quickened as the demonstration is, data in the directory given, or in DATABASE_URL.
const [data, quickened] = process.argv.slice(2)
const agency = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))
const basis = await loadPlan(agency, { quickened: Number(quickened), listening: 'http://127.0.0.1:8470/' })
const stopped = untilStopped()
const database = process.env.DATABASE_URL || undefined
const hub = await runHub({ basis, data: data!, database, listen: { host: '127.0.0.1', port: 0 }, banner: null })
process.send?.({ listening: hub.url })
flushCompileCache() // it will be killed, and the next one is to start from it: nothing is written where nothing is new
await stopped
await hub.stop()
if (process.connected) process.disconnect?.()
