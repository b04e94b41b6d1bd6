import type { ChannelKind, TriedChannel } from '@allclear/wire/channel.ts'
import { words } from './words/index.ts'

type Props = {
  readonly setting: ChannelKind['settings'][number] & { readonly given?: string }
  readonly fault: TriedChannel['faults'][number] | undefined
}

/** One field: what the other side calls it, where it shows it, and what is wrong with what was written. */
export function Setting({ setting: { key, title, says, like, isSecret, isNeeded, isChoice, given }, fault }: Props) {
  const id = `setting-${key}`
  const about = { id, name: key, 'aria-describedby': `${id}-says`, 'aria-invalid': fault !== undefined }
  if (isChoice)
    return (
      <div className="choice">
        <input {...about} type="checkbox" value="true" />
        <label htmlFor={id}>{title}</label>
        <p className="quiet" id={`${id}-says`}>
          {says}
        </p>
      </div>
    )
  return (
    <div className="field">
      <label htmlFor={id}>
        {title} {isSecret && <span className="secret">{words.secret}</span>}
      </label>
      <input
        {...about}
        type={isSecret ? 'password' : 'text'}
        defaultValue={given}
        placeholder={like}
        required={isNeeded}
        maxLength={2000}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <p className="quiet" id={`${id}-says`}>
        {fault && <strong className="wrong">{fault.says ?? words.missing} </strong>}
        {says}
      </p>
    </div>
  )
}
