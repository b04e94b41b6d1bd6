import { createContext, use } from 'react'
import { sayRhythm } from './rhythms.ts'
import { words } from './words/index.ts'

type Fields = {
  readonly values: Readonly<Record<string, string>>
  readonly write: (name: string, value: string) => void
  readonly touch: (name: string) => void
  readonly wrongIn: (name: string) => readonly string[]
}

/** The form around its fields: what is written, and what is wrong with it. */
export const FieldsContext = createContext<Fields>({ values: {}, write: () => {}, touch: () => {}, wrongIn: () => [] })

/** One field with its hint and what is wrong with it: a line, several lines, or a choice of one. */
export function Field(field: {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly type?: string
  readonly lines?: number
  readonly options?: readonly string[]
}) {
  const { name, label, hint, type = 'text', lines, options } = field
  const { values, write, touch, wrongIn } = use(FieldsContext)
  const wrong = wrongIn(name)
  const input = {
    ...{ id: name, name, value: values[name] ?? '', 'aria-describedby': `${name}-hint`, 'aria-invalid': wrong.length > 0 },
    onBlur: () => touch(name),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => write(name, value),
  }
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {options ? (
        <select {...input}>
          {options.map((one) => (
            <option key={one} value={one}>
              {one === '' ? words.once : sayRhythm(one)}
            </option>
          ))}
        </select>
      ) : lines === undefined ? (
        <input {...input} type={type} maxLength={200} />
      ) : (
        <textarea {...input} rows={lines} maxLength={2000} />
      )}
      <p className="quiet" id={`${name}-hint`}>
        {wrong.map((says) => (
          <strong key={says} className="wrong">
            {says}{' '}
          </strong>
        ))}
        {hint}
      </p>
    </div>
  )
}
