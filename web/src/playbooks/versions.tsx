import type { Playbook, Version } from '@allclear/wire/playbook.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, remove } from '../api.ts'
import { Go } from '../parts/go.tsx'
import { sayFailure } from '../parts/hold.tsx'
import { Moment } from '../parts/times.tsx'
import { DifferenceLines } from './difference.tsx'
import { differenceQuery } from './playbook-query.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** Every version with who saved it and why, and the difference of any two. */
export function Versions({ playbook, onOpen }: { playbook: Playbook; onOpen: (text: string) => void }) {
  const { id, version, versions, mayEdit, mayTry, at } = playbook
  const queries = useQueryClient()
  const open = (number: number) =>
    void get(`/api/v1/playbooks/${id}/versions/${number}`)
      .then(({ body }) => onOpen(body))
      .catch(sayFailure)
  const withdraw = () =>
    void remove(`/api/v1/playbooks/${id}`)
      .then(() => queries.invalidateQueries())
      .catch(sayFailure)
  return (
    <section className="panel" aria-labelledby="versions-name">
      <h2 id="versions-name">{words.parts.versions}</h2>
      <ul className="rows">
        {versions.map((one) => (
          <li key={one.version}>
            <Told one={one} holds={one.version === version} />
            <span className="deeds">
              {mayTry && (
                <button onClick={() => open(one.version)}>
                  {words.open}
                  <span className="unseen"> {say(words.inEditor, { version: one.version })}</span>
                </button>
              )}
              {mayEdit && one.version === version && at !== null && <button onClick={withdraw}>{words.withdraw}</button>}
            </span>
          </li>
        ))}
      </ul>
      <Compare playbook={playbook} />
    </section>
  )
}

function Told({ one: { version, at, who, reason, incident, withdrawnAt }, holds }: { one: Version; holds: boolean }) {
  return (
    <span>
      <strong>{say(words.versionHead, { version })}</strong> {holds && <span className="pill good">{words.holds}</span>}
      {withdrawnAt !== null && <span className="pill">{words.withdrawn}</span>}
      <small>
        {at === null
          ? words.theFile
          : reason === null
            ? say(words.savedBy, { who, time: <Moment at={at} /> })
            : say(words.savedBecause, { who, time: <Moment at={at} />, reason })}{' '}
        {incident !== null && <Go to={`/incidents/${incident}`}>{say(words.incidentHead, { id: String(incident) })}</Go>}
      </small>
    </span>
  )
}

function Compare({ playbook: { id, version, versions, fileChanged } }: { playbook: Playbook }) {
  const others = versions.filter((one) => one.version !== version)
  const [from, setFrom] = useState(fileChanged ? 'file' : String(others[0]?.version ?? version))
  const [to, setTo] = useState(String(version))
  const { data } = useQuery(differenceQuery(id, from, to))
  const names = [...versions.map((one) => String(one.version)), ...(versions.some(({ at }) => at === null) ? ['file'] : [])]
  if (names.length < 2 || versions.length < 2) return <p className="quiet">{words.oneVersion}</p>
  const choice = (label: string, value: string, choose: (value: string) => void) => (
    <label>
      {label}{' '}
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {names.map((one) => (
          <option key={one} value={one}>
            {one === 'file' ? words.fileNow : say(words.version, { version: one })}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      <h3>{words.differenceHead}</h3>
      <div className="compare">
        {choice(words.from, from, setFrom)}
        {choice(words.to, to, setTo)}
      </div>
      {data && <DifferenceLines lines={data.lines} name={say(words.changedFromTo, { from, to })} />}
    </>
  )
}
