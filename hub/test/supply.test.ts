import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

test('the bill of materials lists what the hub is made of, and no moment (ASVS 15.1.2)', () => {
  const text = execFileSync(process.execPath, [`${ROOT}sbom.mjs`], { encoding: 'utf8', maxBuffer: 64_000_000 })
  const { bomFormat, components } = JSON.parse(text) as { bomFormat: string; components: { name: string }[] }
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}hub/package.json`, 'utf8')) as { dependencies: Record<string, string> }
  const names = new Set(components.map(({ name }) => name))
  const chosen = Object.keys(dependencies).filter((name) => !name.startsWith('@allclear/'))
  assert.deepEqual(chosen.filter((name) => !names.has(name)), []) // prettier-ignore
  assert.deepEqual([bomFormat, names.has('typescript'), text.includes('"timestamp"')], ['CycloneDX', false, false])
})
