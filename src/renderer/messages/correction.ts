// The words of corrections: asking for earlier wordings to be removed, ordering it, and what was removed.
export const correction = {
  'correction.summary': 'Something was written here that should never have been',
  'correction.explain':
    'Change it so that it says what it should, and save it. Then earlier wordings can be removed for good: a name, for example, that slipped through.',
  'correction.why.draft': 'There is a draft that has not been saved. Save or discard it first.',
  'correction.why.conflict': 'It was changed twice at the same time. Settle the versions first.',
  'correction.earlier': {
    one: '1 earlier wording is kept in the history.',
    other: '{count} earlier wordings are kept in the history.',
  },
  'correction.open': 'Remove the earlier wordings',
  'correction.title': 'Ask for the earlier wordings to be removed?',
  'correction.stays':
    'What it says now stays. It is written down anew, without the reasons that were given for earlier changes.',
  'correction.deleted': 'It stays deleted. Its text and place are emptied.',
  'correction.ordered-by':
    'Nothing is removed until two records managers have ordered it, and nothing while a hold is in force. They see who asked and how many entries there are, never the text.',
  'correction.final':
    'Then the wordings are deleted from the central store and from every device of the team, from a device without a connection as soon as it has one. Nobody can bring them back.',
  'correction.says': 'The history and sealed bundles go on to say that wordings were removed, who ordered it and when.',
  'correction.drafts':
    'A colleague’s draft that began from them keeps what was typed. The removed words are taken out of it.',
  'correction.limits':
    'This deletes the wordings. The keys of the inspection stay, because everything else in it needs them. So whoever can open an old copy of a device’s files can still read them there. What was printed, photographed or exported is out of reach too.',
  'correction.submit': 'Ask for their removal',
  'correction.cancel': 'Cancel',
  'correction.asked.now': 'You asked for the earlier wordings to be removed. Two records managers have to order it.',
  'correction.asked':
    '{name} asked on {day} for earlier wordings to be removed. Two records managers have to order it. Until then they are kept.',
  'correction.ordered-once':
    '{name} asked on {day} for earlier wordings to be removed. {officer} has ordered it. A second records manager has to order it too. Until then they are kept.',
  'correction.ordered-apart':
    '{name} asked on {day} for earlier wordings to be removed. {names} ordered it at the same time, each as the first. One of them has to order it again, as the second. Until then they are kept.',
  'correction.ordered':
    'Two records managers, {names}, ordered on {day} that earlier wordings are removed. A hold keeps them on this device until it is lifted.',
  'correction.removed':
    'Earlier wordings were removed from this device. Two records managers, {names}, ordered it on {day}.',
  'correction.and': '{first} and {second}',
  'correction.unknown-day': 'a day that is not recorded',

  'corrections.intro':
    'People in the team of an inspection asked for wordings to be removed, because they should never have been written. You see who asked and how many entries it is about, never the text. Ask them if you need to know more, and ask them not to repeat it.',
  'corrections.two':
    'Two records managers have to order each removal. Nothing is removed while a hold is in force. What is removed cannot be brought back.',
  'corrections.none': 'Nobody has asked for anything to be removed.',
  'corrections.waiting': 'Waiting for an order',
  'corrections.waiting.none': 'Nothing is waiting for an order.',
  'corrections.done': 'Nothing left to order',
  'corrections.column.inspection': 'Inspection',
  'corrections.column.asked': 'Asked by',
  'corrections.column.ordered': 'Ordered by',
  'corrections.entries': { one: '1 entry to remove', other: '{count} entries to remove' },
  'corrections.entries.done': { one: '1 entry', other: '{count} entries' },
  'corrections.said': '{name}, {when}',
  'corrections.nobody': 'Nobody yet',
  'corrections.nobody-ever': 'Nobody',
  'corrections.order': 'Order the removal',
  'corrections.order-what': 'Order the removal that {name} asked for, {inspection}',
  'corrections.why.not-officer': 'This inspection does not know you as a records manager yet.',
  'corrections.why.disposed': 'The inspection was disposed of.',
  'corrections.why.on-hold': 'A hold is in force. Open the inspection to see it.',
  'corrections.why.same-person': 'You were the first. Another records manager has to order it too.',
  'corrections.why.not-in-step':
    'This device is not in step with the central store. Wait until everything is received.',
  'corrections.confirm.title': 'Order the removal?',
  'corrections.confirm.about': {
    one: '{name} asked for 1 entry to be removed. Inspection: {inspection}.',
    other: '{name} asked for {count} entries to be removed. Inspection: {inspection}.',
  },
  'corrections.confirm.first':
    'You are the first. Nothing is removed until another records manager orders it too. An order cannot be taken back.',
  'corrections.confirm.second':
    'You are the second of two. As soon as the central store has your order, the wordings are deleted there and on every device of the team. They cannot be brought back.',
  'corrections.confirm.submit': 'Order the removal',
  'corrections.said-first': 'Your order was recorded. Another records manager has to order it too.',
  'corrections.said-second': 'Your order was recorded. The wordings go as soon as the central store has it.',
  'corrections.state.ordered': 'Kept on this device, because of a hold',
  'corrections.state.removed': 'Removed from this device',
  'corrections.state.disposed': 'Gone with the inspection',
  'corrections.home.none': 'Nothing waits for you',
  'corrections.home.yours': { one: '1 waits for your order', other: '{count} wait for your order' },

  'bundle.removed': 'Removed since the seal',
  'bundle.removed.note': {
    one: 'A note of which 1 sealed version was removed. Nobody can tell any more what it said when it was sealed.',
    other:
      'A note of which {count} sealed versions were removed. Nobody can tell any more what it said when it was sealed.',
  },
  'bundle.removed.unknown': {
    one: '1 sealed version was removed. No note on this device names it as its own.',
    other: '{count} sealed versions were removed. No note on this device names them as its own.',
  },
  'bundle.removed.partly': {
    one: '1 earlier version that was sealed with it was removed.',
    other: '{count} earlier versions that were sealed with it were removed.',
  },
  'bundle.removed.read': 'Read the note as it is now',
  'note.emptied': 'The text of this note was removed, so it cannot be restored.',
  'write.corrected':
    'The wording that you began from was removed by a correction, because it held something that should never have been written. What you typed is all here. Words of the removed wording were taken out of it: where you see … read it and mend it before you save.',
} as const
