// Prints what the hub is made of at run time, as CycloneDX: what the lockfile says, and nothing that differs from one run to the next.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const asked = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
const bill = JSON.parse(execFileSync('npm', asked, { cwd: here, encoding: 'utf8', maxBuffer: 64_000_000 }))
delete bill.serialNumber
delete bill.metadata.timestamp
delete bill.metadata.tools
bill.metadata.component.name = 'allclear' // npm takes the name of the folder

// npm can leave them out itself, and then leaves out one that is needed as well.
const isForDevelopment = ({ properties = [] }) => properties.some(({ name }) => name === 'cdx:npm:package:development')
const gone = new Set(bill.components.filter(isForDevelopment).map((one) => one['bom-ref']))
const byName = (a, b) => (a < b ? -1 : 1)
bill.components = bill.components.filter((one) => !gone.has(one['bom-ref'])).sort((a, b) => byName(a['bom-ref'], b['bom-ref']))
bill.dependencies = bill.dependencies
  .filter(({ ref }) => !gone.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => !gone.has(on)).sort(byName) }))
  .sort((a, b) => byName(a.ref, b.ref))

const sum = createHash('sha256').update(JSON.stringify(bill)).digest('hex')
const id = [sum.slice(0, 8), sum.slice(8, 12), `8${sum.slice(13, 16)}`, `8${sum.slice(17, 20)}`, sum.slice(20, 32)].join('-')
process.stdout.write(`${JSON.stringify({ ...bill, serialNumber: `urn:uuid:${id}` }, null, 2)}\n`)
