import type { TriedChannel } from '@allclear/wire/channel.ts'
import { useEffect, useRef } from 'react'
import { CopyButton } from '../parts/copy-button.tsx'
import { Icon } from '../parts/icon.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const SHOWN = {
  delivered: { icon: 'check', tone: 'good' },
  try_later: { icon: 'warning', tone: 'warn' },
  refused: { icon: 'cross', tone: 'bad' },
  uncertain: { icon: 'warning', tone: 'warn' },
} as const

/** What the other side said to the message, and the lines that connect it for good. */
export function Tried({ tried, title }: { tried: TriedChannel; title: string }) {
  const { lines, variables } = tried
  const { outcome, says } = tried.tried!
  const end = useRef<HTMLElement>(null)
  useEffect(() => end.current?.scrollIntoView({ block: 'start' }), [tried])
  const { icon, tone } = SHOWN[outcome]
  return (
    <>
      <section className="panel outcome" ref={end}>
        <h2 className={`pill ${tone}`}>
          <Icon name={icon} />
          {say(words.outcome[outcome], { title })}
        </h2>
        {says !== null && <blockquote>{says}</blockquote>}
        {outcome === 'try_later' && <p className="quiet">{words.inside}</p>}
      </section>
      <section className="panel">
        <h2>{words.lines}</h2>
        <p className="quiet">{words.linesSay}</p>
        <pre tabIndex={0} aria-label={words.lines}>
          {lines}
        </pre>
        <p className="actions">
          <CopyButton text={lines ?? ''} what={words.theLines} />
        </p>
        <h3>{words.variables}</h3>
        <p className="quiet">{words.variablesSay}</p>
        <ul className="rows">
          {variables.map((variable) => (
            <li key={variable.name}>
              <span>
                <code>{variable.name}</code> <span className="quiet">{variable.title}</span>
              </span>
              <CopyButton text={variable.name} what={variable.name} />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
