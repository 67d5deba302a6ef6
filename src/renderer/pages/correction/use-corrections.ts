// Everything that was asked to be removed, asked again whenever entries arrive or sending changes.
import { everyInspection } from '../../stores/news.ts'
import { useAnswer } from '../capture/hooks.ts'

export const useCorrections = () => useAnswer('correction.list', {}, { inspection: everyInspection, states: true })
