import type { AnswerId, VoteId } from './answers.ts'

/** What stands on the buttons of a message and on the page that they open. */
export type AnswerWords = Readonly<Record<AnswerId, string>> & {
  readonly helpful: string // the question
  readonly votes: Readonly<Record<VoteId, string>>
  readonly theirWords: string
  readonly name: string
  readonly text: string
  readonly comment: string
  readonly nothingYet: string // opening the page is no answer
  readonly thanks: string
  readonly recorded: string // before what was said
  readonly tooLate: string
  readonly canChange: string
  readonly status: string
}

const en: AnswerWords = {
  yes: 'Yes',
  no: 'No',
  done: 'This is done',
  help: 'I need help',
  call: 'Please call me',
  helpful: 'Was this helpful?',
  votes: { helpful: 'Yes, it helped', unhelpful: 'No, it did not' },
  theirWords: 'What we wrote',
  name: 'Your name',
  text: 'Anything we should know (optional)',
  comment: 'What would have helped more? (optional)',
  nothingYet: 'Nothing is sent until you press a button.',
  thanks: 'Thank you.',
  recorded: 'We have your answer:',
  tooLate: 'This is no longer asked, so your answer was not recorded. If you need us, please reply to the message.',
  canChange: 'You can change it.',
  status: 'See how things stand',
}

const de: AnswerWords = {
  yes: 'Ja',
  no: 'Nein',
  done: 'Das ist erledigt',
  help: 'Ich brauche Hilfe',
  call: 'Bitte rufen Sie mich an',
  helpful: 'War das hilfreich?',
  votes: { helpful: 'Ja, es hat geholfen', unhelpful: 'Nein, hat es nicht' },
  theirWords: 'Was wir geschrieben haben',
  name: 'Ihr Name',
  text: 'Was wir wissen sollten (freiwillig)',
  comment: 'Was hätte mehr geholfen? (freiwillig)',
  nothingYet: 'Es wird nichts gesendet, bevor Sie auf eine Schaltfläche drücken.',
  thanks: 'Vielen Dank.',
  recorded: 'Ihre Antwort liegt uns vor:',
  tooLate:
    'Danach wird nicht mehr gefragt; Ihre Antwort wurde nicht aufgenommen. Wenn Sie uns brauchen, antworten Sie bitte auf die Nachricht.',
  canChange: 'Sie können sie ändern.',
  status: 'So steht es gerade',
}

const es: AnswerWords = {
  yes: 'Sí',
  no: 'No',
  done: 'Ya está hecho',
  help: 'Necesito ayuda',
  call: 'Llámenme, por favor',
  helpful: '¿Le ha sido útil?',
  votes: { helpful: 'Sí, me ha ayudado', unhelpful: 'No, no me ha ayudado' },
  theirWords: 'Lo que escribimos',
  name: 'Su nombre',
  text: 'Algo que debamos saber (opcional)',
  comment: '¿Qué habría ayudado más? (opcional)',
  nothingYet: 'No se envía nada hasta que pulse un botón.',
  thanks: 'Gracias.',
  recorded: 'Tenemos su respuesta:',
  tooLate: 'Esto ya no se pregunta, así que su respuesta no se ha registrado. Si nos necesita, responda al mensaje.',
  canChange: 'Puede cambiarla.',
  status: 'Ver cómo está todo',
}

const fr: AnswerWords = {
  yes: 'Oui',
  no: 'Non',
  done: 'C’est fait',
  help: 'J’ai besoin d’aide',
  call: 'Appelez-moi, s’il vous plaît',
  helpful: 'Ce message vous a-t-il été utile ?',
  votes: { helpful: 'Oui, il m’a aidé', unhelpful: 'Non, il ne m’a pas aidé' },
  theirWords: 'Ce que nous avons écrit',
  name: 'Votre nom',
  text: 'Ce que nous devrions savoir (facultatif)',
  comment: 'Qu’est-ce qui aurait aidé davantage ? (facultatif)',
  nothingYet: 'Rien n’est envoyé tant que vous n’appuyez pas sur un bouton.',
  thanks: 'Merci.',
  recorded: 'Nous avons votre réponse :',
  tooLate: 'La question n’est plus posée ; votre réponse n’a pas été enregistrée. Si vous avez besoin de nous, répondez au message.',
  canChange: 'Vous pouvez la modifier.',
  status: 'Voir où en sont les choses',
}

const pt: AnswerWords = {
  yes: 'Sim',
  no: 'Não',
  done: 'Está feito',
  help: 'Preciso de ajuda',
  call: 'Por favor, liguem para mim',
  helpful: 'Isso foi útil?',
  votes: { helpful: 'Sim, ajudou', unhelpful: 'Não, não ajudou' },
  theirWords: 'O que escrevemos',
  name: 'O seu nome',
  text: 'Algo que devemos saber (opcional)',
  comment: 'O que teria ajudado mais? (opcional)',
  nothingYet: 'Nada é enviado enquanto você não apertar um botão.',
  thanks: 'Obrigado.',
  recorded: 'Temos a sua resposta:',
  tooLate: 'Isso não está mais sendo perguntado, por isso a sua resposta não foi registrada. Se precisar de nós, responda à mensagem.',
  canChange: 'Você pode alterá-la.',
  status: 'Ver como estão as coisas',
}

const LANGUAGES: Readonly<Record<string, AnswerWords>> = { en, de, es, fr, pt }

/** The words of the reader's language, `de` for `de-AT`; else English. */
export const answerWords = (language: string): AnswerWords => LANGUAGES[language.split('-')[0]!] ?? en
