import type { Layers, Room } from '@allclear/wire/room.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment } from '../parts/times.tsx'
import { layersQuery } from './room-query.ts'
import { words } from './words/index.ts'
import { stated } from '../words.ts'

/** What was seen of each layer from the registrar to the site, folded; it is asked for when the first is opened. Text from outside is shown as text. */
export function Evidence({ incident, layers }: { incident: string; layers: Room['layers'] }) {
  const [isWanted, want] = useState(false)
  const { data } = useQuery({ ...layersQuery(incident), enabled: isWanted })
  return (
    <section id="evidence" className="panel" aria-labelledby="evidence-name">
      <h2 id="evidence-name">{words.shown.evidence}</h2>
      {layers.map(({ id, name }) => (
        <details key={id} id={`evidence-${id}`} onToggle={({ currentTarget }) => currentTarget.open && want(true)}>
          <summary>{stated(name)}</summary>
          {isWanted && <Pieces pieces={data?.items.find((layer) => layer.id === id)?.pieces ?? null} />}
        </details>
      ))}
    </section>
  )
}

function Pieces({ pieces }: { pieces: Layers['items'][number]['pieces'] | null }) {
  if (pieces === null) return <div className="waits piece" aria-busy="true" />
  if (pieces.length === 0) return <p className="quiet">{words.nothingSeen}</p>
  return pieces.map(({ name, at, text }, index) => (
    <details key={`${name} ${at}`} open={index === 0}>
      <summary>
        {name}{' '}
        <span className="quiet">
          <Moment at={at} />
        </span>
      </summary>
      <pre tabIndex={0} aria-label={name}>
        {text}
      </pre>
    </details>
  ))
}
