import type { Scope } from '@allclear/wire/planner.ts'
import { useState } from 'react'
import type { Part } from './use-draft.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const SHOWN = 40

/** What a window affects: providers, clients and sites, narrowed by a word. What is chosen stays in sight. */
export function Affects(affects: {
  readonly scope: Scope
  readonly chosen: Readonly<Record<Part, readonly string[]>>
  readonly wrong: readonly string[]
  readonly choose: (part: Part, id: string, isChosen: boolean) => void
}) {
  const { scope, chosen, wrong, choose } = affects
  const [word, setWord] = useState('')
  const groups = [
    { part: 'providers', name: words.providers, all: scope.providers },
    { part: 'clients', name: words.clients, all: scope.clients },
    { part: 'sites', name: words.sites, all: scope.sites.map((id) => ({ id, name: id, sites: 1 })) },
  ] as const
  return (
    <fieldset id="affects">
      <legend>{words.affects}</legend>
      {wrong.length > 0 && <p className="wrong">{words.chooseAffected}</p>}
      <label className="unseen" htmlFor="affects-word">
        {words.narrow}
      </label>
      <input
        id="affects-word"
        type="search"
        placeholder={words.narrowExample}
        value={word}
        onChange={({ currentTarget: { value } }) => setWord(value)}
      />
      {groups.map(({ part, name, all }) => {
        const fitting = all.filter((one) => `${one.id} ${one.name}`.toLowerCase().includes(word.trim().toLowerCase()))
        const isChosen = ({ id }: { id: string }) => chosen[part].includes(id)
        const shown = [...all.filter(isChosen), ...fitting.filter((one) => !isChosen(one)).slice(0, SHOWN)]
        const more = fitting.length - Math.min(fitting.filter((one) => !isChosen(one)).length, SHOWN) - fitting.filter(isChosen).length
        if (all.length === 0) return null
        return (
          <details key={part} open={chosen[part].length > 0 || word !== '' || undefined}>
            <summary>
              {name}{' '}
              <span className="quiet">{chosen[part].length > 0 ? say(words.chosen, { count: chosen[part].length }) : all.length}</span>
            </summary>
            <div className="choices">
              {shown.map((one) => (
                <label key={one.id} className="choice">
                  <input
                    type="checkbox"
                    checked={isChosen(one)}
                    onChange={({ currentTarget: { checked } }) => choose(part, one.id, checked)}
                  />{' '}
                  {one.name}
                  {part !== 'sites' && <small className="quiet"> {say(words.siteCount, { count: one.sites })}</small>}
                </label>
              ))}
            </div>
            {more > 0 && <p className="quiet">{say(words.moreNarrow, { more })}</p>}
          </details>
        )
      })}
    </fieldset>
  )
}
