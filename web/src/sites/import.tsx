import type { Changed, Imported } from '@allclear/wire/plan.ts'
import { useState } from 'react'
import { readImport } from '../api.ts'
import { Go, useGo } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { useTitle } from '../parts/use-title.ts'
import { ChangesPreview } from './changes-preview.tsx'
import { Field } from './site-fields.tsx'
import { usePlanChange } from './use-plan-change.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

type Kind = keyof typeof words.kinds
const SHOWN = 200

/** `/sites/import`: what a file of another program becomes here, what is lost and what stays behind, before anything is done. */
export default function ImportScreen() {
  const [kind, setKind] = useState<Kind>('csv')
  const [read, setRead] = useState<{ readonly imported: Imported; readonly changed: Changed | null } | null>(null)
  const { isBusy, preview, change } = usePlanChange()
  const go = useGo()
  useTitle(words.import)
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
    if (await change(read!.imported.changes, { says: say(words.areWatched, { count: sites }), partly: true })) go('/sites')
  }
  return (
    <>
      <p className="crumb">
        <Go to="/sites">{words.sites}</Go>
      </p>
      <h1>{words.import}</h1>
      <section className="panel">
        <div className="fields">
          <Field label={words.fromWhere}>
            {(id) => (
              <select
                id={id}
                value={kind}
                onChange={({ currentTarget }) => {
                  setKind(currentTarget.value as Kind)
                  setRead(null)
                }}
              >
                {Object.entries(words.kinds).map(([key, name]) => (
                  <option key={key} value={key}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.file} hint={words.files[kind]}>
            {(id) => <input key={kind} id={id} type="file" onChange={({ currentTarget }) => void open(currentTarget.files?.[0])} />}
          </Field>
        </div>
        <p className="quiet">{words.nothingYet}</p>
      </section>
      {read && (
        <>
          <Becomes imported={read.imported} />
          {read.changed && (
            <section className="panel">
              <h2>{words.whatChanges}</h2>
              <ChangesPreview changed={read.changed} />
              <p className="actions">
                <button className="primary" disabled={isBusy || sites === 0} onClick={() => void apply()}>
                  {say(words.watchSites, { count: sites })}
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
      <h2>{say(words.havePlace, { count: maps.length, all: maps.length + left.length })}</h2>
      <ul className="rows">
        {left.slice(0, SHOWN).map(({ from, why }) => (
          <li key={`${from} ${why}`}>
            <span>
              <span className="pill warn">{words.staysBehind}</span> {from}
              <small className="quiet">{why}</small>
            </span>
          </li>
        ))}
        {maps.slice(0, SHOWN).map(({ from, to, loses }, n) => (
          <li key={n}>
            <span>
              {from} → <strong>{to}</strong>
              {loses.length > 0 && <small>{say(words.without, { what: loses.join('; ') })}</small>}
            </span>
          </li>
        ))}
      </ul>
      {maps.length > SHOWN && <p className="quiet">{say(words.more, { count: maps.length - SHOWN })}</p>}
    </section>
  )
}
