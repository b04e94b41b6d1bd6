import type { FormEvent, ReactNode } from 'react'
import { closeFold } from './fold.tsx'
import { useDeed } from './use-deed.ts'

type Props = {
  readonly address: `/api/v1/${string}`
  readonly says: string // aloud, once it is done
  readonly button: string
  readonly danger?: boolean
  readonly children: ReactNode
}

/** A form whose fields are the body of a deed; empty ones are left out, a ticked box is true. It closes its fold once the hub has taken it. */
export function DeedForm({ address, says, button, danger = false, children }: Props) {
  const { isBusy, run } = useDeed()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = [...new FormData(form)].filter(([, value]) => value !== '')
    if (!(await run(address, Object.fromEntries(fields), says))) return
    form.reset()
    closeFold(form)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {children}
      <button className={danger ? 'danger' : 'primary'} disabled={isBusy}>
        {button}
      </button>
    </form>
  )
}
