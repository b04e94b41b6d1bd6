import './playbooks.css'
import type { Complaint, Playbook } from '@allclear/wire/playbook.ts'
import { useQuery, useSuspenseQueries } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { Go } from '../parts/go.tsx'
import { Icon } from '../parts/icon.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useTitle } from '../parts/use-title.ts'
import { Outline } from './outline.tsx'
import { checkQuery, deskQuery, playbookQuery } from './playbook-query.ts'
import { Rehearse } from './rehearse.tsx'
import { Replay } from './replay.tsx'
import { Save } from './save.tsx'
import { Versions } from './versions.tsx'
import { YamlEditor } from './yaml-editor.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

/** `/playbooks/<name>`: the text with what is wrong in it, its steps beside it, tried out before it is saved, and its versions. */
export default function PlaybookScreen() {
  const { name } = useParams({ strict: false }) as { name: string }
  return (
    <>
      <p className="crumb">
        <Go to="/playbooks">{words.title}</Go>
      </p>
      <Suspense fallback={<Waiting />}>
        <Whole key={name} name={name} />
      </Suspense>
    </>
  )
}

const PARTS = ['rehearse', 'replay', 'versions', 'save'] as const
type Part = (typeof PARTS)[number]

function Whole({ name }: { name: string }) {
  const [{ data: playbook }, { data: desk }] = useSuspenseQueries({ queries: [playbookQuery(name), deskQuery(name)] })
  const [base, setBase] = useState({ version: playbook.version, body: playbook.body }) // what the text began as
  const [text, setText] = useState(playbook.body)
  const [part, setPart] = useState<Part>(playbook.mayTry ? 'rehearse' : 'versions')
  const [line, setLine] = useState(1)
  const [goTo, setGoTo] = useState<{ line: number; column?: number } | null>(null)
  const { complaints, steps } = useChecked(playbook, text)
  const isChanged = text !== base.body
  useTitle(say(words.titleOf, { title: playbook.title }))
  useStay(isChanged)
  const parts = PARTS.filter((one) =>
    one === 'save' ? playbook.mayEdit : one === 'versions' || playbook.mayTry,
  )
  const isBroken = complaints.some(({ level }) => level === 'error')
  return (
    <div className="playbook">
      <h1>{playbook.title}</h1>
      <p className="quiet">
        <code>{name}</code> · {say(isChanged ? words.versionChanged : words.version, { version: base.version })}
      </p>
      <Notices playbook={playbook} base={base.version} />
      <div className="desk">
        <section aria-label={words.text}>
          <YamlEditor
            label={say(words.textOf, { name })}
            text={text}
            onChange={setText}
            onLine={setLine}
            complaints={complaints}
            language={desk}
            goTo={goTo}
            mayWrite={playbook.mayTry}
          />
          <Wrong complaints={complaints} onGo={setGoTo} />
        </section>
        <section aria-labelledby="steps-name">
          <h2 id="steps-name">{words.stepsHead}</h2>
          {isBroken && <p className="quiet">{words.beforeMistake}</p>}
          <Outline steps={steps} line={line} onGo={(to) => setGoTo({ line: to })} />
        </section>
      </div>
      <div className="choices" role="group" aria-label={words.tryOut}>
        {parts.map((one) => (
          <button key={one} aria-pressed={one === part} onClick={() => setPart(one)}>
            {words.parts[one]}
          </button>
        ))}
      </div>
      {part === 'rehearse' && <Rehearse name={name} text={text} desk={desk} />}
      {part === 'replay' && <Replay name={name} text={text} desk={desk} />}
      {part === 'versions' && <Versions playbook={playbook} onOpen={setText} />}
      {part === 'save' && (
        <Save playbook={playbook} text={text} base={base.version} isChanged={isChanged} isBroken={isBroken} desk={desk} onSaved={setBase} />
      )}
    </div>
  )
}

// What the hub says of the text, a moment after the last key; the steps of before while they cannot be read.
function useChecked({ id, version, body, steps, mayTry }: Playbook, text: string) {
  const settled = useSettled(text)
  const { data } = useQuery({ ...checkQuery(id, settled, version), enabled: mayTry && settled.trim() !== '' })
  const [shown, setShown] = useState(steps)
  if (data?.steps && data.steps !== shown) setShown(data.steps)
  const isOfThis = data?.body === text || text === body
  return { complaints: isOfThis ? (data?.complaints ?? NONE) : NONE, steps: shown }
}

const NONE: readonly Complaint[] = []
const SETTLES_MS = 300

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLES_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

// Whoever leaves the page with changes that are not saved is asked by the browser.
function useStay(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isChanged])
}

function Notices({ playbook: { version, versions, fileChanged }, base }: { playbook: Playbook; base: number }) {
  const newest = versions.find((one) => one.version === version)
  return (
    <>
      {version !== base && (
        <p className="notice warn" role="status">
          <Icon name="warning" /> {say(words.savedMeanwhile, { who: newest?.who ?? words.somebody, version })}
        </p>
      )}
      {fileChanged && (
        <p className="notice warn">
          <Icon name="warning" /> {say(words.fileChanged, { version })}
        </p>
      )}
    </>
  )
}

function Wrong({ complaints, onGo }: { complaints: readonly Complaint[]; onGo: (to: { line: number; column: number }) => void }) {
  return (
    <ul className="wrongs" aria-live="polite" aria-label={words.wrong}>
      {complaints.map(({ line, column, level, message, fix }) => (
        <li key={`${line} ${column} ${message}`} className={level === 'error' ? 'bad' : 'warn'}>
          <button className="quiet" onClick={() => onGo({ line, column })}>
            <code>
              {line}:{column}
            </code>{' '}
            {message}; {fix}
          </button>
        </li>
      ))}
    </ul>
  )
}
