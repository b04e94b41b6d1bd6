import type { Desk, Rehearsed } from '@allclear/wire/playbook.ts'
import { useState } from 'react'
import { ask } from '../api.ts'
import { sayFailure } from '../parts/hold.tsx'
import { Play } from './play.tsx'
import { YamlEditor } from './yaml-editor.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** A scenario on the virtual clock against the text as it is being written. */
export function Rehearse({ name, text, desk }: { name: string; text: string; desk: Desk }) {
  const [scenario, setScenario] = useState(desk.scenarios[0]?.text ?? '')
  const [answer, setAnswer] = useState<(Rehearsed & { count: number }) | null>(null)
  const [isBusy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      const said = await ask(`/api/v1/playbooks/${name}/rehearse`, { body: text, scenario })
      setAnswer((before) => ({ ...said, count: (before?.count ?? 0) + 1 }))
    } catch (error) {
      sayFailure(error)
    }
    setBusy(false)
  }
  const ran = answer?.play?.ran ?? []
  return (
    <section className="panel" aria-labelledby="rehearse-name">
      <h2 id="rehearse-name">{words.parts.rehearse}</h2>
      <p className="quiet">{words.rehearseIntro}</p>
      <div className="choices">
        {desk.scenarios.map((one) => (
          <button key={one.name} aria-pressed={one.text === scenario} onClick={() => setScenario(one.text)}>
            {one.name}
          </button>
        ))}
      </div>
      <YamlEditor
        label={words.scenario}
        text={scenario}
        onChange={setScenario}
        complaints={answer?.complaints.filter(({ file }) => file === 'scenario') ?? []}
        mayWrite
      />
      <div className="end">
        <button id="rehearse" className="primary" disabled={isBusy || scenario.trim() === ''} onClick={() => void run()}>
          {words.parts.rehearse}
        </button>
      </div>
      {answer && <Complaints complaints={answer.complaints} />}
      {answer?.play && (
        <>
          {!ran.includes(name) && (
            <p className="notice warn">
              {ran.length > 0 ? say(words.leadsElsewhere, { others: ran.join(', '), name }) : say(words.leadsNowhere, { name })}
            </p>
          )}
          <Play key={answer.count} {...answer.play} />
        </>
      )}
    </section>
  )
}

/** What keeps a text or a scenario from being played, or was expected and did not come. */
export function Complaints({ complaints }: Pick<Rehearsed, 'complaints'>) {
  return (
    <ul className="wrongs" aria-live="polite">
      {complaints.map(({ file, line, column, level, message, fix }) => (
        <li key={`${file} ${line} ${column} ${message}`} className={level === 'error' ? 'bad' : 'warn'}>
          <code>
            {file}:{line}:{column}
          </code>{' '}
          {message}; {fix}
        </li>
      ))}
    </ul>
  )
}
