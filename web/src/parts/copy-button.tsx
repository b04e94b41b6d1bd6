import { useState } from 'react'
import { announce } from '../shell/announce.tsx'

/** Copies a text; `what` says to whoever hears the screen what it is. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState<string | null>(null)
  const copy = () =>
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(text)
      announce(`${what} is copied.`)
    })
  return (
    <button type="button" className="quiet" onClick={copy}>
      {copied === text ? 'Copied' : 'Copy'}
      <span className="unseen"> {what}</span>
    </button>
  )
}
