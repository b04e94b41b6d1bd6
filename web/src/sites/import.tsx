import type { Changed, Imported } from '@allclear/wire/plan.ts'
import { useState } from 'react'
import { readImport } from '../api.ts'
import { Go, useGo } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { useTitle } from '../parts/use-title.ts'
import { ChangesPreview } from './changes-preview.tsx'
import { Field } from './site-fields.tsx'
import { usePlanChange } from './use-plan-change.tsx'

const KINDS = {
  csv: [
    'A table (CSV)',
    'A row for each site, with a column "url"; client, contact, mail, phone, tags, interval and contains are understood.',
  ],
  'uptime-kuma': ['Uptime Kuma', 'Its database file: data/kuma.db, up to 30 MB. A larger one takes "allclear import".'],
  uptimerobot: ['UptimeRobot', 'The answer of getMonitors (API v2), saved as a file.'],
  'better-stack': ['Better Stack', 'The answer of GET /api/v2/monitors, saved as a file.'],
  pingdom: ['Pingdom', 'The answer of GET /api/3.1/checks?include_tags=true, saved as a file.'],
  whmcs: ['WHMCS', 'The answers of GetClients and GetClientsProducts in one file: jq -s . clients.json products.json'],
  cpanel: ['cPanel and WHM', 'What "whmapi1 --output=json listaccts" prints on the server, saved as a file.'],
  statuspage: ['Statuspage', 'The page’s own /api/v2/summary.json, saved as a file. Components that name an address become sites.'],
  instatus: ['Instatus', 'The answer of GET /v2/PAGE/components, saved as a file. Components that name an address become sites.'],
} as const
type Kind = keyof typeof KINDS
const SHOWN = 200

/** `/sites/import`: what a file of another program becomes here, what is lost and what stays behind, before anything is done. */
export default function ImportScreen() {
  const [kind, setKind] = useState<Kind>('csv')
  const [read, setRead] = useState<{ readonly imported: Imported; readonly changed: Changed | null } | null>(null)
  const { isBusy, preview, change } = usePlanChange()
  const go = useGo()
  useTitle('Bring sites in')
  const open = async (file: File | undefined) => {
    setRead(null)
    if (!file) return
    try {
      const imported = await readImport(
        kind,
        kind === 'uptime-kuma' ? (new Uint8Array(await file.arrayBuffer()) as Bytes).toBase64() : await file.text(),
      )
      setRead({ imported, changed: imported.changes.length === 0 ? null : await preview(imported.changes) })
    } catch (error) {
      sayFailure(error)
    }
  }
  const sites = new Set(read?.changed?.differences.filter((one) => one.kind === 'sites').map(({ id }) => id)).size
  const apply = async () => {
    if (await change(read!.imported.changes, { says: `${sites} sites are watched.`, partly: true })) go('/sites')
  }
  return (
    <>
      <p className="crumb">
        <Go to="/sites">Sites</Go>
      </p>
      <h1>Bring sites in</h1>
      <section className="panel">
        <div className="fields">
          <Field label="From where">
            {(id) => (
              <select
                id={id}
                value={kind}
                onChange={({ currentTarget }) => {
                  setKind(currentTarget.value as Kind)
                  setRead(null)
                }}
              >
                {Object.entries(KINDS).map(([key, [name]]) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="File" hint={KINDS[kind][1]}>
            {(id) => <input key={kind} id={id} type="file" onChange={({ currentTarget }) => void open(currentTarget.files?.[0])} />}
          </Field>
        </div>
        <p className="quiet">Nothing is changed until you have seen what becomes of what.</p>
      </section>
      {read && (
        <>
          <Becomes imported={read.imported} />
          {read.changed && (
            <section className="panel">
              <h2>What changes here</h2>
              <ChangesPreview changed={read.changed} />
              <p className="actions">
                <button className="primary" disabled={isBusy || sites === 0} onClick={() => void apply()}>
                  Watch {sites} {sites === 1 ? 'site' : 'sites'}
                </button>
              </p>
            </section>
          )}
        </>
      )}
    </>
  )
}

// Younger than the types of the language.
type Bytes = Uint8Array & { toBase64(): string }

function Becomes({ imported: { maps, left } }: { imported: Imported }) {
  return (
    <section className="panel">
      <h2>
        {maps.length} of {maps.length + left.length} have a place here
      </h2>
      <ul className="rows">
        {left.slice(0, SHOWN).map(({ from, why }) => (
          <li key={`${from} ${why}`}>
            <span>
              <span className="pill warn">Stays behind</span> {from}
              <small className="quiet">{why}</small>
            </span>
          </li>
        ))}
        {maps.slice(0, SHOWN).map(({ from, to, loses }, n) => (
          <li key={n}>
            <span>
              {from} → <strong>{to}</strong>
              {loses.length > 0 && <small>without {loses.join('; ')}</small>}
            </span>
          </li>
        ))}
      </ul>
      {maps.length > SHOWN && <p className="quiet">And {maps.length - SHOWN} more.</p>}
    </section>
  )
}
