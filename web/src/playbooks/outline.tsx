import type { OutlinedStep } from '@allclear/wire/playbook.ts'
import { Icon } from '../parts/icon.tsx'
import { words } from './words/index.ts'

const ICONS: Record<OutlinedStep['does'], string> = {
  message: 'mail',
  task: 'check',
  action: 'gear',
  approval: 'half',
  escalate: 'up',
  announce: 'eye',
}

/** The steps as a tree: what waits for another step hangs below it. Pressing one goes to its line; `line` is where the cursor stands. */
export function Outline({ steps, line, onGo }: { steps: readonly OutlinedStep[]; line: number; onGo: (line: number) => void }) {
  const current = steps.findLast((step) => step.line <= line)?.id ?? null
  const roots = steps.filter((step) => parentOf(step, steps) === null)
  return (
    <ol className="outline" aria-label={words.stepsHead}>
      {roots.map((step) => (
        <Branch key={step.id} step={step} steps={steps} current={current} onGo={onGo} />
      ))}
    </ol>
  )
}

type BranchProps = { step: OutlinedStep; steps: readonly OutlinedStep[]; current: string | null; onGo: (line: number) => void }

function Branch({ step, steps, current, onGo }: BranchProps) {
  const children = steps.filter((one) => parentOf(one, steps) === step.id)
  return (
    <li>
      <button className={`step ${step.does}`} aria-current={current === step.id} onClick={() => onGo(step.line)}>
        <Icon name={ICONS[step.does]} />
        <span>
          <small className="starts">{step.starts}</small>
          <strong>{step.says}</strong>
          <small>
            <code>{step.id}</code>
            {step.asks.map((one) => ` · ${one}`)}
          </small>
        </span>
      </button>
      {children.length > 0 && (
        <ol>
          {children.map((one) => (
            <Branch key={one.id} step={one} steps={steps} current={current} onGo={onGo} />
          ))}
        </ol>
      )}
    </li>
  )
}

// Below the first step that it waits for and that stands before it, so that a circle hangs nowhere twice.
function parentOf({ id, follows }: OutlinedStep, steps: readonly OutlinedStep[]): string | null {
  const place = (one: string) => steps.findIndex((step) => step.id === one)
  return follows.find((one) => place(one) >= 0 && place(one) < place(id)) ?? null
}
