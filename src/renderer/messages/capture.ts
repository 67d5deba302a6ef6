// The words of the capture pages, merged from one file for each place.
import { disclosures } from './capture/disclosures.ts'
import { home } from './capture/home.ts'
import { inspection } from './capture/inspection.ts'
import { names } from './capture/names.ts'
import { note } from './capture/note.ts'
import { settle } from './capture/settle.ts'
import { write } from './capture/write.ts'

export const capture = { ...home, ...inspection, ...write, ...settle, ...note, ...names, ...disclosures } as const
