import type { Change, LookLine } from '@allclear/wire/plan.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { look } from '../api.ts'
import { Go, useGo } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { useTitle } from '../parts/use-title.ts'
import { announce } from '../shell/announce.tsx'
import { Learnt } from './learnt.tsx'
import { OwnerFields, ownerChanges } from './owner-fields.tsx'
import { choicesQuery } from './plan-query.ts'
import { blankFields, setsOf, SiteFields } from './site-fields.tsx'
import type { Fields } from './site-fields.tsx'
import { usePlanChange } from './use-plan-change.tsx'

const BEFORE: LookLine = { card: null, waiting: [], isDone: false, problem: null }

/** `/sites/new`: an address is enough. What it tells appears as it is learnt; then whose it is, and it is watched. */
export default function NewSiteScreen() {
  const [line, setLine] = useState<LookLine | null>(null)
  useTitle('Add a site')
  const begin = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('url')).trim()
    setLine(BEFORE)
    try {
      await look(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`, setLine)
      announce('The look is over.')
    } catch (error) {
      setLine(null)
      sayFailure(error)
    }
  }
  const isLooking = line !== null && !line.isDone
  return (
    <>
      <p className="crumb">
        <Go to="/sites">Sites</Go>
      </p>
      <h1>Add a site</h1>
      <form className="narrow" onSubmit={(event) => void begin(event)}>
        <input
          name="url"
          type="text"
          inputMode="url"
          autoComplete="url"
          required
          aria-label="Its address"
          placeholder="https://cornerbakery.example/"
        />
        <button className="primary" disabled={isLooking}>
          {isLooking ? 'Looking …' : 'Look'}
        </button>
      </form>
      <p className="quiet">
        Its name servers, registrar, host, certificate and software are looked up within seconds. Nothing is kept until you say so. Or{' '}
        <Go to="/sites/import">bring many in from a file</Go>.
      </p>
      {line?.problem && (
        <p role="alert" className="card bad">
          <strong>{line.problem.message}</strong> {line.problem.fix}
        </p>
      )}
      {line && !line.problem && (
        <section className="panel">
          <h2>What it tells</h2>
          <Learnt line={line} />
        </section>
      )}
      {line?.isDone && line.card && <Rest key={line.card.url} card={line.card} />}
    </>
  )
}

function Rest({ card }: { card: NonNullable<LookLine['card']> }) {
  const { data: choices } = useSuspenseQuery(choicesQuery)
  const { isBusy, change } = usePlanChange()
  const go = useGo()
  const named = (text: string | null) =>
    choices.providers.find(({ name, id }) => [name, id].some((one) => one.toLowerCase() === text?.toLowerCase()))?.id
  const blank = blankFields(card.url.startsWith('https:'))
  const [fields, setFields] = useState<Fields>({
    ...blank,
    'expect.contains': card.expect.contains ?? '',
    stack: card.cms?.slice(0, 60) ?? '',
    registrar: named(card.registrar) ?? '',
    dns: named(card.dns) ?? '',
  })
  const [id, setId] = useState(card.site)
  const put = (key: string, value: string | boolean) => setFields({ ...fields, [key]: value })
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { changes, client } = ownerChanges(fields)
    const own = Object.fromEntries(Object.entries(fields).filter(([key]) => !/^(client|partner)/.test(key)))
    const site: Change = { kind: 'sites', id, set: { url: card.url, ...(client !== null && { client }), ...setsOf(blank, own) } }
    if (await change([...changes, site], { says: `${id} is watched.` })) go(`/sites/${id}`)
  }
  return (
    <form onSubmit={(event) => void save(event)} className="panel">
      <h2>Watch it</h2>
      <div className="fields">
        <div className="field">
          <label htmlFor="id">Its name here</label>
          <input id="id" value={id} required onChange={({ currentTarget }) => setId(currentTarget.value)} />
        </div>
      </div>
      <OwnerFields {...{ fields, put, choices }} />
      <SiteFields {...{ fields, put, choices }} />
      <p className="actions">
        <button className="primary" disabled={isBusy}>
          Watch {id}
        </button>
      </p>
    </form>
  )
}
